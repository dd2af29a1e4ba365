/* The control file. See control.h. */
#include "control.h"

#include <stdio.h>
#include <string.h>

/* `next-error=0x30` or `next-error=C_Sign:0x30` */
static void read_next_error(struct control *control, const char *value)
{
    const char *number = value;
    const char *separator = strchr(value, ':');
    if (separator != NULL) {
        size_t length = (size_t)(separator - value);
        if (length >= sizeof control->next_error_call) {
            return;
        }
        memcpy(control->next_error_call, value, length);
        control->next_error_call[length] = '\0';
        number = separator + 1;
    }
    control->next_error = settings_number(number, CKR_DEVICE_ERROR);
    control->has_next_error = true;
}

static void read_line(void *context, const char *key, const char *value)
{
    struct control *control = context;
    bool is_on = settings_is_true(value);
    if (strcmp(key, "removed") == 0) {
        control->is_removed = is_on;
    } else if (strcmp(key, "inserted") == 0) {
        control->is_removed = false;
        control->insertion = settings_number(value, 0);
    } else if (strcmp(key, "busy") == 0) {
        control->is_busy = is_on;
    } else if (strcmp(key, "full") == 0) {
        control->is_full = is_on;
    } else if (strcmp(key, "wrong-signature") == 0) {
        control->gives_wrong_signature = is_on;
    } else if (strcmp(key, "pin-expired") == 0) {
        control->pin_is_expired = is_on;
    } else if (strcmp(key, "remove-during-sign") == 0) {
        control->removal_during_sign = strcmp(value, "after") == 0  ? REMOVAL_AFTER_SIGNING
                                       : strcmp(value, "before") == 0 || is_on ? REMOVAL_BEFORE_SIGNING
                                                                               : REMOVAL_NONE;
    } else if (strcmp(key, "remove-after-signs") == 0) {
        control->removal_after_signs = settings_number(value, 0);
    } else if (strcmp(key, "latency-ms") == 0) {
        control->has_latency = true;
        control->latency_ms = settings_number(value, 0);
    } else if (strcmp(key, "next-error") == 0) {
        read_next_error(control, value);
    }
}

void control_read(struct control *control, const char *folder)
{
    char text[SETTINGS_TEXT_SIZE];
    char path[SETTINGS_PATH_SIZE];
    memset(control, 0, sizeof *control);
    if (settings_join_path(path, folder, "control") && settings_read_file(path, text)) {
        settings_visit_lines(text, read_line, control);
    }
}

void control_set_line(const char *folder, const char *key, const char *line)
{
    char path[SETTINGS_PATH_SIZE];
    if (settings_join_path(path, folder, "control")) {
        (void)settings_replace_line(path, key, line);
    }
}

void control_remove_token(const char *folder)
{
    control_set_line(folder, "remove-during-sign", NULL);
    control_set_line(folder, "remove-after-signs", NULL);
    control_set_line(folder, "inserted", NULL);
    control_set_line(folder, "removed", "removed");
}
