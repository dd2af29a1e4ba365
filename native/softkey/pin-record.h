/* One PIN as it lies on the token: a counter, a verifier, and the token's object key wrapped under the PIN. */
#ifndef SOFTKEY_PIN_RECORD_H
#define SOFTKEY_PIN_RECORD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "secret-box.h"

enum { PIN_SALT_SIZE = 16, PIN_VERIFIER_SIZE = 32 };

/*
 * Both PINs wrap the same object key. That is why the administrator can give a new user PIN without losing the seal key:
 * SO login yields the object key, C_InitPIN wraps it again. The SO still cannot use private objects through PKCS#11.
 */
struct pin_record {
    bool is_set;
    uint8_t tries_left;
    uint8_t tries_max;
    bool must_be_changed;
    uint32_t iterations;
    uint8_t salt[PIN_SALT_SIZE];
    uint8_t verifier[PIN_VERIFIER_SIZE];
    uint8_t wrapped_key[BOX_KEY_SIZE + BOX_OVERHEAD];
};

/** Make a record for a PIN: fresh salt, full counter. False when random bytes or the KDF fail. */
bool pin_record_make(struct pin_record *record, const uint8_t *pin, size_t length, uint32_t iterations, uint8_t tries,
                     const uint8_t object_key[BOX_KEY_SIZE]);

/**
 * Compare a PIN (constant time) and unwrap the object key. Touches no counter: the caller has already stored the try.
 * The key is written only when the PIN is right; the caller wipes it.
 */
bool pin_record_open(const struct pin_record *record, const uint8_t *pin, size_t length,
                     uint8_t object_key[BOX_KEY_SIZE]);

#endif
