/* See object-table.h. */
#include "object-table.h"

#include <stdlib.h>
#include <string.h>

#include "slot.h"

enum { ADD_MAX = 2 };

static bool is_visible(const struct slot *slot, const struct object *object)
{
    return object->handle != CK_INVALID_HANDLE && (!object->is_private || slot->login == LOGIN_USER);
}

static struct object *find_in(const struct slot *slot, struct object *list, CK_OBJECT_HANDLE handle)
{
    for (struct object *object = list; object != NULL; object = object->next) {
        if (object->handle == handle && is_visible(slot, object)) {
            return object;
        }
    }
    return NULL;
}

struct object *objects_find(const struct slot *slot, CK_OBJECT_HANDLE handle)
{
    struct object *found = find_in(slot, slot->image.objects, handle);
    return found != NULL ? found : find_in(slot, slot->session_objects, handle);
}

static size_t collect(const struct slot *slot, const struct object *list, const CK_ATTRIBUTE *wanted, CK_ULONG count,
                      CK_OBJECT_HANDLE *handles)
{
    size_t found = 0;
    for (const struct object *object = list; object != NULL; object = object->next) {
        if (is_visible(slot, object) && attributes_match(&object->attributes, wanted, count)) {
            if (handles != NULL) {
                handles[found] = object->handle;
            }
            found++;
        }
    }
    return found;
}

CK_RV objects_search(const struct slot *slot, const CK_ATTRIBUTE *wanted, CK_ULONG count, CK_OBJECT_HANDLE **handles,
                     size_t *found)
{
    size_t on_token = collect(slot, slot->image.objects, wanted, count, NULL);
    *found = on_token + collect(slot, slot->session_objects, wanted, count, NULL);
    *handles = *found == 0 ? NULL : calloc(*found, sizeof **handles);
    if (*found > 0 && *handles == NULL) {
        return CKR_HOST_MEMORY;
    }
    if (*handles != NULL) {
        (void)collect(slot, slot->image.objects, wanted, count, *handles);
        (void)collect(slot, slot->session_objects, wanted, count, *handles + on_token);
    }
    return CKR_OK;
}

static void append(struct object **list, struct object *object)
{
    while (*list != NULL) {
        list = &(*list)->next;
    }
    *list = object;
}

static struct object *make(struct slot *slot, struct attributes *attributes, CK_SESSION_HANDLE session)
{
    struct object *object = calloc(1, sizeof *object);
    if (object == NULL) {
        return NULL;
    }
    bool is_token = attributes_flag(attributes, CKA_TOKEN, false);
    object->attributes = *attributes;
    memset(attributes, 0, sizeof *attributes);
    object->handle = module_next_handle();
    object->is_private = attributes_flag(&object->attributes, CKA_PRIVATE, false);
    object->owner = is_token ? 0 : session;
    object->size = attributes_size(&object->attributes);
    if (is_token) {
        object->id = slot->image.next_object_id++;
        if (object->is_private && !object_seal(object, slot->object_key)) {
            object_free(object);
            return NULL;
        }
    }
    append(is_token ? &slot->image.objects : &slot->session_objects, object);
    return object;
}

/* Room is asked for before anything is added: a full token changes nothing. */
static CK_RV check_room(const struct slot *slot, const struct attributes *lists, size_t count)
{
    size_t wanted = 0;
    for (size_t i = 0; i < count; i++) {
        wanted += attributes_flag(&lists[i], CKA_TOKEN, false) ? attributes_size(&lists[i]) : 0;
    }
    bool is_full = slot->control.is_full || slot_used_bytes(slot) + wanted > slot->personality.storage_bytes;
    return wanted > 0 && is_full ? CKR_DEVICE_MEMORY : CKR_OK;
}

static void discard(struct slot *slot, CK_OBJECT_HANDLE handle)
{
    struct object **lists[] = {&slot->image.objects, &slot->session_objects};
    for (size_t i = 0; i < 2; i++) {
        for (struct object **at = lists[i]; *at != NULL; at = &(*at)->next) {
            if ((*at)->handle == handle) {
                struct object *object = *at;
                *at = object->next;
                object_free(object);
                return;
            }
        }
    }
}

