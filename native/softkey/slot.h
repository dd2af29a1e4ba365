/* A slot and the token in it. */
#ifndef SOFTKEY_SLOT_H
#define SOFTKEY_SLOT_H

#include "module.h"

/** Look at the world: personality, control, token file. Kills the sessions of a token that was pulled or swapped. */
void slot_refresh(struct slot *slot);

/** Free what the slot holds in memory. */
void slot_clear(struct slot *slot);

/** Log in or out. Logging in as user opens the private objects; logging out closes them and wipes the key. */
void slot_set_login(struct slot *slot, enum login_state login, const uint8_t *object_key);
void slot_logout(struct slot *slot);

/**
 * Change the token: lock it against other processes and take over what they wrote; then either commit (write and
 * unlock) or abandon (read the old state back and unlock).
 * @return CKR_DEVICE_REMOVED when the token is no longer the one this process knows
 */
CK_RV slot_begin_change(struct slot *slot, int *lock);
CK_RV slot_commit_change(struct slot *slot, int lock);
void slot_abandon_change(struct slot *slot, int lock);

/** Read the token file again; objects that stay keep their handles. */
void slot_reload(struct slot *slot);

/** Let the configured time pass, watching for a pull. @return CKR_DEVICE_REMOVED when it came. */
CK_RV slot_spend_time(struct slot *slot);

/**
 * Count a try on disk, then compare the PIN; a right one refills the counter and yields the object key.
 * @return CKR_PIN_INCORRECT, CKR_PIN_LOCKED, CKR_USER_PIN_NOT_INITIALIZED, or an error of the change
 */
CK_RV slot_try_pin(struct slot *slot, CK_USER_TYPE user, const uint8_t *pin, size_t length,
                   uint8_t object_key[BOX_KEY_SIZE]);

/** Bytes of storage in use by token objects. */
size_t slot_used_bytes(const struct slot *slot);

#endif
