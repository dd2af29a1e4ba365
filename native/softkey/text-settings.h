/*
 * Settings in plain text: one `key=value` or bare `word` per line, `#` begins a comment.
 *
 * Both files a tester writes by hand (`personality`, `control`) use this form. Underscores in keys are read as hyphens,
 * so `latency_ms` and `latency-ms` are the same key.
 */
#ifndef SOFTKEY_TEXT_SETTINGS_H
#define SOFTKEY_TEXT_SETTINGS_H

#include <stdbool.h>
#include <stddef.h>

enum { SETTINGS_TEXT_SIZE = 4096, SETTINGS_PATH_SIZE = 1024 };

/** Called once per line; `value` is "" for a bare word. Both strings live only for the call. */
typedef void (*settings_visitor)(void *context, const char *key, const char *value);

/** Read a whole file into `text` (NUL ended). A missing file gives false and an empty text; what is over the size is cut. */
bool settings_read_file(const char *path, char text[SETTINGS_TEXT_SIZE]);

/** Visit the lines of `text` in order. */
void settings_visit_lines(const char *text, settings_visitor visit, void *context);

/** Replace the lines with `key` by one line (NULL: only remove them) and put the file in place by rename. */
bool settings_replace_line(const char *path, const char *key, const char *line);

/** "yes", "true", "on", "1" and the bare word are true; anything else is false. */
bool settings_is_true(const char *value);

/** Decimal or 0x hexadecimal number; `fallback` when the text is not a number. */
unsigned long settings_number(const char *value, unsigned long fallback);

/** folder + "/" + name into a path buffer; false when it does not fit. */
bool settings_join_path(char path[SETTINGS_PATH_SIZE], const char *folder, const char *name);

#endif
