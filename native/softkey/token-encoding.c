/*
 * The token file's bytes.
 *
 *   "SOFTKEY1"  generation u64  initialisations u32  serial[16]
 *   label[32]  SO record  user record  next object id u64
 *   count u32, then per object: id u64, private u8, and
 *     public:  attributes (count u16, each type u32, length u32, value)
 *     private: length u32, sealed attributes (AES-256-GCM, bound to the id)
 *   SM3 of all before [32]
 *
 * Numbers are little-endian. The checksum finds a damaged file; it is no protection against a hand that changes it.
 */
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <stdlib.h>
#include <string.h>

#include "byte-stream.h"
#include "crypto-context.h"
#include "token-image.h"

enum { CHECKSUM_SIZE = 32, OBJECTS_MAX = 4096 };

static const char magic[8] = {'S', 'O', 'F', 'T', 'K', 'E', 'Y', '1'};

bool token_header_is_same(const struct token_header *one, const struct token_header *other)
{
    return one->initialisations == other->initialisations && memcmp(one->serial, other->serial, TOKEN_SERIAL_SIZE) == 0;
}

void token_image_clear(struct token_image *image)
{
    object_free_list(image->objects);
    OPENSSL_cleanse(image, sizeof *image);
}

static bool checksum(const uint8_t *bytes, size_t length, uint8_t out[CHECKSUM_SIZE])
{
    EVP_MD_CTX *state = crypto_start_sm3();
    bool is_done = state != NULL && EVP_DigestUpdate(state, bytes, length) == 1 &&
                   EVP_DigestFinal_ex(state, out, NULL) == 1;
    EVP_MD_CTX_free(state);
    return is_done;
}

static void write_pin(struct byte_writer *writer, const struct pin_record *record)
{
    writer_number(writer, record->is_set ? 1 : 0, 1);
    writer_number(writer, record->tries_left, 1);
    writer_number(writer, record->tries_max, 1);
    writer_number(writer, record->must_be_changed ? 1 : 0, 1);
    writer_number(writer, record->iterations, 4);
    writer_bytes(writer, record->salt, sizeof record->salt);
    writer_bytes(writer, record->verifier, sizeof record->verifier);
    writer_bytes(writer, record->wrapped_key, sizeof record->wrapped_key);
}

static void read_pin(struct byte_reader *reader, struct pin_record *record)
{
    record->is_set = reader_number(reader, 1) != 0;
    record->tries_left = (uint8_t)reader_number(reader, 1);
    record->tries_max = (uint8_t)reader_number(reader, 1);
    record->must_be_changed = reader_number(reader, 1) != 0;
    record->iterations = (uint32_t)reader_number(reader, 4);
    reader_bytes(reader, record->salt, sizeof record->salt);
    reader_bytes(reader, record->verifier, sizeof record->verifier);
    reader_bytes(reader, record->wrapped_key, sizeof record->wrapped_key);
}

static void write_object(struct byte_writer *writer, const struct object *object)
{
    writer_number(writer, object->id, 8);
    writer_number(writer, object->is_private ? 1 : 0, 1);
    if (object->is_private) {
        writer_number(writer, object->sealed_length, 4);
        writer_bytes(writer, object->sealed, object->sealed_length);
    } else {
        writer_attributes(writer, &object->attributes);
    }
}

static struct object *read_object(struct byte_reader *reader)
{
    struct object *object = calloc(1, sizeof *object);
    if (object == NULL) {
        reader->has_failed = true;
        return NULL;
    }
    object->id = reader_number(reader, 8);
    object->is_private = reader_number(reader, 1) != 0;
    if (object->is_private) {
        object->sealed_length = (size_t)reader_number(reader, 4);
        const uint8_t *sealed = reader_take(reader, object->sealed_length);
        object->sealed = sealed == NULL ? NULL : malloc(object->sealed_length + 1);
        reader->has_failed = reader->has_failed || object->sealed == NULL;
        if (object->sealed != NULL) {
            memcpy(object->sealed, sealed, object->sealed_length);
        }
        object->size = object->sealed_length;
    } else {
        reader_attributes(reader, &object->attributes);
        object->size = attributes_size(&object->attributes);
    }
    return object;
}

void token_image_encode(const struct token_image *image, struct byte_writer *writer)
{
    uint8_t sum[CHECKSUM_SIZE];
    size_t count = 0;
    for (const struct object *object = image->objects; object != NULL; object = object->next) {
        count++;
    }
    writer_bytes(writer, magic, sizeof magic);
    writer_number(writer, image->header.generation, 8);
    writer_number(writer, image->header.initialisations, 4);
    writer_bytes(writer, image->header.serial, sizeof image->header.serial);
    writer_bytes(writer, image->label, sizeof image->label);
    write_pin(writer, &image->so);
    write_pin(writer, &image->user);
    writer_number(writer, image->next_object_id, 8);
    writer_number(writer, count, 4);
    for (const struct object *object = image->objects; object != NULL; object = object->next) {
        write_object(writer, object);
    }
    if (!writer->has_failed && checksum(writer->bytes, writer->length, sum)) {
        writer_bytes(writer, sum, sizeof sum);
    } else {
        writer->has_failed = true;
    }
}

static void decode_body(struct token_image *image, struct byte_reader *reader)
{
    char begin[sizeof magic];
    reader_bytes(reader, begin, sizeof begin);
    reader->has_failed = reader->has_failed || memcmp(begin, magic, sizeof magic) != 0;
    image->header.generation = reader_number(reader, 8);
    image->header.initialisations = (uint32_t)reader_number(reader, 4);
    reader_bytes(reader, image->header.serial, sizeof image->header.serial);
    reader_bytes(reader, image->label, sizeof image->label);
    read_pin(reader, &image->so);
    read_pin(reader, &image->user);
    image->next_object_id = reader_number(reader, 8);
    size_t count = (size_t)reader_number(reader, 4);
    reader->has_failed = reader->has_failed || count > OBJECTS_MAX;
    struct object **end = &image->objects;
    for (size_t i = 0; i < count && !reader->has_failed; i++) {
        *end = read_object(reader);
        end = *end == NULL ? end : &(*end)->next;
    }
    reader->has_failed = reader->has_failed || reader->at != reader->end;
}

bool token_image_decode(struct token_image *image, const uint8_t *bytes, size_t length)
{
    uint8_t sum[CHECKSUM_SIZE];
    memset(image, 0, sizeof *image);
    if (length < CHECKSUM_SIZE || !checksum(bytes, length - CHECKSUM_SIZE, sum) ||
        memcmp(sum, bytes + length - CHECKSUM_SIZE, sizeof sum) != 0) {
        return false;
    }
    struct byte_reader reader = {bytes, bytes + length - CHECKSUM_SIZE, false};
    decode_body(image, &reader);
    if (reader.has_failed) {
        token_image_clear(image);
    }
    return !reader.has_failed;
}
