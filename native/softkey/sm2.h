/* SM2 keys and signatures as bytes (GB/T 32918.2, curve of GB/T 32918.5). */
#ifndef SOFTKEY_SM2_H
#define SOFTKEY_SM2_H

#include <openssl/types.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    SM2_PRIVATE_SIZE = 32,
    SM2_POINT_SIZE = 65,     /* 04 || X || Y */
    SM2_DIGEST_SIZE = 32,    /* e, and any SM3 value */
    SM2_SIGNATURE_SIZE = 64, /* r || s, each 32 bytes big-endian */
    SM2_DER_MAX = 72
};

/** DER of the curve's object identifier 1.2.156.10197.1.301, the value of CKA_EC_PARAMS. */
extern const uint8_t sm2_curve_oid[10];

/** Make a key pair; both buffers are the caller's, who wipes the private one. */
bool sm2_generate_key(uint8_t private_key[SM2_PRIVATE_SIZE], uint8_t point[SM2_POINT_SIZE]);

/** An OpenSSL key for signing (private_key given) or verifying (NULL). NULL when the point is not on the curve. */
EVP_PKEY *sm2_load_key(const uint8_t *private_key, const uint8_t point[SM2_POINT_SIZE]);

void sm2_free_key(EVP_PKEY *key);

/** Sign e; signature is r || s. */
bool sm2_sign_digest(EVP_PKEY *key, const uint8_t e[SM2_DIGEST_SIZE], uint8_t signature[SM2_SIGNATURE_SIZE]);

bool sm2_verify_digest(EVP_PKEY *key, const uint8_t e[SM2_DIGEST_SIZE], const uint8_t signature[SM2_SIGNATURE_SIZE]);

/** Feed Z (GB/T 32918.2, 5.5) into a fresh SM3 state; what follows is the message. `user_id` NULL: 1234567812345678. */
bool sm2_update_z(EVP_MD_CTX *sm3, const uint8_t point[SM2_POINT_SIZE], const uint8_t *user_id, size_t user_id_length);

#endif
