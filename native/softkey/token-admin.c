/* PKCS#11 2.40, 5.5: C_InitToken, C_InitPIN, C_SetPIN. */
#include <string.h>

#include <openssl/crypto.h>

#include "crypto-context.h"
#include "entry.h"
#include "session-table.h"
#include "slot.h"

static bool pin_length_is_good(const struct personality *personality, CK_ULONG length)
{
    return length >= personality->pin_min_length && length <= personality->pin_max_length;
}

static bool make_record(const struct slot *slot, CK_USER_TYPE user, const uint8_t *pin, size_t length,
                        const uint8_t *object_key, struct pin_record *record)
{
    const struct personality *personality = &slot->personality;
    unsigned long tries = user == CKU_SO ? personality->so_pin_tries : personality->user_pin_tries;
    return pin_record_make(record, pin, length, (uint32_t)personality->kdf_iterations, (uint8_t)tries, object_key);
}

static bool make_serial(char serial[TOKEN_SERIAL_SIZE])
{
    static const char digits[] = "0123456789ABCDEF";
    uint8_t random[TOKEN_SERIAL_SIZE / 2];
    if (!crypto_random_bytes(random, sizeof random)) {
        return false;
    }
    for (size_t i = 0; i < sizeof random; i++) {
        serial[2 * i] = digits[random[i] >> 4];
        serial[2 * i + 1] = digits[random[i] & 15];
    }
    return true;
}

/* Put a fresh token in place of the old one. The serial number is the device's and outlives every initialisation. */
static CK_RV write_fresh_token(struct slot *slot, const struct pin_record *so, const uint8_t *label)
{
    int lock = -1;
    if (!token_folder_make(slot->folder)) {
        return CKR_DEVICE_ERROR;
    }
    CK_RV rv = slot_begin_change(slot, &lock);
    if (rv != CKR_OK) {
        return rv;
    }
    struct token_header header = slot->image.header;
    if (slot->file_state != TOKEN_FILE_GOOD && !make_serial(header.serial)) {
        token_file_unlock(lock);
        return CKR_GENERAL_ERROR;
    }
    header.initialisations++;
    token_image_clear(&slot->image);
    slot->image.header = header;
    memcpy(slot->image.label, label, TOKEN_LABEL_SIZE);
    slot->image.so = *so;
    slot->image.next_object_id = 1;
    return slot_commit_change(slot, lock);
}

/** Wipes objects and user PIN. A blank token takes the given SO PIN; a used one demands its own and keeps it. */
CK_RV C_InitToken(CK_SLOT_ID slotID, CK_UTF8CHAR *pin, CK_ULONG pinLen, CK_UTF8CHAR *label)
{
    struct slot *slot = NULL;
    CK_RV rv = enter_token(slotID, __func__, &slot);
    if (rv != CKR_OK) {
        return rv;
    }
    if (pin == NULL || label == NULL) {
        return leave(CKR_ARGUMENTS_BAD);
    }
    if (sessions_count(slot, false) > 0) {
        return leave(CKR_SESSION_EXISTS);
    }
    uint8_t object_key[BOX_KEY_SIZE];
    struct pin_record so;
    if (slot->file_state == TOKEN_FILE_GOOD) {
        rv = slot_try_pin(slot, CKU_SO, pin, pinLen, object_key);
    } else {
        rv = pin_length_is_good(&slot->personality, pinLen) ? CKR_OK : CKR_PIN_LEN_RANGE;
    }
    /* A new object key: what the old one sealed cannot be read again, even from a copy of the old file's blocks. */
    if (rv == CKR_OK && (!crypto_random_bytes(object_key, sizeof object_key) ||
                         !make_record(slot, CKU_SO, pin, pinLen, object_key, &so))) {
        rv = CKR_GENERAL_ERROR;
    }
    OPENSSL_cleanse(object_key, sizeof object_key);
    return leave(rv == CKR_OK ? write_fresh_token(slot, &so, label) : rv);
}

/* Store a new record for a user; compared with SetPIN's it may also unlock. */
static CK_RV store_record(struct slot *slot, CK_USER_TYPE user, const struct pin_record *record)
{
    int lock = -1;
    CK_RV rv = slot_begin_change(slot, &lock);
    if (rv == CKR_OK) {
        *(user == CKU_SO ? &slot->image.so : &slot->image.user) = *record;
        rv = slot_commit_change(slot, lock);
    }
    return rv;
}

/** The SO gives the user a PIN, new or instead of a locked one. Private objects stay: see pin-record.h. */
CK_RV C_InitPIN(CK_SESSION_HANDLE handle, CK_UTF8CHAR *pin, CK_ULONG pinLen)
{
    struct session *session = NULL;
    CK_RV rv = enter_session(handle, __func__, &session);
    if (rv != CKR_OK) {
        return rv;
    }
    struct slot *slot = session->slot;
    struct pin_record record;
    if (slot->login != LOGIN_SO) {
        return leave(CKR_USER_NOT_LOGGED_IN);
    }
    if (pin == NULL) {
        return leave(CKR_ARGUMENTS_BAD);
    }
    if (!pin_length_is_good(&slot->personality, pinLen)) {
        return leave(CKR_PIN_LEN_RANGE);
    }
    if (!make_record(slot, CKU_USER, pin, pinLen, slot->object_key, &record)) {
        return leave(CKR_GENERAL_ERROR);
    }
    rv = store_record(slot, CKU_USER, &record);
    OPENSSL_cleanse(&record, sizeof record);
    return leave(rv);
}

/** Change the SO's PIN when the SO is logged in, else the user's. The old PIN is counted as a try. */
CK_RV C_SetPIN(CK_SESSION_HANDLE handle, CK_UTF8CHAR *oldPin, CK_ULONG oldLen, CK_UTF8CHAR *newPin, CK_ULONG newLen)
{
    struct session *session = NULL;
    CK_RV rv = enter_session(handle, __func__, &session);
    if (rv != CKR_OK) {
        return rv;
    }
    struct slot *slot = session->slot;
    CK_USER_TYPE user = slot->login == LOGIN_SO ? CKU_SO : CKU_USER;
    struct pin_record record;
    uint8_t object_key[BOX_KEY_SIZE];
    if (!session->is_read_write) {
        return leave(CKR_SESSION_READ_ONLY);
    }
    if (oldPin == NULL || newPin == NULL) {
        return leave(CKR_ARGUMENTS_BAD);
    }
    /* Before the old PIN is looked at: a new PIN of a wrong length must not cost a try. */
    if (!pin_length_is_good(&slot->personality, newLen)) {
        return leave(CKR_PIN_LEN_RANGE);
    }
    rv = slot_try_pin(slot, user, oldPin, oldLen, object_key);
    if (rv == CKR_OK) {
        rv = make_record(slot, user, newPin, newLen, object_key, &record) ? store_record(slot, user, &record)
                                                                         : CKR_GENERAL_ERROR;
        OPENSSL_cleanse(object_key, sizeof object_key);
        OPENSSL_cleanse(&record, sizeof record);
    }
    if (rv == CKR_OK && user == CKU_USER && slot->control.pin_is_expired) {
        control_set_line(slot->folder, "pin-expired", NULL);
    }
    return leave(rv);
}
