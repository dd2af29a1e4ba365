/* PKCS#11 2.40, 5.6: opening, closing and describing sessions; login and logout. */
#include <string.h>

#include <openssl/crypto.h>

#include "entry.h"
#include "session-table.h"
#include "slot.h"

CK_RV C_OpenSession(CK_SLOT_ID slotID, CK_FLAGS flags, void *application, CK_NOTIFY notify, CK_SESSION_HANDLE *handle)
{
    (void)application; /* surrender callbacks are never made: no call here can be surrendered */
    (void)notify;
    struct slot *slot = NULL;
    CK_RV rv = enter_token(slotID, __func__, &slot);
    if (rv != CKR_OK) {
        return rv;
    }
    if (handle == NULL) {
        return leave(CKR_ARGUMENTS_BAD);
    }
    if ((flags & CKF_SERIAL_SESSION) == 0) {
        return leave(CKR_SESSION_PARALLEL_NOT_SUPPORTED);
    }
    if (slot->file_state != TOKEN_FILE_GOOD) {
        return leave(CKR_TOKEN_NOT_RECOGNIZED);
    }
    bool is_read_write = (flags & CKF_RW_SESSION) != 0;
    if (!is_read_write && slot->login == LOGIN_SO) {
        return leave(CKR_SESSION_READ_WRITE_SO_EXISTS);
    }
    const struct session *session = session_open(slot, is_read_write);
    if (session == NULL) {
        return leave(CKR_SESSION_COUNT);
    }
    *handle = session->handle;
    return leave(CKR_OK);
}

CK_RV C_CloseSession(CK_SESSION_HANDLE handle)
{
    struct session *session = NULL;
    CK_RV rv = enter_session(handle, __func__, &session);
    if (rv != CKR_OK) {
        return rv;
    }
    session_close(session);
    return leave(CKR_OK);
}

CK_RV C_CloseAllSessions(CK_SLOT_ID slotID)
{
    struct slot *slot = NULL;
    CK_RV rv = enter_slot(slotID, &slot);
    if (rv != CKR_OK) {
        return rv;
    }
    if (!slot->is_present) {
        return leave(CKR_TOKEN_NOT_PRESENT);
    }
    sessions_close_slot(slot);
    return leave(CKR_OK);
}

static CK_STATE session_state(const struct session *session)
{
    switch (session->slot->login) {
    case LOGIN_SO:
        return CKS_RW_SO_FUNCTIONS;
    case LOGIN_USER:
        return session->is_read_write ? CKS_RW_USER_FUNCTIONS : CKS_RO_USER_FUNCTIONS;
    default:
        return session->is_read_write ? CKS_RW_PUBLIC_SESSION : CKS_RO_PUBLIC_SESSION;
    }
}

CK_RV C_GetSessionInfo(CK_SESSION_HANDLE handle, CK_SESSION_INFO *info)
{
    struct session *session = NULL;
    CK_RV rv = enter_session(handle, __func__, &session);
    if (rv != CKR_OK) {
        return rv;
    }
    if (info == NULL) {
        return leave(CKR_ARGUMENTS_BAD);
    }
    memset(info, 0, sizeof *info);
    info->slotID = module_slot_id(session->slot);
    info->state = session_state(session);
    info->flags = CKF_SERIAL_SESSION | (session->is_read_write ? CKF_RW_SESSION : 0);
    return leave(CKR_OK);
}

/* Who may log in now, before any PIN is looked at. */
static CK_RV check_login(const struct session *session, CK_USER_TYPE user)
{
    const struct slot *slot = session->slot;
    if (user == CKU_CONTEXT_SPECIFIC) {
        return !session->sign.is_active          ? CKR_OPERATION_NOT_INITIALIZED
               : slot->login != LOGIN_USER       ? CKR_USER_NOT_LOGGED_IN
                                                 : CKR_OK;
    }
    if (user != CKU_SO && user != CKU_USER) {
        return CKR_USER_TYPE_INVALID;
    }
    if (slot->login != LOGIN_NONE) {
        bool is_same = (slot->login == LOGIN_SO) == (user == CKU_SO);
        return is_same ? CKR_USER_ALREADY_LOGGED_IN : CKR_USER_ANOTHER_ALREADY_LOGGED_IN;
    }
    bool has_read_only = sessions_count(slot, false) > sessions_count(slot, true);
    return user == CKU_SO && has_read_only ? CKR_SESSION_READ_ONLY_EXISTS : CKR_OK;
}

/**
 * Log in for all sessions of this process with the token (5.6).
 *
 * A PIN of impossible length is an ordinary wrong PIN and costs a try: C_Login has no length error, and a check that told
 * lengths apart for free would help a guesser.
 */
CK_RV C_Login(CK_SESSION_HANDLE handle, CK_USER_TYPE user, CK_UTF8CHAR *pin, CK_ULONG pinLen)
{
    struct session *session = NULL;
    CK_RV rv = enter_session(handle, __func__, &session);
    if (rv != CKR_OK) {
        return rv;
    }
    struct slot *slot = session->slot;
    if (pin == NULL) {
        return leave(CKR_ARGUMENTS_BAD);
    }
    rv = check_login(session, user);
    if (rv != CKR_OK) {
        return leave(rv);
    }
    uint8_t object_key[BOX_KEY_SIZE];
    rv = slot_try_pin(slot, user == CKU_SO ? CKU_SO : CKU_USER, pin, pinLen, object_key);
    if (rv != CKR_OK) {
        return leave(rv);
    }
    /* The right PIN, but it must be changed first: C_SetPIN works in this public session (CKR_PIN_EXPIRED, 5.1.2). */
    if (user != CKU_SO && slot->control.pin_is_expired) {
        rv = CKR_PIN_EXPIRED;
    } else if (user == CKU_CONTEXT_SPECIFIC) {
        session->sign.awaits_login = false;
    } else {
        slot_set_login(slot, user == CKU_SO ? LOGIN_SO : LOGIN_USER, object_key);
    }
    OPENSSL_cleanse(object_key, sizeof object_key);
    return leave(rv);
}

CK_RV C_Logout(CK_SESSION_HANDLE handle)
{
    struct session *session = NULL;
    CK_RV rv = enter_session(handle, __func__, &session);
    if (rv != CKR_OK) {
        return rv;
    }
    if (session->slot->login == LOGIN_NONE) {
        return leave(CKR_USER_NOT_LOGGED_IN);
    }
    slot_logout(session->slot);
    return leave(CKR_OK);
}
