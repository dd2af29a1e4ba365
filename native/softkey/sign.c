/* PKCS#11 2.40, 5.11: signing. */
#include <stdio.h>
#include <string.h>

#include "entry.h"
#include "session-table.h"
#include "signature-form.h"
#include "signature-operation.h"
#include "slot.h"

CK_RV C_SignInit(CK_SESSION_HANDLE handle, CK_MECHANISM *mechanism, CK_OBJECT_HANDLE key)
{
    struct session *session = NULL;
    CK_RV rv = enter_session(handle, __func__, &session);
    if (rv != CKR_OK) {
        return rv;
    }
    return leave(signature_begin(session, mechanism, key, CKO_PRIVATE_KEY, &session->sign));
}

CK_RV C_SignUpdate(CK_SESSION_HANDLE handle, CK_BYTE *in, CK_ULONG inLen)
{
    struct session *session = NULL;
    CK_RV rv = enter_session(handle, __func__, &session);
    if (rv != CKR_OK) {
        return rv;
    }
    if (!session->sign.is_active) {
        return leave(CKR_OPERATION_NOT_INITIALIZED);
    }
    rv = session->sign.awaits_login ? CKR_USER_NOT_LOGGED_IN : signature_update(&session->sign, in, inLen);
    session->sign.is_updated = true;
    if (rv != CKR_OK) {
        signature_operation_end(&session->sign);
    }
    return leave(rv);
}

/* Sign until the value shows the fault: about one in 512 does, so this takes a few tenths of a second. */
static bool make_signature(const struct slot *slot, EVP_PKEY *key, const uint8_t e[SM2_DIGEST_SIZE],
                           enum signature_form form, uint8_t signature[SM2_SIGNATURE_SIZE])
{
    bool wants_short_r = slot->personality.has_der_short_r_fault && form == SIGNATURE_DER;
    bool is_done = false;
    do {
        is_done = sm2_sign_digest(key, e, signature);
    } while (is_done && wants_short_r && !signature_has_short_r(signature));
    return is_done;
}

static CK_ULONG write_signature(const struct slot *slot, enum signature_form form,
                                const uint8_t signature[SM2_SIGNATURE_SIZE], CK_BYTE *out)
{
    if (form == SIGNATURE_RAW) {
        memcpy(out, signature, SM2_SIGNATURE_SIZE);
        return SM2_SIGNATURE_SIZE;
    }
    return slot->personality.has_der_short_r_fault ? signature_to_faulty_der(signature, out)
                                                   : signature_to_der(signature, out);
}

/* `remove-after-signs=n`: count down; the n-th signature is still given, then the key is gone. */
static void count_down_to_removal(struct slot *slot)
{
    char line[48];
    unsigned long left = slot->control.removal_after_signs;
    if (left > 1) {
        (void)snprintf(line, sizeof line, "remove-after-signs=%lu", left - 1);
        control_set_line(slot->folder, "remove-after-signs", line);
    } else if (left == 1) {
        control_remove_token(slot->folder);
        slot->was_pulled = true;
    }
}

static CK_RV removed_while_signing(struct slot *slot)
{
    control_remove_token(slot->folder);
    slot->was_pulled = true;
    return CKR_DEVICE_REMOVED;
}

/*
 * The key's work. Two moments of removal matter to an application: before the signature exists, and after it exists but
 * before the answer arrives. In the second the counter has moved and nobody holds the signature.
 */
static CK_RV sign_on_key(struct slot *slot, EVP_PKEY *key, const uint8_t e[SM2_DIGEST_SIZE], enum signature_form form,
                         uint8_t signature[SM2_SIGNATURE_SIZE])
{
    if (slot->control.removal_during_sign == REMOVAL_BEFORE_SIGNING) {
        return removed_while_signing(slot);
    }
    CK_RV rv = slot_spend_time(slot);
    if (rv != CKR_OK) {
        return rv;
    }
    if (!make_signature(slot, key, e, form, signature)) {
        return CKR_FUNCTION_FAILED;
    }
    if (!token_counter_increase(slot->folder)) {
        return CKR_DEVICE_ERROR;
    }
    if (slot->control.removal_during_sign == REMOVAL_AFTER_SIGNING) {
        return removed_while_signing(slot);
    }
    if (slot->control.gives_wrong_signature) {
        signature[SM2_SIGNATURE_SIZE - 1] ^= 1;
    }
    count_down_to_removal(slot);
    return CKR_OK;
}

