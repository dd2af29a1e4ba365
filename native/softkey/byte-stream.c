/* See byte-stream.h. */
#include "byte-stream.h"

#include <openssl/crypto.h>
#include <stdlib.h>
#include <string.h>

enum { ATTRIBUTES_MAX = 64 };

/* Growing by hand instead of realloc: the old bytes may hold a key and must be wiped. */
static bool reserve(struct byte_writer *writer, size_t more)
{
    if (writer->has_failed || writer->capacity - writer->length >= more) {
        return !writer->has_failed;
    }
    size_t capacity = (writer->length + more) * 2;
    uint8_t *grown = malloc(capacity);
    if (grown == NULL) {
        writer->has_failed = true;
        return false;
    }
    if (writer->bytes != NULL) {
        memcpy(grown, writer->bytes, writer->length);
        OPENSSL_cleanse(writer->bytes, writer->length);
        free(writer->bytes);
    }
    writer->bytes = grown;
    writer->capacity = capacity;
    return true;
}

void writer_number(struct byte_writer *writer, uint64_t value, size_t width)
{
    if (reserve(writer, width)) {
        for (size_t i = 0; i < width; i++) {
            writer->bytes[writer->length++] = (uint8_t)(value >> (8 * i));
        }
    }
}

void writer_bytes(struct byte_writer *writer, const void *bytes, size_t length)
{
    if (length > 0 && reserve(writer, length)) {
        memcpy(writer->bytes + writer->length, bytes, length);
        writer->length += length;
    }
}

void writer_attributes(struct byte_writer *writer, const struct attributes *attributes)
{
    writer_number(writer, attributes->count, 2);
    for (size_t i = 0; i < attributes->count; i++) {
        const struct attribute *attribute = &attributes->list[i];
        writer_number(writer, attribute->type, 4);
        if (attribute_is_number(attribute->type) && attribute->length == sizeof(CK_ULONG)) {
            writer_number(writer, 8, 4);
            writer_number(writer, attributes_number(attributes, attribute->type, 0), 8);
        } else {
            writer_number(writer, attribute->length, 4);
            writer_bytes(writer, attribute->value, attribute->length);
        }
    }
}

void writer_free(struct byte_writer *writer)
{
    if (writer->bytes != NULL) {
        OPENSSL_cleanse(writer->bytes, writer->length);
        free(writer->bytes);
    }
    memset(writer, 0, sizeof *writer);
}

const uint8_t *reader_take(struct byte_reader *reader, size_t length)
{
    if (reader->has_failed || (size_t)(reader->end - reader->at) < length) {
        reader->has_failed = true;
        return NULL;
    }
    const uint8_t *taken = reader->at;
    reader->at += length;
    return taken;
}

uint64_t reader_number(struct byte_reader *reader, size_t width)
{
    const uint8_t *bytes = reader_take(reader, width);
    uint64_t value = 0;
    for (size_t i = 0; bytes != NULL && i < width; i++) {
        value |= (uint64_t)bytes[i] << (8 * i);
    }
    return value;
}

void reader_bytes(struct byte_reader *reader, void *bytes, size_t length)
{
    const uint8_t *taken = reader_take(reader, length);
    if (taken == NULL) {
        memset(bytes, 0, length);
    } else {
        memcpy(bytes, taken, length);
    }
}

void reader_attributes(struct byte_reader *reader, struct attributes *attributes)
{
    size_t count = (size_t)reader_number(reader, 2);
    if (count > ATTRIBUTES_MAX) {
        reader->has_failed = true;
    }
    for (size_t i = 0; i < count && !reader->has_failed; i++) {
        CK_ATTRIBUTE_TYPE type = (CK_ATTRIBUTE_TYPE)reader_number(reader, 4);
        size_t length = (size_t)reader_number(reader, 4);
        bool is_stored;
        if (attribute_is_number(type) && length == 8) {
            is_stored = attributes_set_number(attributes, type, (CK_ULONG)reader_number(reader, 8));
        } else {
            const uint8_t *value = reader_take(reader, length);
            is_stored = value != NULL && attributes_set(attributes, type, value, length);
        }
        reader->has_failed = reader->has_failed || !is_stored;
    }
}
