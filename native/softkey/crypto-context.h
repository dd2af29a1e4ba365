/* The library context every computation of softkey uses. */
#ifndef SOFTKEY_CRYPTO_CONTEXT_H
#define SOFTKEY_CRYPTO_CONTEXT_H

#include <openssl/types.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** Our own OSSL_LIB_CTX, made at first use and kept for the life of the process; NULL when it cannot be made. */
OSSL_LIB_CTX *crypto_context(void);

/** Fill with random bytes; false when the generator fails. */
bool crypto_random_bytes(uint8_t *bytes, size_t length);

/** Mix caller's bytes into the generator (additional input, never a replacement of its own entropy). */
bool crypto_seed_random(const uint8_t *seed, size_t length);

/** A new SM3 state, started; NULL when memory is out. The caller frees it with EVP_MD_CTX_free. */
EVP_MD_CTX *crypto_start_sm3(void);

#endif
