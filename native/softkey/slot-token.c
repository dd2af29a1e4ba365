/* PKCS#11 2.40, 5.5: what slots and tokens say of themselves. Administration is in token-admin.c, events in slot-event.c. */
#include <string.h>

#include "blank-padded.h"
#include "entry.h"
#include "session-table.h"
#include "slot.h"

/* Version 0.0 and no CKF_HW_SLOT: nothing here may be mistaken for a device with a chip. */
static const CK_VERSION no_hardware = {0, 0};

CK_RV C_GetSlotList(CK_BBOOL tokenPresent, CK_SLOT_ID *slots, CK_ULONG *count)
{
    CK_RV rv = enter_module();
    if (rv != CKR_OK) {
        return rv;
    }
    if (count == NULL) {
        return leave(CKR_ARGUMENTS_BAD);
    }
    /* The list may grow only when it is asked for its size, so that the second call of a pair fits (5.5). */
    if (slots == NULL) {
        module_scan_slots();
    }
    CK_ULONG wanted = 0;
    for (size_t i = 0; i < softkey.slot_count; i++) {
        if (slots != NULL) {
            slot_refresh(&softkey.slots[i]);
        }
        if (!tokenPresent || softkey.slots[i].is_present) {
            if (slots != NULL && wanted < *count) {
                slots[wanted] = i;
            }
            wanted++;
        }
    }
    rv = slots != NULL && wanted > *count ? CKR_BUFFER_TOO_SMALL : CKR_OK;
    *count = wanted;
    return leave(rv);
}

CK_RV C_GetSlotInfo(CK_SLOT_ID slotID, CK_SLOT_INFO *info)
{
    struct slot *slot = NULL;
    CK_RV rv = enter_slot(slotID, &slot);
    if (rv != CKR_OK) {
        return rv;
    }
    if (info == NULL) {
        return leave(CKR_ARGUMENTS_BAD);
    }
    memset(info, 0, sizeof *info);
    pad_blank(info->slotDescription, sizeof info->slotDescription, "SealKeeper training key (not for production)");
    pad_blank(info->manufacturerID, sizeof info->manufacturerID, "SealKeeper");
    info->flags = CKF_REMOVABLE_DEVICE | (slot->is_present ? CKF_TOKEN_PRESENT : 0);
    info->hardwareVersion = no_hardware;
    info->firmwareVersion = no_hardware;
    return leave(CKR_OK);
}

struct pin_flags {
    CK_FLAGS low;
    CK_FLAGS final;
    CK_FLAGS locked;
    CK_FLAGS to_be_changed;
};

/* One wrong try: COUNT_LOW. One left: FINAL_TRY as well. None left: LOCKED alone (9.2, token flags). */
static CK_FLAGS pin_state(const struct pin_record *record, const struct pin_flags *flags)
{
    if (!record->is_set) {
        return 0;
    }
    CK_FLAGS state = record->must_be_changed ? flags->to_be_changed : 0;
    if (record->tries_left == 0) {
        return state | flags->locked;
    }
    state |= record->tries_left < record->tries_max ? flags->low : 0;
    return state | (record->tries_left == 1 ? flags->final : 0);
}

static CK_FLAGS token_flags(const struct slot *slot)
{
    static const struct pin_flags user = {CKF_USER_PIN_COUNT_LOW, CKF_USER_PIN_FINAL_TRY, CKF_USER_PIN_LOCKED,
                                          CKF_USER_PIN_TO_BE_CHANGED};
    static const struct pin_flags so = {CKF_SO_PIN_COUNT_LOW, CKF_SO_PIN_FINAL_TRY, CKF_SO_PIN_LOCKED,
                                        CKF_SO_PIN_TO_BE_CHANGED};
    CK_FLAGS flags = CKF_RNG | CKF_LOGIN_REQUIRED;
    if (slot->file_state == TOKEN_FILE_GOOD) {
        flags |= CKF_TOKEN_INITIALIZED | pin_state(&slot->image.user, &user) | pin_state(&slot->image.so, &so);
        flags |= slot->image.user.is_set ? CKF_USER_PIN_INITIALIZED : 0;
        flags |= slot->control.pin_is_expired ? CKF_USER_PIN_TO_BE_CHANGED : 0;
    }
    return flags;
}

