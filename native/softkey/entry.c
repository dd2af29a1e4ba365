/* See entry.h. */
#include "entry.h"

#include <string.h>
#include <unistd.h>

#include "session-table.h"
#include "slot.h"

/* The key went during this call: its sessions end with the call, so that the next one meets no living handle. */
static void bury_pulled_tokens(void)
{
    for (size_t i = 0; i < softkey.slot_count; i++) {
        if (softkey.slots[i].was_pulled) {
            slot_refresh(&softkey.slots[i]);
        }
    }
}

CK_RV leave(CK_RV rv)
{
    if (rv == CKR_DEVICE_REMOVED) {
        bury_pulled_tokens();
    }
    pthread_mutex_unlock(&softkey.lock);
    return rv;
}

CK_RV enter_module(void)
{
    pthread_mutex_lock(&softkey.lock);
    /* The fork handler resets the child; the comparison also covers a child made without it (a raw clone). */
    if (!softkey.is_initialized || softkey.process != getpid()) {
        return leave(CKR_CRYPTOKI_NOT_INITIALIZED);
    }
    return CKR_OK;
}

CK_RV enter_slot(CK_SLOT_ID id, struct slot **slot)
{
    CK_RV rv = enter_module();
    if (rv != CKR_OK) {
        return rv;
    }
    *slot = module_find_slot(id);
    if (*slot == NULL) {
        return leave(CKR_SLOT_ID_INVALID);
    }
    slot_refresh(*slot);
    return CKR_OK;
}

/* What a key that another program is using answers: no further session, and no work. */
static CK_RV busy_answer(const char *call)
{
    static const char *const work[] = {"C_Login",           "C_SetPIN",       "C_InitPIN", "C_Sign",         "C_SignFinal",
                                       "C_GenerateKeyPair", "C_CreateObject", "C_DestroyObject", "C_SetAttributeValue"};
    if (strcmp(call, "C_OpenSession") == 0) {
        return CKR_SESSION_COUNT;
    }
    for (size_t i = 0; i < sizeof work / sizeof work[0]; i++) {
        if (strcmp(call, work[i]) == 0) {
            return CKR_FUNCTION_FAILED;
        }
    }
    return CKR_OK;
}

static CK_RV take_fault(struct slot *slot, const char *call)
{
    struct control *control = &slot->control;
    if (control->has_next_error &&
        (control->next_error_call[0] == '\0' || strcmp(control->next_error_call, call) == 0)) {
        control_set_line(slot->folder, "next-error", NULL);
        return control->next_error;
    }
    return control->is_busy ? busy_answer(call) : CKR_OK;
}

CK_RV enter_token(CK_SLOT_ID id, const char *call, struct slot **slot)
{
    CK_RV rv = enter_slot(id, slot);
    if (rv != CKR_OK) {
        return rv;
    }
    rv = (*slot)->is_present ? take_fault(*slot, call) : CKR_TOKEN_NOT_PRESENT;
    if (rv == CKR_OK && (*slot)->file_state == TOKEN_FILE_DAMAGED) {
        rv = CKR_TOKEN_NOT_RECOGNIZED;
    }
    return rv == CKR_OK ? CKR_OK : leave(rv);
}

/*
 * Some real modules answer DEVICE_REMOVED for a session that died with its key, instead of SESSION_HANDLE_INVALID. A dead
 * session's slot is not remembered, so with that personality any unknown handle means it while some key is out.
 */
static CK_RV unknown_session(void)
{
    for (size_t i = 0; i < softkey.slot_count; i++) {
        const struct slot *slot = &softkey.slots[i];
        if (!slot->is_present && slot->personality.reports_removed_session_as_device_removed) {
            return CKR_DEVICE_REMOVED;
        }
    }
    return CKR_SESSION_HANDLE_INVALID;
}

CK_RV enter_session(CK_SESSION_HANDLE handle, const char *call, struct session **session)
{
    CK_RV rv = enter_module();
    if (rv != CKR_OK) {
        return rv;
    }
    *session = session_find(handle);
    if (*session == NULL) {
        return leave(unknown_session());
    }
    struct slot *slot = (*session)->slot;
    slot_refresh(slot);
    *session = session_find(handle);
    if (*session == NULL) {
        return leave(CKR_DEVICE_REMOVED);
    }
    if (slot->file_state != TOKEN_FILE_GOOD) {
        return leave(CKR_DEVICE_ERROR);
    }
    rv = take_fault(slot, call);
    if (rv != CKR_OK) {
        if (rv != CKR_BUFFER_TOO_SMALL) {
            session_cancel_operations(*session);
        }
        return leave(rv);
    }
    return CKR_OK;
}
