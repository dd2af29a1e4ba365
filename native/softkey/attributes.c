/* Attribute lists. See attributes.h. */
#include "attributes.h"

#include <openssl/crypto.h>
#include <stdlib.h>
#include <string.h>

enum { COST_PER_ATTRIBUTE = 8 };

static struct attribute *find(const struct attributes *attributes, CK_ATTRIBUTE_TYPE type)
{
    for (size_t i = 0; i < attributes->count; i++) {
        if (attributes->list[i].type == type) {
            return &attributes->list[i];
        }
    }
    return NULL;
}

const struct attribute *attributes_find(const struct attributes *attributes, CK_ATTRIBUTE_TYPE type)
{
    return find(attributes, type);
}

static void wipe(struct attribute *attribute)
{
    if (attribute->value != NULL) {
        OPENSSL_cleanse(attribute->value, attribute->length);
        free(attribute->value);
        attribute->value = NULL;
    }
}

bool attributes_set(struct attributes *attributes, CK_ATTRIBUTE_TYPE type, const void *value, size_t length)
{
    uint8_t *copy = malloc(length == 0 ? 1 : length);
    if (copy == NULL) {
        return false;
    }
    if (length > 0) {
        memcpy(copy, value, length);
    }
    struct attribute *place = find(attributes, type);
    if (place == NULL) {
        struct attribute *grown = realloc(attributes->list, (attributes->count + 1) * sizeof *grown);
        if (grown == NULL) {
            free(copy);
            return false;
        }
        attributes->list = grown;
        place = &grown[attributes->count++];
        place->type = type;
    } else {
        wipe(place);
    }
    place->value = copy;
    place->length = length;
    return true;
}

bool attributes_set_flag(struct attributes *attributes, CK_ATTRIBUTE_TYPE type, bool value)
{
    CK_BBOOL flag = value ? CK_TRUE : CK_FALSE;
    return attributes_set(attributes, type, &flag, sizeof flag);
}

bool attributes_set_number(struct attributes *attributes, CK_ATTRIBUTE_TYPE type, CK_ULONG value)
{
    return attributes_set(attributes, type, &value, sizeof value);
}

bool attributes_set_default(struct attributes *attributes, CK_ATTRIBUTE_TYPE type, const void *value, size_t length)
{
    return find(attributes, type) != NULL || attributes_set(attributes, type, value, length);
}

bool attributes_set_default_flag(struct attributes *attributes, CK_ATTRIBUTE_TYPE type, bool value)
{
    return find(attributes, type) != NULL || attributes_set_flag(attributes, type, value);
}

bool attributes_copy(struct attributes *to, const struct attributes *from)
{
    for (size_t i = 0; i < from->count; i++) {
        if (!attributes_set(to, from->list[i].type, from->list[i].value, from->list[i].length)) {
            return false;
        }
    }
    return true;
}

bool attributes_flag(const struct attributes *attributes, CK_ATTRIBUTE_TYPE type, bool fallback)
{
    const struct attribute *found = find(attributes, type);
    return found == NULL || found->length != sizeof(CK_BBOOL) ? fallback : found->value[0] != CK_FALSE;
}

CK_ULONG attributes_number(const struct attributes *attributes, CK_ATTRIBUTE_TYPE type, CK_ULONG fallback)
{
    const struct attribute *found = find(attributes, type);
    CK_ULONG number = fallback;
    if (found != NULL && found->length == sizeof number) {
        memcpy(&number, found->value, sizeof number);
    }
    return number;
}

bool attributes_match(const struct attributes *attributes, const CK_ATTRIBUTE *wanted, CK_ULONG count)
{
    for (CK_ULONG i = 0; i < count; i++) {
        const struct attribute *found = find(attributes, wanted[i].type);
        if (found == NULL || found->type == SOFTKEY_POINT || found->length != wanted[i].ulValueLen ||
            (found->length > 0 && memcmp(found->value, wanted[i].pValue, found->length) != 0)) {
            return false;
        }
    }
    return true;
}

size_t attributes_size(const struct attributes *attributes)
{
    size_t size = 0;
    for (size_t i = 0; i < attributes->count; i++) {
        size += attributes->list[i].length + COST_PER_ATTRIBUTE;
    }
    return size;
}

void attributes_clear(struct attributes *attributes)
{
    for (size_t i = 0; i < attributes->count; i++) {
        wipe(&attributes->list[i]);
    }
    free(attributes->list);
    attributes->list = NULL;
    attributes->count = 0;
}

bool attribute_is_number(CK_ATTRIBUTE_TYPE type)
{
    return type == CKA_CLASS || type == CKA_KEY_TYPE || type == CKA_CERTIFICATE_TYPE ||
           type == CKA_CERTIFICATE_CATEGORY || type == CKA_KEY_GEN_MECHANISM;
}

bool attribute_is_flag(CK_ATTRIBUTE_TYPE type)
{
    switch (type) {
    case CKA_TOKEN:
    case CKA_PRIVATE:
    case CKA_TRUSTED:
    case CKA_SENSITIVE:
    case CKA_ENCRYPT:
    case CKA_DECRYPT:
    case CKA_WRAP:
    case CKA_UNWRAP:
    case CKA_SIGN:
    case CKA_SIGN_RECOVER:
    case CKA_VERIFY:
    case CKA_VERIFY_RECOVER:
    case CKA_DERIVE:
    case CKA_EXTRACTABLE:
    case CKA_LOCAL:
    case CKA_NEVER_EXTRACTABLE:
    case CKA_ALWAYS_SENSITIVE:
    case CKA_MODIFIABLE:
    case CKA_COPYABLE:
    case CKA_DESTROYABLE:
    case CKA_ALWAYS_AUTHENTICATE:
        return true;
    default:
        return false;
    }
}
