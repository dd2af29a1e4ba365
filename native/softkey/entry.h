/*
 * The door of every exported function: take the lock, check what the call stands on, and apply the faults a tester has
 * asked for. Each enter_… gives the lock back itself when it fails; after success the function ends with `leave(rv)`.
 */
#ifndef SOFTKEY_ENTRY_H
#define SOFTKEY_ENTRY_H

#include "module.h"

/** @return CKR_CRYPTOKI_NOT_INITIALIZED, also in the child of a fork that has not initialised for itself */
CK_RV enter_module(void);

/** A slot, refreshed; whether a token is in it is for the caller. @return CKR_SLOT_ID_INVALID */
CK_RV enter_slot(CK_SLOT_ID id, struct slot **slot);

/** A slot with a token in it. `call` is the function's name, for `next-error`. @return CKR_TOKEN_NOT_PRESENT */
CK_RV enter_token(CK_SLOT_ID id, const char *call, struct slot **slot);

/** An open session. @return CKR_SESSION_HANDLE_INVALID, or CKR_DEVICE_REMOVED in the call that finds the key pulled */
CK_RV enter_session(CK_SESSION_HANDLE handle, const char *call, struct session **session);

/** Give the lock back and pass the result on. */
CK_RV leave(CK_RV rv);

#endif