static CK_RV add_all(struct session *session, struct attributes *lists, size_t count, CK_OBJECT_HANDLE *handles)
{
    struct slot *slot = session->slot;
    CK_RV rv = check_room(slot, lists, count);
    size_t added = 0;
    while (rv == CKR_OK && added < count) {
        struct object *object = make(slot, &lists[added], session->handle);
        rv = object == NULL ? CKR_HOST_MEMORY : CKR_OK;
        if (object != NULL) {
            handles[added++] = object->handle;
        }
    }
    while (rv != CKR_OK && added > 0) {
        discard(slot, handles[--added]);
        handles[added] = CK_INVALID_HANDLE;
    }
    return rv;
}

CK_RV objects_add(struct session *session, struct attributes *lists, size_t count, CK_OBJECT_HANDLE *handles)
{
    struct slot *slot = session->slot;
    CK_OBJECT_HANDLE made[ADD_MAX] = {CK_INVALID_HANDLE};
    bool is_stored = false;
    for (size_t i = 0; i < count; i++) {
        is_stored = is_stored || attributes_flag(&lists[i], CKA_TOKEN, false);
    }
    int lock = -1;
    CK_RV rv = is_stored ? slot_begin_change(slot, &lock) : CKR_OK;
    if (rv == CKR_OK) {
        rv = add_all(session, lists, count, made);
        if (is_stored) {
            if (rv == CKR_OK) {
                rv = slot_commit_change(slot, lock);
            } else {
                token_file_unlock(lock);
            }
        }
    }
    for (size_t i = 0; i < count; i++) {
        attributes_clear(&lists[i]);
        handles[i] = rv == CKR_OK ? made[i] : CK_INVALID_HANDLE;
        if (rv != CKR_OK && made[i] != CK_INVALID_HANDLE) {
            discard(slot, made[i]); /* a session object whose sister could not be stored */
        }
    }
    return rv;
}

CK_RV objects_change(struct slot *slot, CK_OBJECT_HANDLE handle, struct attributes *changed)
{
    struct object *object = objects_find(slot, handle);
    bool is_token = object != NULL && object->owner == 0;
    int lock = -1;
    CK_RV rv = is_token ? slot_begin_change(slot, &lock) : CKR_OK;
    if (rv == CKR_OK) {
        /* Another process may have removed it between our look and our lock. */
        object = objects_find(slot, handle);
        size_t size = attributes_size(changed);
        if (object == NULL) {
            rv = CKR_OBJECT_HANDLE_INVALID;
        } else if (is_token && (slot->control.is_full ||
                                slot_used_bytes(slot) - object->size + size > slot->personality.storage_bytes)) {
            rv = CKR_DEVICE_MEMORY;
        } else {
            struct attributes before = object->attributes;
            object->attributes = *changed;
            *changed = before;
            object->size = size;
            rv = is_token && object->is_private && !object_seal(object, slot->object_key) ? CKR_HOST_MEMORY : CKR_OK;
        }
        if (is_token) {
            if (rv == CKR_OK) {
                rv = slot_commit_change(slot, lock);
            } else {
                slot_abandon_change(slot, lock);
            }
        }
    }
    attributes_clear(changed);
    return rv;
}

CK_RV objects_remove(struct slot *slot, CK_OBJECT_HANDLE handle)
{
    const struct object *object = objects_find(slot, handle);
    if (object == NULL) {
        return CKR_OBJECT_HANDLE_INVALID;
    }
    if (object->owner != 0) {
        discard(slot, handle);
        return CKR_OK;
    }
    int lock = -1;
    CK_RV rv = slot_begin_change(slot, &lock);
    if (rv != CKR_OK) {
        return rv;
    }
    discard(slot, handle);
    return slot_commit_change(slot, lock);
}
