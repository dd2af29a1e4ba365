/* The open sessions of this process, and what runs in them. */
#ifndef SOFTKEY_SESSION_TABLE_H
#define SOFTKEY_SESSION_TABLE_H

#include "module.h"

/** A new session, or NULL when there is no room. */
struct session *session_open(struct slot *slot, bool is_read_write);

struct session *session_find(CK_SESSION_HANDLE handle);

/** Close one session with its objects; the last one of a token logs out (PKCS#11 5.6, C_CloseSession). */
void session_close(struct session *session);

void sessions_close_slot(struct slot *slot);

/** How many sessions the slot has; with `only_read_write` only those. */
CK_ULONG sessions_count(const struct slot *slot, bool only_read_write);

/** End the signing operations of a slot: their key is gone after a logout. */
void sessions_drop_signing(const struct slot *slot);

/** End every cryptographic operation of a session. */
void session_cancel_operations(struct session *session);

/** End one operation and free what it holds. */
void signature_operation_end(struct signature_operation *operation);
void find_operation_end(struct find_operation *operation);

#endif
