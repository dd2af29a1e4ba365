/* AES-256-GCM around a secret: the form in which private things lie in the token file. */
#ifndef SOFTKEY_SECRET_BOX_H
#define SOFTKEY_SECRET_BOX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { BOX_KEY_SIZE = 32, BOX_NONCE_SIZE = 12, BOX_TAG_SIZE = 16, BOX_OVERHEAD = BOX_NONCE_SIZE + BOX_TAG_SIZE };

/** Seal `plain` into `box` (length + BOX_OVERHEAD bytes: nonce, ciphertext, tag). `bound` is authenticated with it. */
bool box_seal(const uint8_t key[BOX_KEY_SIZE], uint64_t bound, const uint8_t *plain, size_t length, uint8_t *box);

/** Open a box of `length` bytes into `plain` (length - BOX_OVERHEAD bytes); false when key, bound or bytes differ. */
bool box_open(const uint8_t key[BOX_KEY_SIZE], uint64_t bound, const uint8_t *box, size_t length, uint8_t *plain);

#endif
