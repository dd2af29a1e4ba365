/*
 * PIN derivation: PBKDF2 with HMAC-SM3 (GM/T 0091), a salt per PIN, then two separate keys by SM3 with a prefix.
 *
 * A six-digit PIN in a stolen file can be searched however slow the function is; a real key's chip prevents that and a
 * file cannot. The cost only makes the training key honest about the order of magnitude of a PIN check.
 */
#include "pin-record.h"

#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/kdf.h>
#include <openssl/params.h>
#include <string.h>

#include "crypto-context.h"

enum { DERIVED_SIZE = 32, WRAP_BOUND = 0x4B };

static bool stretch(const struct pin_record *record, const uint8_t *pin, size_t length, uint8_t out[DERIVED_SIZE])
{
    char digest[] = "SM3";
    unsigned int iterations = record->iterations;
    uint8_t copy[256];
    if (length > sizeof copy) {
        return false;
    }
    memcpy(copy, pin, length);
    uint8_t salt[PIN_SALT_SIZE];
    memcpy(salt, record->salt, sizeof salt);
    OSSL_PARAM parameters[] = {
        OSSL_PARAM_construct_utf8_string(OSSL_KDF_PARAM_DIGEST, digest, 0),
        OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_PASSWORD, copy, length),
        OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_SALT, salt, sizeof salt),
        OSSL_PARAM_construct_uint(OSSL_KDF_PARAM_ITER, &iterations),
        OSSL_PARAM_construct_end(),
    };
    EVP_KDF *pbkdf2 = EVP_KDF_fetch(crypto_context(), "PBKDF2", NULL);
    EVP_KDF_CTX *state = pbkdf2 == NULL ? NULL : EVP_KDF_CTX_new(pbkdf2);
    bool is_done = state != NULL && EVP_KDF_derive(state, out, DERIVED_SIZE, parameters) == 1;
    EVP_KDF_CTX_free(state);
    EVP_KDF_free(pbkdf2);
    OPENSSL_cleanse(copy, sizeof copy);
    return is_done;
}

static bool separate(const uint8_t derived[DERIVED_SIZE], char purpose, uint8_t out[32])
{
    EVP_MD_CTX *state = crypto_start_sm3();
    bool is_done = state != NULL && EVP_DigestUpdate(state, &purpose, 1) == 1 &&
                   EVP_DigestUpdate(state, derived, DERIVED_SIZE) == 1 && EVP_DigestFinal_ex(state, out, NULL) == 1;
    EVP_MD_CTX_free(state);
    return is_done;
}

/* verifier = SM3('v' || K), wrapping key = SM3('w' || K), K = PBKDF2(PIN). */
static bool derive(const struct pin_record *record, const uint8_t *pin, size_t length, uint8_t verifier[32],
                   uint8_t wrapping_key[32])
{
    uint8_t derived[DERIVED_SIZE];
    bool is_done = stretch(record, pin, length, derived) && separate(derived, 'v', verifier) &&
                   separate(derived, 'w', wrapping_key);
    OPENSSL_cleanse(derived, sizeof derived);
    return is_done;
}

bool pin_record_make(struct pin_record *record, const uint8_t *pin, size_t length, uint32_t iterations, uint8_t tries,
                     const uint8_t object_key[BOX_KEY_SIZE])
{
    uint8_t wrapping_key[32];
    memset(record, 0, sizeof *record);
    record->iterations = iterations;
    record->tries_left = tries;
    record->tries_max = tries;
    record->is_set = crypto_random_bytes(record->salt, sizeof record->salt) &&
                     derive(record, pin, length, record->verifier, wrapping_key) &&
                     box_seal(wrapping_key, WRAP_BOUND, object_key, BOX_KEY_SIZE, record->wrapped_key);
    OPENSSL_cleanse(wrapping_key, sizeof wrapping_key);
    return record->is_set;
}

bool pin_record_open(const struct pin_record *record, const uint8_t *pin, size_t length,
                     uint8_t object_key[BOX_KEY_SIZE])
{
    uint8_t verifier[PIN_VERIFIER_SIZE];
    uint8_t wrapping_key[32];
    bool is_right = record->is_set && derive(record, pin, length, verifier, wrapping_key) &&
                    CRYPTO_memcmp(verifier, record->verifier, sizeof verifier) == 0 &&
                    box_open(wrapping_key, WRAP_BOUND, record->wrapped_key, sizeof record->wrapped_key, object_key);
    OPENSSL_cleanse(verifier, sizeof verifier);
    OPENSSL_cleanse(wrapping_key, sizeof wrapping_key);
    return is_right;
}
