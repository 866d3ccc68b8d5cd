/* SPDX-License-Identifier: MIT */
/* Finding a manual page and showing it. */
#include "page.h"

#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cmd.h"

/* Pages in Spanish: "es/hito-tutorial.txt". */
#define SPANISH "es/"

static bool is_spanish(const struct hito_embedded *page)
{
	return hito_str_starts(hito_str_from(page->name), SPANISH);
}

/* "lint" of "hito-lint.txt"; "hito" of "hito.txt". */
static struct hito_str topic_of(const struct hito_embedded *page)
{
	struct hito_str name = hito_str_from(page->name);

	if (is_spanish(page))
		name = hito_str_slice(name, sizeof(SPANISH) - 1, name.len);
	if (hito_str_starts(name, "hito-"))
		name = hito_str_slice(name, 5, name.len);
	return hito_str_slice(name, 0, name.len - 4);
}

/* In the user's language where there is one, else in English. */
static const struct hito_embedded *find_page(const char *topic,
					     enum hito_lang lang)
{
	const struct hito_embedded *found = NULL;

	if (strncmp(topic, "hito-", 5) == 0)
		topic += 5;
	for (size_t i = 0; i < cmd_manual.count; i++) {
		const struct hito_embedded *page = &cmd_manual.files[i];

		if (hito_str_is(topic_of(page), topic) &&
		    (!is_spanish(page) || lang == HITO_LANG_ES) &&
		    (!found || is_spanish(page)))
			found = page;
	}
	return found;
}

static bool is_command(struct hito_str topic)
{
	for (const struct cmd *const *cmd = cmd_table; *cmd; cmd++)
		if (hito_str_is(topic, (*cmd)->name))
			return true;
	return false;
}

bool page_topic(size_t number, struct hito_str *out_topic)
{
	if (number >= cmd_manual.count)
		return false;
	*out_topic = topic_of(&cmd_manual.files[number]);
	if (is_command(*out_topic) || hito_str_is(*out_topic, "hito") ||
	    is_spanish(&cmd_manual.files[number]))
		*out_topic = HITO_STR("");
	return true;
}

void page_list_topics(struct hito_out *out)
{
	struct hito_str topic;

	for (size_t i = 0; page_topic(i, &topic); i++)
		if (topic.len)
			hito_out_printf(out, "  hito help %.*s\n",
					HITO_STR_ARG(topic));
}

/* Where `make install` put the page; false when it is not there. */
static bool installed_page(const struct hito_embedded *page, char *path,
			   size_t size)
{
	struct hito_str name = hito_str_from(page->name);
	const char *below = is_spanish(page) ? SPANISH : "";

	if (is_spanish(page))
		name = hito_str_slice(name, sizeof(SPANISH) - 1, name.len);
	name.len -= 4;
	for (const char *section = "157"; *section; section++) {
		int len =
			snprintf(path, size, "%s/%sman%c/%.*s.%c", HITO_MANUALS,
				 below, *section, HITO_STR_ARG(name), *section);

		if (len > 0 && (size_t)len < size && access(path, R_OK) == 0)
			return true;
	}
	return false;
}

struct hito_str page_share(void)
{
	struct hito_str share = HITO_STR(HITO_MANUALS);

	while (share.len && share.ptr[share.len - 1] != '/')
		share.len--;
	return hito_str_slice(share, 0, share.len - (share.len > 0));
}

/* man finds its own pager. False when there is no man to be run. */
static bool show_by_man(const char *path)
{
	int status = 0;
	pid_t pid = fork();

	if (pid < 0)
		return false;
	if (pid == 0) {
		execlp("man", "man", "-l", path, (char *)NULL);
		_exit(127);
	}
	while (waitpid(pid, &status, 0) < 0)
		continue;
	return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

/* Lines of the page that stand for what the tables know. */
static bool print_part(struct run *run, const struct cmd *cmd,
		       struct hito_str line)
{
	const struct cmd_example *example = cmd ? cmd->examples : NULL;

	line = hito_str_trim(line);
	if (hito_str_is(line, "@options@")) {
		opt_print_help(&run->out, cmd ? cmd->opts : cmd_global_opts,
			       run->lang, 4, 78);
	} else if (hito_str_is(line, "@usage@")) {
		hito_out_printf(&run->out, "    hito %s %s\n",
				cmd ? cmd->name : "COMMAND",
				cmd ? cmd->usage : "[options] [arguments]");
	} else if (hito_str_is(line, "@examples@")) {
		for (; example && example->line; example++)
			hito_out_printf(&run->out, "    %s\n        %s\n",
					example->line,
					hito_message(run->lang, example->what));
	} else if (hito_str_is(line, "@commands@")) {
		for (const struct cmd *const *c = cmd_table; *c; c++)
			if (!((*c)->flags & CMD_HIDDEN))
				hito_out_printf(
					&run->out, "    %-12s%s\n", (*c)->name,
					hito_message(run->lang, (*c)->summary));
	} else {
		return false;
	}
	return true;
}

static void print_page(struct run *run, const struct hito_embedded *page)
{
	struct hito_str rest = hito_embed_text(page), line;
	struct hito_str topic = topic_of(page);
	const struct cmd *cmd = NULL;

	for (const struct cmd *const *c = cmd_table; *c; c++)
		if (hito_str_is(topic, (*c)->name))
			cmd = *c;
	while (hito_str_cut_line(&rest, &line)) {
		bool heading = line.len && line.ptr[0] != ' ';

		if (print_part(run, cmd, line))
			continue;
		hito_out_text(&run->out,
			      heading && run->color ? "\033[1m" : "");
		hito_out_str(&run->out, line);
		hito_out_text(&run->out,
			      heading && run->color ? "\033[0m" : "");
		hito_out_text(&run->out, "\n");
	}
}

static int unknown_topic(struct run *run, const char *topic)
{
	struct hito_err err = {.lang = run->lang};

	hito_err_set(&err, HITO_ERR_USAGE, "there is no page: %s", topic);
	hito_err_help(&err, "`hito help` lists commands and pages");
	return run_error(run, &err);
}

int page_open(struct run *run, const char *topic)
{
	const struct hito_embedded *page = find_page(topic, run->lang);
	char path[512];

	if (!page)
		return unknown_topic(run, topic);
	if (run->out_is_terminal && installed_page(page, path, sizeof(path)) &&
	    show_by_man(path))
		return RUN_OK;
	print_page(run, page);
	return RUN_OK;
}