static void describe_memory(const struct slot *slot, CK_TOKEN_INFO *info)
{
    size_t used = slot_used_bytes(slot);
    CK_ULONG total = slot->personality.storage_bytes;
    CK_ULONG free_bytes = used >= total || slot->control.is_full ? 0 : total - used;
    info->ulTotalPublicMemory = total;
    info->ulFreePublicMemory = free_bytes;
    info->ulTotalPrivateMemory = total;
    info->ulFreePrivateMemory = free_bytes;
}

CK_RV C_GetTokenInfo(CK_SLOT_ID slotID, CK_TOKEN_INFO *info)
{
    struct slot *slot = NULL;
    CK_RV rv = enter_token(slotID, __func__, &slot);
    if (rv != CKR_OK) {
        return rv;
    }
    if (info == NULL) {
        return leave(CKR_ARGUMENTS_BAD);
    }
    memset(info, 0, sizeof *info);
    pad_blank(info->label, sizeof info->label, "");
    pad_blank(info->serialNumber, sizeof info->serialNumber, "");
    if (slot->file_state == TOKEN_FILE_GOOD) {
        const uint8_t *label = slot->personality.has_label_override ? slot->personality.label : slot->image.label;
        memcpy(info->label, label, sizeof info->label);
        memcpy(info->serialNumber, slot->image.header.serial, sizeof info->serialNumber);
    }
    pad_blank(info->manufacturerID, sizeof info->manufacturerID, "SealKeeper");
    pad_blank(info->model, sizeof info->model, "softkey-training");
    pad_blank(info->utcTime, sizeof info->utcTime, ""); /* no CKF_CLOCK_ON_TOKEN */
    info->flags = token_flags(slot);
    info->ulMaxSessionCount = SESSION_MAX;
    info->ulMaxRwSessionCount = SESSION_MAX;
    info->ulSessionCount = sessions_count(slot, false);
    info->ulRwSessionCount = sessions_count(slot, true);
    info->ulMinPinLen = slot->personality.pin_min_length;
    info->ulMaxPinLen = slot->personality.pin_max_length;
    describe_memory(slot, info);
    info->hardwareVersion = no_hardware;
    info->firmwareVersion = no_hardware;
    return leave(CKR_OK);
}

CK_RV C_GetMechanismList(CK_SLOT_ID slotID, CK_MECHANISM_TYPE *list, CK_ULONG *count)
{
    struct slot *slot = NULL;
    CK_RV rv = enter_token(slotID, __func__, &slot);
    if (rv != CKR_OK) {
        return rv;
    }
    if (count == NULL) {
        return leave(CKR_ARGUMENTS_BAD);
    }
    const struct personality *personality = &slot->personality;
    CK_ULONG wanted = 2 + personality->sign_count;
    if (list != NULL && *count >= wanted) {
        list[0] = personality->keygen;
        for (size_t i = 0; i < personality->sign_count; i++) {
            list[1 + i] = personality->sign[i].type;
        }
        list[wanted - 1] = personality->sm3;
    }
    rv = list != NULL && *count < wanted ? CKR_BUFFER_TOO_SMALL : CKR_OK;
    *count = wanted;
    return leave(rv);
}

CK_RV C_GetMechanismInfo(CK_SLOT_ID slotID, CK_MECHANISM_TYPE type, CK_MECHANISM_INFO *info)
{
    struct slot *slot = NULL;
    CK_RV rv = enter_token(slotID, __func__, &slot);
    if (rv != CKR_OK) {
        return rv;
    }
    if (info == NULL) {
        return leave(CKR_ARGUMENTS_BAD);
    }
    const CK_FLAGS curve = CKF_EC_F_P | CKF_EC_NAMEDCURVE | CKF_EC_UNCOMPRESS;
    if (type == slot->personality.sm3) {
        *info = (CK_MECHANISM_INFO){0, 0, CKF_DIGEST};
    } else if (type == slot->personality.keygen) {
        *info = (CK_MECHANISM_INFO){256, 256, CKF_GENERATE_KEY_PAIR | curve};
    } else if (personality_find_sign(&slot->personality, type) != NULL) {
        *info = (CK_MECHANISM_INFO){256, 256, CKF_SIGN | CKF_VERIFY | curve};
    } else {
        return leave(CKR_MECHANISM_INVALID);
    }
    return leave(CKR_OK);
}
