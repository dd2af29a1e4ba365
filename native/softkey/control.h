/*
 * Control: what a hand does to the key from outside PKCS#11 (pull, plug, break).
 *
 * The file `<token>/control` is read at every call. One-shot words are taken out of the file by the module when they have
 * been used, so the file always tells what will still happen. Write it by rename; words are listed in README.md.
 */
#ifndef SOFTKEY_CONTROL_H
#define SOFTKEY_CONTROL_H

#include <stdbool.h>

#include "pkcs11.h"
#include "text-settings.h"

enum removal_moment { REMOVAL_NONE, REMOVAL_BEFORE_SIGNING, REMOVAL_AFTER_SIGNING };

struct control {
    bool is_removed;
    bool is_busy;
    bool is_full;
    bool gives_wrong_signature;
    bool pin_is_expired;
    enum removal_moment removal_during_sign;
    unsigned long removal_after_signs; /* 0: not set */
    unsigned long insertion;           /* a changed number means: pulled and plugged again between two calls */
    bool has_latency;
    unsigned long latency_ms;
    bool has_next_error;
    CK_RV next_error;
    char next_error_call[40]; /* "" for any call */
};

/** Read the control file of a token folder; without one the key is simply plugged in. */
void control_read(struct control *control, const char *folder);

/** Pull the key: what remained of remove-… words is replaced by `removed`. */
void control_remove_token(const char *folder);

/** Drop the lines with this key, or put `line` in their place. */
void control_set_line(const char *folder, const char *key, const char *line);

#endif
