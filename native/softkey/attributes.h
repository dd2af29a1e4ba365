/* The attributes of one object: a small list of typed byte strings that owns its memory. */
#ifndef SOFTKEY_ATTRIBUTES_H
#define SOFTKEY_ATTRIBUTES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "pkcs11.h"

/* Ours, never shown: the public point 04 || X || Y of either half of a key pair, whatever the personality displays. */
#define SOFTKEY_POINT (CKA_VENDOR_DEFINED | 0x534B0001UL)

struct attribute {
    CK_ATTRIBUTE_TYPE type;
    uint8_t *value;
    size_t length;
};

struct attributes {
    struct attribute *list;
    size_t count;
};

const struct attribute *attributes_find(const struct attributes *attributes, CK_ATTRIBUTE_TYPE type);

/** Add or replace; the bytes are copied. False when memory is out. */
bool attributes_set(struct attributes *attributes, CK_ATTRIBUTE_TYPE type, const void *value, size_t length);
bool attributes_set_flag(struct attributes *attributes, CK_ATTRIBUTE_TYPE type, bool value);
bool attributes_set_number(struct attributes *attributes, CK_ATTRIBUTE_TYPE type, CK_ULONG value);

/** As set, but keeps what is already there. */
bool attributes_set_default(struct attributes *attributes, CK_ATTRIBUTE_TYPE type, const void *value, size_t length);
bool attributes_set_default_flag(struct attributes *attributes, CK_ATTRIBUTE_TYPE type, bool value);

bool attributes_copy(struct attributes *to, const struct attributes *from);

/** The boolean or number; `fallback` when absent or of a wrong size. */
bool attributes_flag(const struct attributes *attributes, CK_ATTRIBUTE_TYPE type, bool fallback);
CK_ULONG attributes_number(const struct attributes *attributes, CK_ATTRIBUTE_TYPE type, CK_ULONG fallback);

/** True when every attribute of the template is present with the same bytes. */
bool attributes_match(const struct attributes *attributes, const CK_ATTRIBUTE *wanted, CK_ULONG count);

/** Bytes this list takes on the token: values plus a fixed cost per attribute. */
size_t attributes_size(const struct attributes *attributes);

/** Wipe the values and free everything. */
void attributes_clear(struct attributes *attributes);

/** CK_ULONG-valued types, which are stored with a fixed width so that a token file does not depend on the platform. */
bool attribute_is_number(CK_ATTRIBUTE_TYPE type);
/** CK_BBOOL-valued types. */
bool attribute_is_flag(CK_ATTRIBUTE_TYPE type);

#endif
