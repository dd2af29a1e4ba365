/* Presence and contents of the token in a slot. See slot.h. */
#include "slot.h"

#include <openssl/crypto.h>
#include <string.h>
#include <time.h>

#include "session-table.h"

/* Give handles to what can be seen now, keep those of before, open private objects while the user is in. */
static void adopt_objects(struct slot *slot, const struct object *before)
{
    for (struct object *object = slot->image.objects; object != NULL; object = object->next) {
        if (object->is_private && (slot->login != LOGIN_USER || !object_open(object, slot->object_key))) {
            continue;
        }
        for (const struct object *old = before; old != NULL; old = old->next) {
            if (old->id == object->id) {
                object->handle = old->handle;
            }
        }
        if (object->handle == CK_INVALID_HANDLE) {
            object->handle = module_next_handle();
        }
    }
}

void slot_reload(struct slot *slot)
{
    struct token_image before = slot->image;
    slot->file_state = token_file_load(slot->folder, &slot->image);
    adopt_objects(slot, before.objects);
    token_image_clear(&before);
}

void slot_set_login(struct slot *slot, enum login_state login, const uint8_t *object_key)
{
    slot->login = login;
    memcpy(slot->object_key, object_key, sizeof slot->object_key);
    adopt_objects(slot, NULL);
}

static void drop_private_session_objects(struct slot *slot)
{
    for (struct object **at = &slot->session_objects; *at != NULL;) {
        struct object *object = *at;
        if (object->is_private) {
            *at = object->next;
            object_free(object);
        } else {
            at = &object->next;
        }
    }
}

void slot_logout(struct slot *slot)
{
    slot->login = LOGIN_NONE;
    OPENSSL_cleanse(slot->object_key, sizeof slot->object_key);
    for (struct object *object = slot->image.objects; object != NULL; object = object->next) {
        if (object->is_private) {
            object_close(object);
        }
    }
    drop_private_session_objects(slot);
    sessions_drop_signing(slot);
}

void slot_clear(struct slot *slot)
{
    object_free_list(slot->session_objects);
    slot->session_objects = NULL;
    token_image_clear(&slot->image);
    OPENSSL_cleanse(slot->object_key, sizeof slot->object_key);
    slot->login = LOGIN_NONE;
    slot->file_state = TOKEN_FILE_BLANK;
}

/* The key left the slot: nothing of it stays in memory, and every session is gone. */
static void pull(struct slot *slot)
{
    sessions_close_slot(slot);
    slot_clear(slot);
    slot->has_event = slot->is_known;
}

void slot_refresh(struct slot *slot)
{
    struct token_header header;
    personality_read(&slot->personality, softkey.shared_personality, slot->folder);
    control_read(&slot->control, slot->folder);
    bool is_present = !slot->control.is_removed;
    enum token_file_state state = is_present ? token_file_peek(slot->folder, &header) : TOKEN_FILE_BLANK;
    bool is_swapped = slot->is_known && slot->is_present && is_present &&
                      (slot->was_pulled || slot->control.insertion != slot->insertion ||
                       (slot->file_state == TOKEN_FILE_GOOD &&
                        (state != TOKEN_FILE_GOOD || !token_header_is_same(&header, &slot->image.header))));
    if (is_swapped || (slot->is_present && !is_present)) {
        pull(slot);
    } else if (slot->is_known && is_present && !slot->is_present) {
        slot->has_event = true;
    }
    slot->is_known = true;
    slot->was_pulled = false;
    slot->is_present = is_present;
    slot->insertion = slot->control.insertion;
    if (is_present && (state != slot->file_state || (state == TOKEN_FILE_GOOD &&
                                                     header.generation != slot->image.header.generation))) {
        slot_reload(slot);
    }
}

CK_RV slot_spend_time(struct slot *slot)
{
    const unsigned long slice_ms = 10;
    unsigned long left = slot->control.has_latency ? slot->control.latency_ms : slot->personality.latency_ms;
    while (left > 0) {
        unsigned long now = left < slice_ms ? left : slice_ms;
        struct timespec pause = {0, (long)(now * 1000000UL)};
        nanosleep(&pause, NULL);
        left -= now;
        struct control control;
        control_read(&control, slot->folder);
        if (control.is_removed || control.insertion != slot->insertion) {
            slot->was_pulled = true;
            return CKR_DEVICE_REMOVED;
        }
    }
    return CKR_OK;
}

size_t slot_used_bytes(const struct slot *slot)
{
    size_t used = 0;
    for (const struct object *object = slot->image.objects; object != NULL; object = object->next) {
        used += object->size;
    }
    return used;
}
