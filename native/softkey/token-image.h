/* What a token remembers, and its file. */
#ifndef SOFTKEY_TOKEN_IMAGE_H
#define SOFTKEY_TOKEN_IMAGE_H

#include <stdbool.h>
#include <stdint.h>

#include "byte-stream.h"
#include "object-record.h"
#include "pin-record.h"
#include "text-settings.h"

enum { TOKEN_SERIAL_SIZE = 16, TOKEN_LABEL_SIZE = 32 };

struct token_header {
    uint64_t generation;      /* one more at every write: how a second process notices */
    uint32_t initialisations; /* one more at every C_InitToken: sessions of before are worthless */
    char serial[TOKEN_SERIAL_SIZE];
};

struct token_image {
    struct token_header header;
    uint8_t label[TOKEN_LABEL_SIZE]; /* UTF-8, blank-padded, no NUL */
    struct pin_record so;
    struct pin_record user;
    uint64_t next_object_id;
    struct object *objects;
};

enum token_file_state { TOKEN_FILE_BLANK, TOKEN_FILE_GOOD, TOKEN_FILE_DAMAGED };

/** Same token, not initialised again in between. */
bool token_header_is_same(const struct token_header *one, const struct token_header *other);

/** Free the objects and wipe everything. */
void token_image_clear(struct token_image *image);

/** Bytes of an image, and back. Decoding checks structure and checksum; false leaves the image empty. */
void token_image_encode(const struct token_image *image, struct byte_writer *writer);
bool token_image_decode(struct token_image *image, const uint8_t *bytes, size_t length);

/** Only the header, for the look at every call. */
enum token_file_state token_file_peek(const char *folder, struct token_header *header);

enum token_file_state token_file_load(const char *folder, struct token_image *image);

/** Write to a temporary name, fsync, rename, fsync the folder. False when any step failed; the old file then stands. */
bool token_file_store(const char *folder, const struct token_image *image);

/** Exclusive lock between processes on `<folder>/lock`; returns a descriptor for token_file_unlock, or -1. */
int token_file_lock(const char *folder);
void token_file_unlock(int lock);

/** Create the token's folder and its parents, readable by the owner alone. */
bool token_folder_make(const char *folder);

/** Signatures this token has made in its life, kept as decimal text in `<folder>/counter` for tests to read. */
bool token_counter_increase(const char *folder);

#endif
