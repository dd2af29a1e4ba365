/* Changing a token that another process may hold too. See slot.h. */
#include "slot.h"

#include <openssl/crypto.h>

CK_RV slot_begin_change(struct slot *slot, int *lock)
{
    struct token_header header;
    *lock = token_file_lock(slot->folder);
    if (*lock < 0) {
        return CKR_DEVICE_ERROR;
    }
    enum token_file_state state = token_file_peek(slot->folder, &header);
    if (slot->file_state == TOKEN_FILE_GOOD &&
        (state != TOKEN_FILE_GOOD || !token_header_is_same(&header, &slot->image.header))) {
        /* Initialised anew by someone else. The sessions die when this call, which may be using one, has ended. */
        slot->was_pulled = true;
        token_file_unlock(*lock);
        return CKR_DEVICE_REMOVED;
    }
    if (state == TOKEN_FILE_GOOD && header.generation != slot->image.header.generation) {
        slot_reload(slot);
    }
    return CKR_OK;
}

CK_RV slot_commit_change(struct slot *slot, int lock)
{
    slot->image.header.generation++;
    bool is_stored = token_file_store(slot->folder, &slot->image);
    if (is_stored) {
        slot->file_state = TOKEN_FILE_GOOD;
    } else {
        slot_reload(slot);
    }
    token_file_unlock(lock);
    return is_stored ? CKR_OK : CKR_DEVICE_ERROR;
}

void slot_abandon_change(struct slot *slot, int lock)
{
    slot_reload(slot);
    token_file_unlock(lock);
}

static struct pin_record *record_of(struct slot *slot, CK_USER_TYPE user)
{
    return user == CKU_SO ? &slot->image.so : &slot->image.user;
}

/* Take one try off the stored counter, durably, before anything is compared. */
static CK_RV spend_try(struct slot *slot, CK_USER_TYPE user)
{
    int lock = -1;
    CK_RV rv = slot_begin_change(slot, &lock);
    if (rv != CKR_OK) {
        return rv;
    }
    struct pin_record *record = record_of(slot, user);
    if (!record->is_set || record->tries_left == 0) {
        token_file_unlock(lock);
        return record->is_set ? CKR_PIN_LOCKED : CKR_USER_PIN_NOT_INITIALIZED;
    }
    record->tries_left--;
    return slot_commit_change(slot, lock);
}

static CK_RV refill_tries(struct slot *slot, CK_USER_TYPE user)
{
    int lock = -1;
    CK_RV rv = slot_begin_change(slot, &lock);
    if (rv != CKR_OK) {
        return rv;
    }
    struct pin_record *record = record_of(slot, user);
    record->tries_left = record->tries_max;
    return slot_commit_change(slot, lock);
}

/*
 * A kill or a pull during the comparison costs the try: the counter on disk is already lower. The alternative, counting
 * after the comparison, would let a PIN be searched by pulling the key in time.
 *
 * The wrong try that uses up the counter still answers PIN_INCORRECT (it was compared, and it was wrong); the token flags
 * then say LOCKED, and every later try answers PIN_LOCKED without a comparison.
 */
CK_RV slot_try_pin(struct slot *slot, CK_USER_TYPE user, const uint8_t *pin, size_t length,
                   uint8_t object_key[BOX_KEY_SIZE])
{
    CK_RV rv = spend_try(slot, user);
    if (rv != CKR_OK) {
        return rv;
    }
    struct pin_record record = *record_of(slot, user);
    rv = slot_spend_time(slot);
    if (rv != CKR_OK) {
        return rv;
    }
    if (!pin_record_open(&record, pin, length, object_key)) {
        return CKR_PIN_INCORRECT;
    }
    rv = refill_tries(slot, user);
    if (rv != CKR_OK) {
        OPENSSL_cleanse(object_key, BOX_KEY_SIZE);
    }
    return rv;
}
