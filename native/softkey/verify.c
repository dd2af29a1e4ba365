/* PKCS#11 2.40, 5.13: verifying. */
#include <string.h>

#include "entry.h"
#include "session-table.h"
#include "signature-form.h"
#include "signature-operation.h"

CK_RV C_VerifyInit(CK_SESSION_HANDLE handle, CK_MECHANISM *mechanism, CK_OBJECT_HANDLE key)
{
    struct session *session = NULL;
    CK_RV rv = enter_session(handle, __func__, &session);
    if (rv != CKR_OK) {
        return rv;
    }
    rv = signature_begin(session, mechanism, key, CKO_PUBLIC_KEY, &session->verify);
    if (rv == CKR_OK) {
        session->verify.awaits_login = false;
    }
    return leave(rv);
}

/* Every result ends the operation (5.13); there is no size query here. */
static CK_RV finish(struct session *session, const CK_BYTE *signature, CK_ULONG signatureLen)
{
    uint8_t e[SM2_DIGEST_SIZE];
    uint8_t value[SM2_SIGNATURE_SIZE];
    struct signature_operation *verify = &session->verify;
    CK_RV rv = signature == NULL ? CKR_ARGUMENTS_BAD : signature_finish_e(verify, e);
    if (rv == CKR_OK && verify->mechanism.form == SIGNATURE_RAW) {
        rv = signatureLen == SM2_SIGNATURE_SIZE ? CKR_OK : CKR_SIGNATURE_LEN_RANGE;
        if (rv == CKR_OK) {
            memcpy(value, signature, sizeof value);
        }
    } else if (rv == CKR_OK) {
        rv = signature_from_der(signature, signatureLen, value) ? CKR_OK : CKR_SIGNATURE_INVALID;
    }
    if (rv == CKR_OK && !sm2_verify_digest(verify->key, e, value)) {
        rv = CKR_SIGNATURE_INVALID;
    }
    signature_operation_end(verify);
    return rv;
}

CK_RV C_Verify(CK_SESSION_HANDLE handle, CK_BYTE *in, CK_ULONG inLen, CK_BYTE *signature, CK_ULONG signatureLen)
{
    struct session *session = NULL;
    CK_RV rv = enter_session(handle, __func__, &session);
    if (rv != CKR_OK) {
        return rv;
    }
    if (!session->verify.is_active) {
        return leave(CKR_OPERATION_NOT_INITIALIZED);
    }
    rv = session->verify.is_updated ? CKR_OPERATION_ACTIVE : signature_update(&session->verify, in, inLen);
    if (rv != CKR_OK) {
        signature_operation_end(&session->verify);
        return leave(rv);
    }
    return leave(finish(session, signature, signatureLen));
}

CK_RV C_VerifyUpdate(CK_SESSION_HANDLE handle, CK_BYTE *in, CK_ULONG inLen)
{
    struct session *session = NULL;
    CK_RV rv = enter_session(handle, __func__, &session);
    if (rv != CKR_OK) {
        return rv;
    }
    if (!session->verify.is_active) {
        return leave(CKR_OPERATION_NOT_INITIALIZED);
    }
    rv = signature_update(&session->verify, in, inLen);
    session->verify.is_updated = true;
    if (rv != CKR_OK) {
        signature_operation_end(&session->verify);
    }
    return leave(rv);
}

CK_RV C_VerifyFinal(CK_SESSION_HANDLE handle, CK_BYTE *signature, CK_ULONG signatureLen)
{
    struct session *session = NULL;
    CK_RV rv = enter_session(handle, __func__, &session);
    if (rv != CKR_OK) {
        return rv;
    }
    if (!session->verify.is_active) {
        return leave(CKR_OPERATION_NOT_INITIALIZED);
    }
    return leave(finish(session, signature, signatureLen));
}
