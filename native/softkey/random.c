/* PKCS#11 2.40, 5.15: random numbers. */
#include "crypto-context.h"
#include "entry.h"

CK_RV C_SeedRandom(CK_SESSION_HANDLE handle, CK_BYTE *seed, CK_ULONG seedLen)
{
    struct session *session = NULL;
    CK_RV rv = enter_session(handle, __func__, &session);
    if (rv != CKR_OK) {
        return rv;
    }
    if (seed == NULL && seedLen > 0) {
        return leave(CKR_ARGUMENTS_BAD);
    }
    return leave(seedLen == 0 || crypto_seed_random(seed, seedLen) ? CKR_OK : CKR_FUNCTION_FAILED);
}

CK_RV C_GenerateRandom(CK_SESSION_HANDLE handle, CK_BYTE *random, CK_ULONG randomLen)
{
    struct session *session = NULL;
    CK_RV rv = enter_session(handle, __func__, &session);
    if (rv != CKR_OK) {
        return rv;
    }
    if (random == NULL && randomLen > 0) {
        return leave(CKR_ARGUMENTS_BAD);
    }
    return leave(randomLen == 0 || crypto_random_bytes(random, randomLen) ? CKR_OK : CKR_FUNCTION_FAILED);
}