/* End the operation with a signature. On every way out the operation is over. */
static CK_RV finish(struct session *session, CK_BYTE *signature, CK_ULONG *signatureLen)
{
    uint8_t e[SM2_DIGEST_SIZE];
    uint8_t value[SM2_SIGNATURE_SIZE];
    struct slot *slot = session->slot;
    enum signature_form form = session->sign.mechanism.form;
    CK_RV rv = signature_finish_e(&session->sign, e);
    if (rv == CKR_OK) {
        rv = sign_on_key(slot, session->sign.key, e, form, value);
    }
    if (rv == CKR_OK) {
        *signatureLen = write_signature(slot, form, value, signature);
    }
    signature_operation_end(&session->sign);
    return rv;
}

/* 5.2: a size query and a short buffer leave the operation open. DER varies in length, so its bound is asked for. */
static bool asks_size(const struct session *session, const CK_BYTE *signature, CK_ULONG *signatureLen, CK_RV *rv)
{
    CK_ULONG needed = session->sign.mechanism.form == SIGNATURE_RAW ? SM2_SIGNATURE_SIZE : SM2_DER_MAX;
    if (signature != NULL && *signatureLen >= needed) {
        return false;
    }
    *rv = signature == NULL ? CKR_OK : CKR_BUFFER_TOO_SMALL;
    *signatureLen = needed;
    return true;
}

CK_RV C_Sign(CK_SESSION_HANDLE handle, CK_BYTE *in, CK_ULONG inLen, CK_BYTE *signature, CK_ULONG *signatureLen)
{
    struct session *session = NULL;
    CK_RV rv = enter_session(handle, __func__, &session);
    if (rv != CKR_OK) {
        return rv;
    }
    if (!session->sign.is_active) {
        return leave(CKR_OPERATION_NOT_INITIALIZED);
    }
    if (signatureLen != NULL && !session->sign.is_updated && asks_size(session, signature, signatureLen, &rv)) {
        return leave(rv);
    }
    if (signatureLen == NULL) {
        rv = CKR_ARGUMENTS_BAD;
    } else if (session->sign.is_updated) {
        rv = CKR_OPERATION_ACTIVE; /* begun with C_SignUpdate: C_SignFinal must end it */
    } else if (session->sign.awaits_login) {
        rv = CKR_USER_NOT_LOGGED_IN;
    } else {
        rv = signature_update(&session->sign, in, inLen);
    }
    if (rv != CKR_OK) {
        signature_operation_end(&session->sign);
        return leave(rv);
    }
    return leave(finish(session, signature, signatureLen));
}

CK_RV C_SignFinal(CK_SESSION_HANDLE handle, CK_BYTE *signature, CK_ULONG *signatureLen)
{
    struct session *session = NULL;
    CK_RV rv = enter_session(handle, __func__, &session);
    if (rv != CKR_OK) {
        return rv;
    }
    if (!session->sign.is_active) {
        return leave(CKR_OPERATION_NOT_INITIALIZED);
    }
    if (signatureLen != NULL && asks_size(session, signature, signatureLen, &rv)) {
        return leave(rv);
    }
    if (signatureLen == NULL || session->sign.awaits_login) {
        signature_operation_end(&session->sign);
        return leave(signatureLen == NULL ? CKR_ARGUMENTS_BAD : CKR_USER_NOT_LOGGED_IN);
    }
    return leave(finish(session, signature, signatureLen));
}
