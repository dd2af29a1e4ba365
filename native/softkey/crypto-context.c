/*
 * OpenSSL inside a module that is loaded into a foreign process.
 *
 * The host may have an OpenSSL of its own (Node exports one), so ours is linked statically with hidden symbols and uses a
 * library context of its own. No atexit handler and no configuration file: both belong to the host. The context is never
 * freed: another thread that used it may end after C_Finalize, and OpenSSL's thread destructor would then touch freed
 * memory and take the host down. For the same reason the library is linked with `-z nodelete`.
 */
#include "crypto-context.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/rand.h>
#include <pthread.h>

static OSSL_LIB_CTX *context;
static pthread_once_t context_once = PTHREAD_ONCE_INIT;

static void make_context(void)
{
    OPENSSL_init_crypto(OPENSSL_INIT_NO_ATEXIT | OPENSSL_INIT_NO_LOAD_CONFIG, NULL);
    context = OSSL_LIB_CTX_new();
}

OSSL_LIB_CTX *crypto_context(void)
{
    pthread_once(&context_once, make_context);
    return context;
}

bool crypto_random_bytes(uint8_t *bytes, size_t length)
{
    return crypto_context() != NULL && RAND_bytes_ex(context, bytes, length, 0) == 1;
}

bool crypto_seed_random(const uint8_t *seed, size_t length)
{
    EVP_RAND_CTX *generator = crypto_context() == NULL ? NULL : RAND_get0_public(context);
    return generator != NULL && EVP_RAND_reseed(generator, 0, NULL, 0, seed, length) == 1;
}

EVP_MD_CTX *crypto_start_sm3(void)
{
    EVP_MD *sm3 = EVP_MD_fetch(crypto_context(), "SM3", NULL);
    EVP_MD_CTX *state = EVP_MD_CTX_new();
    if (sm3 == NULL || state == NULL || EVP_DigestInit_ex2(state, sm3, NULL) != 1) {
        EVP_MD_CTX_free(state);
        state = NULL;
    }
    EVP_MD_free(sm3);
    return state;
}
