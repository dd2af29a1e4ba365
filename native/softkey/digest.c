/* PKCS#11 2.40, 5.10: message digesting with SM3. */
#include <openssl/evp.h>

#include "crypto-context.h"
#include "entry.h"
#include "session-table.h"

static void end_digest(struct session *session)
{
    EVP_MD_CTX_free(session->digest);
    session->digest = NULL;
    session->digest_is_updated = false;
}

CK_RV C_DigestInit(CK_SESSION_HANDLE handle, CK_MECHANISM *mechanism)
{
    struct session *session = NULL;
    CK_RV rv = enter_session(handle, __func__, &session);
    if (rv != CKR_OK) {
        return rv;
    }
    if (mechanism == NULL) {
        return leave(CKR_ARGUMENTS_BAD);
    }
    if (session->digest != NULL) {
        return leave(CKR_OPERATION_ACTIVE);
    }
    if (mechanism->mechanism != session->slot->personality.sm3) {
        return leave(CKR_MECHANISM_INVALID);
    }
    session->digest = crypto_start_sm3();
    session->digest_is_updated = false;
    return leave(session->digest == NULL ? CKR_HOST_MEMORY : CKR_OK);
}

/* Size query and a short buffer keep the operation; CKR_OK here means: go on and finish. */
static CK_RV check_room(CK_BYTE *out, CK_ULONG *outLen, bool *is_query)
{
    *is_query = out == NULL;
    bool is_short = out != NULL && *outLen < SM2_DIGEST_SIZE;
    *outLen = out == NULL || is_short ? SM2_DIGEST_SIZE : *outLen;
    return is_short ? CKR_BUFFER_TOO_SMALL : CKR_OK;
}

static CK_RV finish(struct session *session, CK_BYTE *out, CK_ULONG *outLen)
{
    bool is_done = EVP_DigestFinal_ex(session->digest, out, NULL) == 1;
    *outLen = SM2_DIGEST_SIZE;
    end_digest(session);
    return is_done ? CKR_OK : CKR_FUNCTION_FAILED;
}

CK_RV C_Digest(CK_SESSION_HANDLE handle, CK_BYTE *in, CK_ULONG inLen, CK_BYTE *out, CK_ULONG *outLen)
{
    struct session *session = NULL;
    bool is_query = false;
    CK_RV rv = enter_session(handle, __func__, &session);
    if (rv != CKR_OK) {
        return rv;
    }
    if (session->digest == NULL) {
        return leave(CKR_OPERATION_NOT_INITIALIZED);
    }
    if (outLen == NULL || (in == NULL && inLen > 0) || session->digest_is_updated) {
        rv = session->digest_is_updated ? CKR_OPERATION_ACTIVE : CKR_ARGUMENTS_BAD;
        end_digest(session);
        return leave(rv);
    }
    rv = check_room(out, outLen, &is_query);
    if (rv != CKR_OK || is_query) {
        return leave(rv);
    }
    if (inLen > 0 && EVP_DigestUpdate(session->digest, in, inLen) != 1) {
        end_digest(session);
        return leave(CKR_FUNCTION_FAILED);
    }
    return leave(finish(session, out, outLen));
}

CK_RV C_DigestUpdate(CK_SESSION_HANDLE handle, CK_BYTE *in, CK_ULONG inLen)
{
    struct session *session = NULL;
    CK_RV rv = enter_session(handle, __func__, &session);
    if (rv != CKR_OK) {
        return rv;
    }
    if (session->digest == NULL) {
        return leave(CKR_OPERATION_NOT_INITIALIZED);
    }
    if ((in == NULL && inLen > 0) || (inLen > 0 && EVP_DigestUpdate(session->digest, in, inLen) != 1)) {
        end_digest(session);
        return leave(in == NULL ? CKR_ARGUMENTS_BAD : CKR_FUNCTION_FAILED);
    }
    session->digest_is_updated = true;
    return leave(CKR_OK);
}

CK_RV C_DigestFinal(CK_SESSION_HANDLE handle, CK_BYTE *out, CK_ULONG *outLen)
{
    struct session *session = NULL;
    bool is_query = false;
    CK_RV rv = enter_session(handle, __func__, &session);
    if (rv != CKR_OK) {
        return rv;
    }
    if (session->digest == NULL) {
        return leave(CKR_OPERATION_NOT_INITIALIZED);
    }
    if (outLen == NULL) {
        end_digest(session);
        return leave(CKR_ARGUMENTS_BAD);
    }
    rv = check_room(out, outLen, &is_query);
    return leave(rv != CKR_OK || is_query ? rv : finish(session, out, outLen));
}
