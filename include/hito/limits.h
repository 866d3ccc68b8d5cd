/* SPDX-License-Identifier: MIT */
/*
 * Every size that input can choose, bounded and named (hito-format(5),
 * LIMITS). Passing one is a finding or an error with the place.
 */
#ifndef HITO_LIMITS_H
#define HITO_LIMITS_H

#define HITO_LIMIT_FILE (4u << 20)         /* bytes of a plan file */
#define HITO_LIMIT_FRONTMATTER (64u << 10) /* bytes of one YAML block */
#define HITO_LIMIT_YAML_DEPTH 16           /* nested YAML collections */
#define HITO_LIMIT_YAML_NODES 20000        /* values in one YAML block */
#define HITO_LIMIT_BLOCKS 20000            /* things with a title in a file */
#define HITO_LIMIT_HEADINGS 50000          /* headings in a file */
#define HITO_LIMIT_MARKDOWN_EVENTS 4000000 /* callbacks of one file */
#define HITO_LIMIT_STEPS 10000             /* steps of a plan */
#define HITO_LIMIT_PARENTS 64              /* steps around a sub-step */
#define HITO_LIMIT_PLANS 100000            /* plans of a project */
#define HITO_LIMIT_FILES 200000            /* plan files of a project */
#define HITO_LIMIT_DEPTH 64                /* folders below a path */
#define HITO_LIMIT_PROJECT_FILE (1u << 20) /* bytes of .hito.yaml */
#define HITO_LIMIT_DAYS_OFF 500            /* runs of days off in one list */
#define HITO_LIMIT_COMMITS 10000000        /* commits walked */
#define HITO_LIMIT_NAMES 10000             /* names of commits to guess from */
#define HITO_LIMIT_MESSAGE (1u << 20)      /* bytes of a commit message */
#define HITO_LIMIT_OBJECT (64u << 20)      /* bytes of a commit or tree */
#define HITO_LIMIT_SHALLOW (16u << 20)     /* bytes of Git's file shallow */
#define HITO_LIMIT_TRAILERS 10000          /* trailers of one commit */
#define HITO_LIMIT_MAILMAP (1u << 20)      /* bytes of .mailmap */
#define HITO_LIMIT_FINDINGS 100000         /* findings of one file */
#define HITO_LIMIT_STDIN (4u << 20)        /* bytes read from standard input */
#define HITO_LIMIT_LINE (64u << 10)        /* bytes of a line of texts */
#define HITO_LIMIT_TEMPLATE (256u << 10)   /* bytes of a template */
#define HITO_LIMIT_GLOB 1024               /* bytes of a path pattern */

#endif
