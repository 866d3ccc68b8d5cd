/* SPDX-License-Identifier: MIT */
/*
 * Parts of file.c that writing several files takes, too.
 */
#ifndef HITO_BASE_FILE_OWN_H
#define HITO_BASE_FILE_OWN_H

#include <limits.h>
#include <sys/stat.h>

#include "base/file.h"

/* The path as the system wants it: terminated, without NUL inside. */
bool hito_file_terminate(struct hito_str path, char text[PATH_MAX],
			 struct hito_err *err);

/*
 * Open the folder of the path that text holds, made where it is missing; -1
 * with errno when that fails. *out_name gets the last name, behind all
 * slashes; text is cut there.
 */
int hito_file_open_folder(int dir_fd, char *text, char **out_name);

/*
 * A new file in the folder under a name that nobody has; -1 and errno. Those
 * before the first number are not tried.
 */
int hito_file_temporary(int folder, size_t first, char *name, size_t size);
bool hito_file_write_all(int fd, struct hito_str text);

/* Give the temporary file its name; never over another. errno on false. */
bool hito_file_take_name(int folder, const char *temporary, const char *name);

/* Does a file hold these bytes and no others? */
bool hito_file_holds(int folder, const char *name, struct hito_str text);

/* The file of that name, if there is one; false: it may not be touched. */
bool hito_file_look_at(int folder, const char *name, struct hito_str path,
		       struct stat *status, bool *out_is_there,
		       struct hito_err *err);
bool hito_file_check_writable(int folder, const char *name,
			      struct hito_str path, const struct stat *status,
			      struct hito_err *err);

/* Errors; false. */
bool hito_file_changed_meanwhile(struct hito_err *err, struct hito_str path);
bool hito_file_not_made(struct hito_err *err, struct hito_str path, int number);

#endif
