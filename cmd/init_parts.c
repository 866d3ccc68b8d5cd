/* SPDX-License-Identifier: MIT */
/* The parts of a setup as pieces: which file gets which text. */
#include "init.h"

#include <fcntl.h>
#include <string.h>

#include "base/embed.h"
#include "history/git.h"
#include "page.h"

struct hito_str init_template(const struct init *init, enum hito_lang lang,
			      const char *name)
{
	struct hito_str path =
		hito_arena_printf(init->run->arena, "%s/%s",
				  lang == HITO_LANG_ES ? "es" : "en", name);
	const struct hito_embedded *file;

	if (!path.ptr)
		return path;
	file = hito_embed_find(&hito_embed_setup, path);
	return file ? hito_embed_text(file) : HITO_STR("");
}

bool init_add(struct init *init, const struct init_piece *piece,
	      struct hito_err *err)
{
	if (!hito_reserve(init->run->arena, init->pieces, init->count,
			  init->capacity))
		return hito_err_memory(err);
	init->pieces[init->count] = *piece;
	if (!piece->shown.ptr)
		init->pieces[init->count].shown = piece->path;
	init->count++;
	return true;
}

/* A file of its own, from a template of the language. */
struct own {
	enum init_part part;
	const char *template, *hand;
	int dir_fd;
	struct hito_str path, shown; /* shown.ptr NULL: as path */
	const struct hito_filling *fillings;
	size_t count;
};

static bool add_own(struct init *init, const struct own *own,
		    struct hito_err *err)
{
	struct hito_str *forms = hito_new(init->run->arena, struct hito_str, 2);
	struct hito_str path = hito_arena_copy(init->run->arena, own->path);
	struct init_piece piece = {
		.part = own->part,
		.piece.kind = HITO_PIECE_FILE,
		.piece.form_count = 2,
		.dir_fd = own->dir_fd,
		.path = path,
		.shown = own->shown,
		.hand = own->hand,
	};

	if (!forms || !path.ptr)
		return hito_err_memory(err);
	forms[0] = init_template(init, HITO_LANG_EN, own->template);
	forms[1] = init_template(init, HITO_LANG_ES, own->template);
	piece.piece.forms = forms;
	piece.piece.text =
		hito_piece_fill(forms[init->run->lang == HITO_LANG_ES],
				own->fillings, own->count, init->run->arena);
	if (!piece.piece.text.ptr)
		return hito_err_memory(err);
	return init_add(init, &piece, err);
}

/* One at the top of the repository, where forges and editors look. */
static bool add_at_top(struct init *init, enum init_part part,
		       const char *template, const char *path, const char *hand,
		       struct hito_err *err)
{
	const struct own own = {
		.part = part,
		.template = template,
		.hand = hand,
		.dir_fd = init->repository ? init->top_fd : init->place.root_fd,
		.path = hito_str_from(path),
	};

	return add_own(init, &own, err);
}

static bool add_project(struct init *init, struct hito_err *err)
{
	const struct own own = {
		.part = INIT_PROJECT,
		.template = "hito.yaml",
		.dir_fd = init->place.root_fd,
		.path = HITO_STR(HITO_PROJECT_FILE),
	};

	return add_own(init, &own, err);
}

static bool add_page(struct init *init, struct hito_err *err)
{
	struct hito_str folder = hito_project_folder(init->project);
	struct own own = {
		.part = INIT_PAGE,
		.template = "page.md",
		.dir_fd = init->place.root_fd,
		.path = hito_arena_printf(init->run->arena, "%.*s%sREADME.md",
					  HITO_STR_ARG(folder),
					  folder.len ? "/" : ""),
	};
	const struct hito_mapping *mapping;

	if (!own.path.ptr)
		return hito_err_memory(err);
	if (!hito_project_mapping(init->project, own.path, init->run->arena,
				  &mapping, err))
		return false;
	/* It would be read as a step. */
	if (mapping && mapping->step_files == 1) {
		if (!init->remove)
			init_tell(init, own.path,
				  HITO_N("left: by map: every file there is a "
					 "step"));
		return true;
	}
	return add_own(init, &own, err);
}

/* A pattern of .gitattributes, in quotes where it needs them. */
static bool add_pattern(struct init *init, struct hito_str path,
			struct hito_str *lines)
{
	struct hito_arena *arena = init->run->arena;
	struct hito_str pattern;
	bool quoted = false;

	pattern = hito_arena_printf(
		arena, "%s%.*s%s",
		hito_str_find_byte(path, '/', 0) == SIZE_MAX ? "/" : "",
		HITO_STR_ARG(path),
		hito_str_ends(path, ".md") ? "" : "/**/*.md");
	if (!pattern.ptr)
		return false;
	for (size_t i = 0; i < path.len; i++) {
		unsigned char byte = (unsigned char)path.ptr[i];

		if (byte < ' ' || byte == '"' || byte == '\\' || byte == 127)
			return true; /* no line of it is certain */
		quoted |= byte == ' ' || byte == '#' || byte == '!';
	}
	*lines = hito_arena_printf(arena, "%.*s%s%.*s%s diff=hito merge=hito\n",
				   HITO_STR_ARG(*lines), quoted ? "\"" : "",
				   HITO_STR_ARG(pattern), quoted ? "\"" : "");
	return lines->ptr != NULL;
}

