/* Reading and rewriting the two text files a tester may put beside a token. See text-settings.h. */
#include "text-settings.h"

#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { LINE_SIZE = 512 };

bool settings_read_file(const char *path, char text[SETTINGS_TEXT_SIZE])
{
    text[0] = '\0';
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0) {
        return false;
    }
    size_t length = 0;
    while (length < SETTINGS_TEXT_SIZE - 1) {
        ssize_t got = read(file, text + length, SETTINGS_TEXT_SIZE - 1 - length);
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got <= 0) {
            break;
        }
        length += (size_t)got;
    }
    text[length] = '\0';
    close(file);
    return true;
}

static char *trim(char *text)
{
    while (isspace((unsigned char)*text)) {
        text++;
    }
    char *end = text + strlen(text);
    while (end > text && isspace((unsigned char)end[-1])) {
        end--;
    }
    *end = '\0';
    return text;
}

/* Cut one raw line into key and value in place; false for blank lines and comments. */
static bool split_line(char *line, char **key, char **value)
{
    char *comment = strchr(line, '#');
    if (comment != NULL) {
        *comment = '\0';
    }
    char *separator = strchr(line, '=');
    *value = line + strlen(line);
    if (separator != NULL) {
        *separator = '\0';
        *value = trim(separator + 1);
    }
    *key = trim(line);
    for (char *at = *key; *at != '\0'; at++) {
        *at = *at == '_' ? '-' : (char)tolower((unsigned char)*at);
    }
    return (*key)[0] != '\0';
}

/* Copy the line at `text` (cut at the buffer's size) and return where the next one begins. */
static const char *take_line(const char *text, char line[LINE_SIZE])
{
    size_t length = strcspn(text, "\n");
    size_t kept = length < LINE_SIZE - 1 ? length : LINE_SIZE - 1;
    memcpy(line, text, kept);
    line[kept] = '\0';
    return text[length] == '\n' ? text + length + 1 : text + length;
}

void settings_visit_lines(const char *text, settings_visitor visit, void *context)
{
    char line[LINE_SIZE];
    while (*text != '\0') {
        text = take_line(text, line);
        char *key = NULL;
        char *value = NULL;
        if (split_line(line, &key, &value)) {
            visit(context, key, value);
        }
    }
}

static bool write_text(const char *path, const char *text)
{
    char temporary[SETTINGS_PATH_SIZE];
    int length = snprintf(temporary, sizeof temporary, "%s.module", path);
    if (length < 0 || (size_t)length >= sizeof temporary) {
        return false;
    }
    int file = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (file < 0) {
        return false;
    }
    size_t size = strlen(text);
    bool written = write(file, text, size) == (ssize_t)size;
    return close(file) == 0 && written && rename(temporary, path) == 0;
}

bool settings_replace_line(const char *path, const char *key, const char *line)
{
    char before[SETTINGS_TEXT_SIZE];
    char after[SETTINGS_TEXT_SIZE + LINE_SIZE] = "";
    char raw[LINE_SIZE];
    char parsed[LINE_SIZE];
    size_t used = 0;
    (void)settings_read_file(path, before);
    for (const char *at = before; *at != '\0';) {
        at = take_line(at, raw);
        memcpy(parsed, raw, sizeof parsed);
        char *name = NULL;
        char *value = NULL;
        if (split_line(parsed, &name, &value) && strcmp(name, key) == 0) {
            continue;
        }
        int added = snprintf(after + used, sizeof after - used, "%s\n", raw);
        used += added > 0 ? (size_t)added : 0;
    }
    if (line != NULL) {
        (void)snprintf(after + used, sizeof after - used, "%s\n", line);
    }
    return write_text(path, after);
}

bool settings_is_true(const char *value)
{
    static const char *const yes[] = {"", "yes", "true", "on", "1"};
    for (size_t i = 0; i < sizeof yes / sizeof yes[0]; i++) {
        if (strcmp(value, yes[i]) == 0) {
            return true;
        }
    }
    return false;
}

unsigned long settings_number(const char *value, unsigned long fallback)
{
    char *end = NULL;
    errno = 0;
    unsigned long number = strtoul(value, &end, 0);
    return end == value || *end != '\0' || errno != 0 ? fallback : number;
}

bool settings_join_path(char path[SETTINGS_PATH_SIZE], const char *folder, const char *name)
{
    int length = snprintf(path, SETTINGS_PATH_SIZE, "%s/%s", folder, name);
    return length > 0 && (size_t)length < SETTINGS_PATH_SIZE;
}
