/*
 * AES-256-GCM with a random nonce per seal. See secret-box.h.
 *
 * SM4-GCM would be the national choice, but libcrypto 3.0 has SM4 without an authenticated mode.
 */
#include "secret-box.h"

#include <limits.h>
#include <openssl/evp.h>
#include <string.h>

#include "crypto-context.h"

static void write_bound(uint64_t bound, uint8_t bytes[8])
{
    for (int i = 0; i < 8; i++) {
        bytes[i] = (uint8_t)(bound >> (8 * i));
    }
}

static EVP_CIPHER_CTX *start(bool is_sealing, const uint8_t *key, const uint8_t *nonce, uint64_t bound)
{
    uint8_t bytes[8];
    int ignored = 0;
    write_bound(bound, bytes);
    EVP_CIPHER *aes = EVP_CIPHER_fetch(crypto_context(), "AES-256-GCM", NULL);
    EVP_CIPHER_CTX *state = EVP_CIPHER_CTX_new();
    if (aes == NULL || state == NULL || EVP_CipherInit_ex2(state, aes, key, nonce, is_sealing ? 1 : 0, NULL) != 1 ||
        EVP_CipherUpdate(state, NULL, &ignored, bytes, sizeof bytes) != 1) {
        EVP_CIPHER_CTX_free(state);
        state = NULL;
    }
    EVP_CIPHER_free(aes);
    return state;
}

bool box_seal(const uint8_t key[BOX_KEY_SIZE], uint64_t bound, const uint8_t *plain, size_t length, uint8_t *box)
{
    int written = 0;
    int last = 0;
    if (length > INT_MAX || !crypto_random_bytes(box, BOX_NONCE_SIZE)) {
        return false;
    }
    uint8_t *ciphertext = box + BOX_NONCE_SIZE;
    EVP_CIPHER_CTX *state = start(true, key, box, bound);
    bool is_done = state != NULL && EVP_CipherUpdate(state, ciphertext, &written, plain, (int)length) == 1 &&
                   EVP_CipherFinal_ex(state, ciphertext + written, &last) == 1 && (size_t)(written + last) == length &&
                   EVP_CIPHER_CTX_ctrl(state, EVP_CTRL_AEAD_GET_TAG, BOX_TAG_SIZE, ciphertext + length) == 1;
    EVP_CIPHER_CTX_free(state);
    return is_done;
}

bool box_open(const uint8_t key[BOX_KEY_SIZE], uint64_t bound, const uint8_t *box, size_t length, uint8_t *plain)
{
    if (length < BOX_OVERHEAD || length > INT_MAX) {
        return false;
    }
    int written = 0;
    int last = 0;
    size_t plain_length = length - BOX_OVERHEAD;
    const uint8_t *ciphertext = box + BOX_NONCE_SIZE;
    uint8_t tag[BOX_TAG_SIZE];
    memcpy(tag, ciphertext + plain_length, sizeof tag);
    EVP_CIPHER_CTX *state = start(false, key, box, bound);
    bool is_done = state != NULL && EVP_CipherUpdate(state, plain, &written, ciphertext, (int)plain_length) == 1 &&
                   EVP_CIPHER_CTX_ctrl(state, EVP_CTRL_AEAD_SET_TAG, BOX_TAG_SIZE, tag) == 1 &&
                   EVP_CipherFinal_ex(state, plain + written, &last) == 1;
    EVP_CIPHER_CTX_free(state);
    return is_done;
}