static bool add_attributes(struct init *init, struct hito_err *err)
{
	const struct hito_project *project = init->project;
	struct hito_str lines = HITO_STR("");
	struct init_piece piece = {
		.part = INIT_ATTRIBUTES,
		.piece.kind = HITO_PIECE_LINES,
		.dir_fd = init->place.root_fd,
		.path = HITO_STR(".gitattributes"),
	};

	for (size_t i = 0; i < project->path_count; i++)
		if (!add_pattern(init, project->paths[i], &lines))
			return hito_err_memory(err);
	piece.piece.text = lines;
	return init_add(init, &piece, err);
}

/*
 * A heading from the second level on is a step or an objective; in a file of
 * its own the first key names it. "# text" may be a comment among the keys.
 */
static const char names_of_steps[] = "[diff \"hito\"]\n"
				     "\txfuncname = \"^#{2,6}[ \\t]+(.*)$\\n"
				     "^((step|paso|plan)[ \\t]*:.*)$\"\n";

/* Without hito on the path Git's own ways are taken. */
static const char driver[] =
	"[merge \"hito\"]\n"
	"\tname = hito: by step and key\n"
	"\tdriver = \"if command -v hito >/dev/null 2>&1; then hito merge-file "
	"--marker-size %L --path %P %O %A %B; else git merge-file "
	"--marker-size=%L %A %O %B; fi\"\n";

static const char textconv[] =
	"[diff \"hito\"]\n"
	"\ttextconv = \"f() { if command -v hito >/dev/null 2>&1; then hito "
	"textconv \\\"$1\\\"; else cat \\\"$1\\\"; fi; }; f\"\n";

static bool add_section(struct init *init, enum init_part part,
			const char *text, const char *section, const char *key,
			struct hito_err *err)
{
	struct hito_arena *arena = init->run->arena;
	struct init_piece piece = {
		.part = part,
		.piece.kind = HITO_PIECE_SECTION,
		.piece.text = hito_str_from(text),
		.piece.section = section,
		.piece.part = "hito",
		.piece.key = key,
		.dir_fd = AT_FDCWD,
		.path = hito_arena_printf(arena, "%sconfig",
					  hito_git_common(init->repository)),
		.shown = hito_arena_printf(arena, ".git/config: %s.hito.%s",
					   section, key),
	};

	if (!piece.path.ptr || !piece.shown.ptr)
		return hito_err_memory(err);
	return init_add(init, &piece, err);
}

/* CI */

/* "OWNER/hito@v0": a place and what of it. */
static bool add_gitlab(struct init *init, struct hito_str action,
		       struct hito_err *err)
{
	struct hito_str where = action, ref = HITO_STR("main");
	struct hito_filling fillings[] = {{"@REPOSITORY@", HITO_STR("")},
					  {"@REF@", HITO_STR("")}};
	struct own own = {
		.part = INIT_CI,
		.template = "gitlab.yml",
		.dir_fd = init->top_fd,
		.path = HITO_STR(".gitlab/hito.yml"),
		.fillings = fillings,
		.count = 2,
	};

	for (size_t at = action.len; at > 0; at--)
		if (action.ptr[at - 1] == '@') {
			where = hito_str_slice(action, 0, at - 1);
			ref = hito_str_slice(action, at, action.len);
			break;
		}
	if (hito_str_find(where, HITO_STR("://"), 0) == SIZE_MAX)
		where = hito_arena_printf(init->run->arena,
					  "$CI_SERVER_URL/%.*s.git",
					  HITO_STR_ARG(where));
	if (!where.ptr)
		return hito_err_memory(err);
	fillings[0].text = where;
	fillings[1].text = ref;
	return add_own(init, &own, err) &&
	       add_at_top(init, INIT_CI, "gitlab-ci.yml", ".gitlab-ci.yml",
			  "include: [{local: .gitlab/hito.yml}]", err);
}

static bool add_ci(struct init *init, struct hito_err *err)
{
	struct hito_str action = hito_str_from(init->action);
	const struct hito_filling filling = {"@ACTION@", action};
	struct own own = {
		.part = INIT_CI,
		.template = "github.yml",
		.dir_fd = init->top_fd,
		.path = HITO_STR(".github/workflows/hito.yml"),
		.fillings = &filling,
		.count = 1,
	};

	if (init->forge == INIT_GITLAB)
		return add_gitlab(init, action, err);
	if (init->forge == INIT_FORGEJO) {
		own.template = "forgejo.yml";
		own.path = HITO_STR(".forgejo/workflows/hito.yml");
	}
	return add_own(init, &own, err);
}

