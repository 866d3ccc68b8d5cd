/* SPDX-License-Identifier: MIT */
/* Changes of values: made, checked, written, told. */
#include "moves.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>

#include "bare.h"
#include "base/file_set.h"
#include "base/utf8.h"
#include "report/diff.h"

/* So often all is read again because somebody was faster. */
#define TRIES 200

const char *moves_say(const struct moves *moves, const char *english)
{
	return hito_message(moves->run->lang, english);
}

struct hito_str moves_name(struct moves *moves, const struct hito_item *item)
{
	struct hito_str name = hito_item_name(item, moves->run->arena);

	return name.ptr ? name : item->id;
}

bool moves_add(struct moves *moves, const struct moves_change *change)
{
	if (!hito_reserve(moves->run->arena, moves->changes, moves->count,
			  moves->capacity))
		return false;
	moves->changes[moves->count++] = *change;
	return true;
}

bool moves_note(struct moves *moves, struct hito_str note)
{
	if (!note.ptr || !hito_reserve(moves->run->arena, moves->notes,
				       moves->note_count, moves->note_capacity))
		return false;
	moves->notes[moves->note_count++] = note;
	return true;
}

bool moves_tell(struct moves *moves, struct hito_str text, struct hito_str step)
{
	if (!text.ptr || !step.ptr ||
	    !hito_reserve(moves->run->arena, moves->lines, moves->line_count,
			  moves->line_capacity))
		return false;
	moves->lines[moves->line_count++] =
		(struct moves_line){.text = text, .step = step};
	return true;
}

bool moves_warn(struct moves *moves, struct hito_str text)
{
	if (!text.ptr ||
	    !hito_reserve(moves->run->arena, moves->warnings,
			  moves->warning_count, moves->warning_capacity))
		return false;
	moves->warnings[moves->warning_count++] = text;
	return true;
}

int moves_refuse(struct moves *moves, const struct hito_item *item,
		 struct hito_str key, const char *refused)
{
	struct run *run = moves->run;

	hito_out_flush(&run->out);
	hito_out_text(&run->err, "hito: ");
	if (item->document) {
		hito_out_foreign(&run->err, item->document->source->path);
		hito_out_text(&run->err, ": ");
	}
	hito_out_foreign(&run->err, moves_name(moves, item));
	hito_out_text(&run->err, key.len ? " " : "");
	hito_out_foreign(&run->err, key);
	hito_out_text(&run->err, moves_say(moves, HITO_N(": left as it is: ")));
	hito_out_text(&run->err, moves_say(moves, refused));
	hito_out_text(&run->err, "\n");
	return RUN_FAILED;
}

const char *moves_unwritable(struct hito_str text)
{
	if (hito_utf8_invalid(text, 0) != SIZE_MAX)
		return HITO_N("the text is not UTF-8");
	for (size_t i = 0; i < text.len; i++) {
		unsigned char byte = (unsigned char)text.ptr[i];

		if ((byte < ' ' && !strchr("\t\n\r", byte)) || byte == 0x7f)
			return HITO_N("the text has a control character");
	}
	return NULL;
}

/* Reading the project as it would be */

static int check(struct moves *moves)
{
	struct run *run = moves->run;
	struct hito_editing *editing = &moves->editing;
	struct hito_workspace_options options = moves->place.options;
	const struct hito_project *project = moves->place.workspace->project;
	struct hito_err err = {.lang = run->lang};
	const struct hito_str gone = {NULL, 0};
	struct hito_workspace *then;
	struct hito_file *texts = hito_new(run->arena, struct hito_file,
					   2 * editing->file_count + 1);

	if (!texts)
		return run_memory(run);
	for (size_t i = 0; i < editing->file_count; i++) {
		const struct hito_fixed *file = editing->files[i];

		if (project->source &&
		    hito_str_equal(project->source->path, file->path)) {
			options.project_path = file->path;
			options.project_text = file->after;
			continue;
		}
		texts[options.text_count++] = (struct hito_file){
			.path = file->new_path.ptr ? file->new_path
						   : file->path,
			.text = file->is_gone ? gone : file->after,
		};
		if (file->new_path.ptr)
			texts[options.text_count++] =
				(struct hito_file){.path = file->path};
	}
	options.texts = texts;
	if (!hito_workspace_read(&options, run->arena, &then, &err))
		return run_error(run, &err);
	if (moves->check)
		return moves->check(moves, then);
	for (size_t i = 0; i < editing->file_count; i++)
		if (!hito_editing_check(editing, i, then->model)) {
			hito_err_set(&err, HITO_ERR_INPUT,
				     "the file would not be read as meant, and "
				     "is left as it is");
			hito_err_at(&err, editing->files[i]->path, 0, 0);
			return run_error(run, &err);
		}
	return RUN_OK;
}

static int print_patch(struct moves *moves)
{
	struct run *run = moves->run;
	const struct hito_diff_options options = {
		.git = moves->editing.shift_count > 0,
		.for_eyes = run->out_is_terminal,
		.color = run->color,
	};
	struct hito_arena *scratch = hito_arena_sub(run->arena);
	bool done = scratch != NULL;

	for (size_t i = 0; done && i < moves->editing.file_count; i++)
		done = hito_diff_write(&run->out, moves->editing.files[i],
				       &options, scratch);
	hito_arena_free(scratch);
	return done ? RUN_OK : run_memory(run);
}

/* Writing */

