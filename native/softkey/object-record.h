/* One object of a token, in memory. */
#ifndef SOFTKEY_OBJECT_RECORD_H
#define SOFTKEY_OBJECT_RECORD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "attributes.h"
#include "pkcs11.h"
#include "secret-box.h"

/*
 * A private token object is always held sealed; its attributes are filled in only while the user is logged in.
 * A handle of 0 means the application cannot name the object now. Handles are never used twice in a process, so that a
 * handle kept over a logout or a pulled key cannot point at something else.
 */
struct object {
    struct object *next;
    uint64_t id;             /* on the token, for its life; 0 for session objects */
    CK_OBJECT_HANDLE handle; /* in this process */
    CK_SESSION_HANDLE owner; /* session of a session object; 0 for token objects */
    bool is_private;
    struct attributes attributes;
    uint8_t *sealed;
    size_t sealed_length;
    size_t size; /* bytes counted against the token's storage */
};

/** Wipe and free one object, or a whole list. */
void object_free(struct object *object);
void object_free_list(struct object *first);

/** Seal the attributes of a private token object; call after every change to them. */
bool object_seal(struct object *object, const uint8_t key[BOX_KEY_SIZE]);

/** Fill the attributes from the sealed form (after login). */
bool object_open(struct object *object, const uint8_t key[BOX_KEY_SIZE]);

/** Forget the attributes and the handle of a private object (after logout). */
void object_close(struct object *object);

#endif
