/* See object-record.h. */
#include "object-record.h"

#include <openssl/crypto.h>
#include <stdlib.h>

#include "byte-stream.h"

void object_free(struct object *object)
{
    if (object != NULL) {
        attributes_clear(&object->attributes);
        free(object->sealed);
        free(object);
    }
}

void object_free_list(struct object *first)
{
    while (first != NULL) {
        struct object *next = first->next;
        object_free(first);
        first = next;
    }
}

bool object_seal(struct object *object, const uint8_t key[BOX_KEY_SIZE])
{
    struct byte_writer plain = {0};
    writer_attributes(&plain, &object->attributes);
    uint8_t *sealed = plain.has_failed ? NULL : malloc(plain.length + BOX_OVERHEAD);
    bool is_done = sealed != NULL && box_seal(key, object->id, plain.bytes, plain.length, sealed);
    if (is_done) {
        free(object->sealed);
        object->sealed = sealed;
        object->sealed_length = plain.length + BOX_OVERHEAD;
    } else {
        free(sealed);
    }
    writer_free(&plain);
    return is_done;
}

bool object_open(struct object *object, const uint8_t key[BOX_KEY_SIZE])
{
    if (object->sealed == NULL || object->sealed_length < BOX_OVERHEAD) {
        return false;
    }
    size_t length = object->sealed_length - BOX_OVERHEAD;
    uint8_t *plain = malloc(length == 0 ? 1 : length);
    if (plain == NULL) {
        return false;
    }
    bool is_done = box_open(key, object->id, object->sealed, object->sealed_length, plain);
    if (is_done) {
        struct byte_reader reader = {plain, plain + length, false};
        attributes_clear(&object->attributes);
        reader_attributes(&reader, &object->attributes);
        is_done = !reader.has_failed;
    }
    if (!is_done) {
        attributes_clear(&object->attributes);
    }
    OPENSSL_cleanse(plain, length);
    free(plain);
    return is_done;
}

void object_close(struct object *object)
{
    attributes_clear(&object->attributes);
    object->handle = CK_INVALID_HANDLE;
}