/* Has somebody taken the name of a new file, which gets another one then? */
static bool is_taken(const struct moves *moves)
{
	for (size_t i = 0; moves->new_names && i < moves->editing.file_count;
	     i++) {
		const struct hito_fixed *file = moves->editing.files[i];
		struct hito_str path =
			hito_arena_copy(moves->run->arena, file->path);
		struct stat status;

		if (file->is_new && path.ptr &&
		    fstatat(moves->place.root_fd, path.ptr, &status,
			    AT_SYMLINK_NOFOLLOW) == 0)
			return true;
	}
	return false;
}

/* *out_again: somebody was faster, nothing is written. */
static int write_files(struct moves *moves, bool *out_again)
{
	struct run *run = moves->run;
	const struct hito_editing *editing = &moves->editing;
	struct hito_err err = {.lang = run->lang};
	struct hito_file_change *changes = hito_new(
		run->arena, struct hito_file_change, editing->file_count + 1);
	size_t count = 0;
	bool stale;

	if (!changes)
		return run_memory(run);
	for (size_t i = 0; i < editing->file_count; i++) {
		const struct hito_fixed *file = editing->files[i];
		const struct hito_str none = {NULL, 0};

		if (!hito_fixed_is_changed(file))
			continue;
		changes[count++] = (struct hito_file_change){
			.path = file->path,
			.before = file->is_new ? none : file->before,
			.after = file->is_gone ? none : file->after,
			.new_path = file->new_path,
		};
	}
	if (hito_file_set_write(moves->place.root_fd, changes, count,
				run->arena, &stale, &err)) {
		*out_again = false;
		return RUN_OK;
	}
	return *out_again && (stale || is_taken(moves)) ? RUN_OK
							: run_error(run, &err);
}

/* Telling */

void moves_write_change(struct moves *moves, struct hito_out *out,
			const struct moves_change *change)
{
	hito_out_foreign(out, moves_name(moves, change->item));
	hito_out_text(out, " ");
	hito_out_foreign(out, change->key);
	hito_out_text(out, ": ");
	hito_out_foreign(out, change->old);
	hito_out_text(out, change->old.len ? " -> " : "-> ");
	hito_out_foreign(out, change->new);
}

static void say_change(struct moves *moves, const struct moves_change *change)
{
	struct hito_out *out = &moves->run->out;

	moves_write_change(moves, out, change);
	if (!change->new.len)
		hito_out_text(out, moves_say(moves, HITO_N("(empty)")));
	hito_out_text(out, "\n");
}

static void say_lines(struct hito_out *out, const struct hito_str *lines,
		      size_t count)
{
	for (size_t i = 0; i < count; i++) {
		hito_out_foreign(out, lines[i]);
		hito_out_text(out, "\n");
	}
}

static void say_all(struct moves *moves)
{
	struct run *run = moves->run;

	if (run->quiet)
		return;
	say_lines(&run->out, moves->notes, moves->note_count);
	for (size_t i = 0; i < moves->line_count; i++) {
		const struct moves_line *line = &moves->lines[i];

		hito_out_foreign(&run->out, line->before);
		say_lines(&run->out, &line->text, 1);
		say_lines(&run->out, &line->behind, line->behind.len > 0);
	}
	for (size_t i = 0; i < moves->count; i++) {
		hito_out_foreign(
			&run->out,
			moves->changes[i].item->document->source->path);
		hito_out_text(&run->out, ": ");
		say_change(moves, &moves->changes[i]);
	}
}

static void warn(struct moves *moves)
{
	struct hito_out *err = &moves->run->err;

	if (moves->warning_count)
		hito_out_flush(&moves->run->out);
	for (size_t i = 0; i < moves->warning_count; i++) {
		hito_out_text(err, "hito: ");
		say_lines(err, &moves->warnings[i], 1);
	}
}

static int finish(struct moves *moves, bool *out_again)
{
	int status;

	if (!hito_editing_finish(&moves->editing) ||
	    hito_arena_failed(moves->run->arena))
		return run_memory(moves->run);
	status = check(moves);
	if (status == RUN_OK && moves->args->dry_run) {
		*out_again = false;
		status = print_patch(moves);
		warn(moves);
		return status;
	}
	if (status == RUN_OK)
		status = write_files(moves, out_again);
	if (status != RUN_OK || *out_again)
		return status;
	say_all(moves);
	warn(moves);
	return moves->args->commit && moves->editing.file_count
		       ? moves_commit(moves)
		       : RUN_OK;
}

static int try(struct moves *moves, moves_make *make, const void *make_args,
	       bool *out_again)
{
	struct run *run = moves->run;
	struct hito_err err = {.lang = run->lang};
	int status;

	if (!bare_open_files(run, &moves->place, &err))
		return run_error(run, &err);
	if (!place_name(&moves->place, 0, NULL, &err) ||
	    !place_read(&moves->place, &err)) {
		place_close(&moves->place);
		return run_error(run, &err);
	}
	run_set_lang(run, moves->place.workspace->project->lang);
	hito_editing_init(&moves->editing, run->arena);
	status = make(moves, make_args);
	if (status == RUN_OK && !(moves->stale && *out_again))
		status = finish(moves, out_again);
	place_close(&moves->place);
	return status;
}

int moves_run(struct run *run, const struct moves_args *args, moves_make *make,
	      const void *make_args)
{
	int status = RUN_OK;
	bool again = true;

	for (int i = 1; again && status == RUN_OK; i++) {
		struct moves moves = {.run = run, .args = args};

		again = i < TRIES;
		status = try(&moves, make, make_args, &again);
	}
	return status;
}
