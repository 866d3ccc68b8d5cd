/* SPDX-License-Identifier: MIT */
/*
 * A project on disk: its project file and plan files read into a model.
 */
#ifndef HITO_WORKSPACE_H
#define HITO_WORKSPACE_H

#include <stdbool.h>
#include <stddef.h>

#include "hito/model.h"
#include "hito/sight.h"

#pragma GCC visibility push(default)

/* A plan file in no folder yet: its bytes come from somewhere else (Git). */
struct hito_file {
	struct hito_str path;
	struct hito_str text; /* ptr NULL: not read, see message */
	const char *message;  /* why not: English template, static */
};

struct hito_workspace_options {
	int root_fd; /* the folder that paths start at */
	/* Text of a project file to use in place of root's .hito.yaml; ptr
	 * NULL: root's. project_path is its name for messages. */
	struct hito_str project_text, project_path;
	/* Standard input in place of one file: its path and text (ptr NULL:
	 * none). */
	struct hito_str stdin_path, stdin_text;
	/* Texts to read in place of files that are there: fixed ones. ptr
	 * NULL: as if it were not there. */
	const struct hito_file *texts;
	size_t text_count;
	/* Paths named on the command line that lie outside paths: read too. */
	const struct hito_str *extra;
	size_t extra_count;
	/*
	 * Files that whoever asks knows, by path: they are looked at, and not
	 * read where their imprint is still this one. The model is then that
	 * of the others.
	 */
	const struct hito_seen *known;
	size_t known_count;
	/* What is looked at below root_fd is noted here; NULL: nobody asks. */
	struct hito_sight *sight;
	/* Many files are read on at most so many threads; 0: on one. */
	size_t threads;
};

struct hito_workspace {
	const struct hito_project *project;
	struct hito_model *model;
	struct hito_findings findings; /* of reading and putting together */
};

/*
 * Read a project. Everything lives as long as the arena. Fails for a bad
 * project file, want of memory, a folder that cannot be read; what is wrong
 * with a plan file is a finding and a row of model->unreadable.
 */
HITO_MUST bool hito_workspace_read(const struct hito_workspace_options *options,
				   struct hito_arena *arena,
				   struct hito_workspace **out_workspace,
				   struct hito_err *err);

/*
 * The same from files in memory, sorted by path: what a commit holds.
 */
HITO_MUST bool hito_workspace_from_files(const struct hito_project *project,
					 const struct hito_file *files,
					 size_t count, struct hito_arena *arena,
					 struct hito_workspace **out_workspace,
					 struct hito_err *err);

#pragma GCC visibility pop
#endif
