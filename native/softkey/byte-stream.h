/* Writing and reading the token file's bytes: little-endian numbers and counted strings, with bounds kept in one place. */
#ifndef SOFTKEY_BYTE_STREAM_H
#define SOFTKEY_BYTE_STREAM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "attributes.h"

struct byte_writer {
    uint8_t *bytes; /* owned by the writer until writer_free */
    size_t length;
    size_t capacity;
    bool has_failed; /* memory was out; everything after is ignored */
};

struct byte_reader {
    const uint8_t *at;
    const uint8_t *end;
    bool has_failed; /* the bytes ended early or a count was absurd */
};

void writer_number(struct byte_writer *writer, uint64_t value, size_t width);
void writer_bytes(struct byte_writer *writer, const void *bytes, size_t length);
void writer_attributes(struct byte_writer *writer, const struct attributes *attributes);
void writer_free(struct byte_writer *writer); /* wipes */

uint64_t reader_number(struct byte_reader *reader, size_t width);
void reader_bytes(struct byte_reader *reader, void *bytes, size_t length);
/** A pointer into the input, valid as long as it; NULL (and failed) when fewer bytes are left. */
const uint8_t *reader_take(struct byte_reader *reader, size_t length);
void reader_attributes(struct byte_reader *reader, struct attributes *attributes);

#endif