static bool add_pull_request(struct init *init, struct hito_err *err)
{
	static const char *const paths[] = {
		[INIT_GITHUB] = ".github/pull_request_template.md",
		[INIT_GITLAB] = ".gitlab/merge_request_templates/Default.md",
		[INIT_FORGEJO] = ".forgejo/pull_request_template.md",
	};

	return add_at_top(init, INIT_PULL_REQUEST, "pull-request.md",
			  paths[init->forge], NULL, err);
}

/* Lines for editors that are told in the user's own settings. */
static void say_editors(const struct init *init)
{
	struct hito_str share = page_share();

	if (init->remove || init->run->quiet)
		return;
	hito_out_printf(&init->run->out,
			init_say(init, HITO_N("For Vim and Neovim, in your own "
					      "vimrc:\n")));
	hito_out_printf(&init->run->out, "  source %.*s/hito/editor/hito.vim\n",
			HITO_STR_ARG(share));
	hito_out_printf(
		&init->run->out,
		init_say(init, HITO_N("For Emacs, in your own init file:\n")));
	hito_out_printf(&init->run->out, "  (load \"%.*s/hito/editor/hito\")\n",
			HITO_STR_ARG(share));
}

static bool add_editor(struct init *init, struct hito_err *err)
{
	static const char hand[] = "\"[markdown]\": {\"editor.tabCompletion\": "
				   "\"onlySnippets\"}";

	say_editors(init);
	return add_at_top(init, INIT_EDITOR, "snippets.json",
			  ".vscode/hito.code-snippets", NULL, err) &&
	       add_at_top(init, INIT_EDITOR, "settings.json",
			  ".vscode/settings.json", hand, err) &&
	       add_at_top(init, INIT_EDITOR, "tasks.json", ".vscode/tasks.json",
			  "{\"label\": \"hito lint\", \"type\": \"process\", "
			  "\"command\": \"hito\", \"args\": [\"lint\"]}",
			  err);
}

/* All */

static bool needs_repository(const struct init *init, enum init_part part)
{
	if (init->repository)
		return false;
	if (!init->remove)
		init_tell(init, hito_str_from(init_part_name(part)),
			  HITO_N("left: no Git repository with a work tree is "
				 "here (git init)"));
	return true;
}

/* What a part needs to be known, which was not said. */
static bool lacks(const struct init *init, bool action)
{
	if (init->forge == INIT_NO_FORGE) {
		init_tell(init, hito_str_from(action ? "ci" : "pull-request"),
			  HITO_N("left: which forge? --forge=github, gitlab or "
				 "forgejo"));
		return true;
	}
	if (!action || init->action || init->remove)
		return false;
	init_tell(
		init, HITO_STR("ci"),
		HITO_N("left: where is hito got from? --action=OWNER/hito@v0, "
		       "or its address"));
	return true;
}

/* On removal every forge is looked at. */
static bool add_for_forge(struct init *init, enum init_part part,
			  struct hito_err *err)
{
	enum init_forge forge = init->forge;
	bool done = true;

	if (!init->remove)
		return lacks(init, part == INIT_CI) ||
		       (part == INIT_CI ? add_ci(init, err)
					: add_pull_request(init, err));
	for (init->forge = INIT_GITHUB; done && init->forge <= INIT_FORGEJO;
	     init->forge++)
		done = part == INIT_CI ? add_ci(init, err)
				       : add_pull_request(init, err);
	init->forge = forge;
	return done;
}

static bool add_part(struct init *init, enum init_part part,
		     struct hito_err *err)
{
	switch (part) {
	case INIT_PROJECT:
		return add_project(init, err);
	case INIT_ATTRIBUTES:
		return add_attributes(init, err);
	case INIT_GIT:
		return needs_repository(init, part) ||
		       (add_section(init, part, names_of_steps, "diff",
				    "xfuncname", err) &&
			add_section(init, part, driver, "merge", "driver",
				    err));
	case INIT_HOOKS:
		return needs_repository(init, part) || init_hooks(init, err);
	case INIT_PAGE:
		return add_page(init, err);
	case INIT_CI:
	case INIT_PULL_REQUEST:
		return needs_repository(init, part) ||
		       add_for_forge(init, part, err);
	case INIT_EDITOR:
		return add_editor(init, err);
	case INIT_TEXTCONV:
		return needs_repository(init, part) ||
		       add_section(init, part, textconv, "diff", "textconv",
				   err);
	case INIT_PART_COUNT:
		break;
	}
	return true;
}

bool init_collect(struct init *init, struct hito_err *err)
{
	for (int part = 0; part < INIT_PART_COUNT; part++)
		if (init->parts[part] &&
		    !add_part(init, (enum init_part)part, err))
			return false;
	return true;
}
