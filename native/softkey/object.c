/* PKCS#11 2.40, 5.7: object management. Finding is in object-find.c. */
#include <string.h>

#include "entry.h"
#include "object-table.h"
#include "object-template.h"

static CK_OBJECT_CLASS wanted_class(const CK_ATTRIBUTE *wanted, CK_ULONG count)
{
    CK_OBJECT_CLASS object_class = CK_UNAVAILABLE_INFORMATION;
    for (CK_ULONG i = 0; i < count; i++) {
        if (wanted[i].type == CKA_CLASS && wanted[i].ulValueLen == sizeof object_class) {
            memcpy(&object_class, wanted[i].pValue, sizeof object_class);
        }
    }
    return object_class;
}

/* A public key may be brought in, to verify with; a seal key is born on the token and never comes from outside. */
static CK_RV complete_public_key(const struct personality *personality, struct attributes *list)
{
    uint8_t point[SM2_POINT_SIZE];
    CK_KEY_TYPE type = attributes_number(list, CKA_KEY_TYPE, CK_UNAVAILABLE_INFORMATION);
    if (type != personality->key_type && !(type == CKK_EC && personality->accepts_ec_key_type)) {
        return CKR_TEMPLATE_INCONSISTENT;
    }
    CK_RV rv = template_check_curve(list);
    if (rv != CKR_OK) {
        return rv;
    }
    if (!template_read_point(list, point)) {
        return attributes_find(list, CKA_EC_POINT) == NULL ? CKR_TEMPLATE_INCOMPLETE : CKR_ATTRIBUTE_VALUE_INVALID;
    }
    EVP_PKEY *key = sm2_load_key(NULL, point);
    bool is_on_curve = key != NULL;
    sm2_free_key(key);
    if (!is_on_curve) {
        return CKR_ATTRIBUTE_VALUE_INVALID;
    }
    bool is_done = attributes_set(list, SOFTKEY_POINT, point, sizeof point) &&
                   attributes_set_default_flag(list, CKA_VERIFY, true) && attributes_set_flag(list, CKA_LOCAL, false);
    return is_done ? CKR_OK : CKR_HOST_MEMORY;
}

static CK_RV complete(const struct personality *personality, CK_OBJECT_CLASS object_class, struct attributes *list)
{
    bool is_done = attributes_set_default_flag(list, CKA_TOKEN, false) &&
                   attributes_set_default_flag(list, CKA_PRIVATE, false) &&
                   attributes_set_default_flag(list, CKA_MODIFIABLE, true) &&
                   attributes_set_default_flag(list, CKA_DESTROYABLE, true) &&
                   attributes_set_default(list, CKA_LABEL, NULL, 0);
    if (object_class == CKO_DATA) {
        is_done = is_done && attributes_set_default(list, CKA_APPLICATION, NULL, 0) &&
                  attributes_set_default(list, CKA_OBJECT_ID, NULL, 0) && attributes_set_default(list, CKA_VALUE, NULL, 0);
    } else if (object_class == CKO_CERTIFICATE) {
        if (attributes_find(list, CKA_VALUE) == NULL) {
            return CKR_TEMPLATE_INCOMPLETE;
        }
        if (attributes_number(list, CKA_CERTIFICATE_TYPE, CKC_X_509) != CKC_X_509) {
            return CKR_ATTRIBUTE_VALUE_INVALID;
        }
        is_done = is_done && attributes_set_number(list, CKA_CERTIFICATE_TYPE, CKC_X_509) &&
                  attributes_set_default(list, CKA_ID, NULL, 0) && attributes_set_default(list, CKA_SUBJECT, NULL, 0);
    } else {
        CK_RV rv = complete_public_key(personality, list);
        if (rv != CKR_OK) {
            return rv;
        }
    }
    return is_done ? CKR_OK : CKR_HOST_MEMORY;
}

CK_RV C_CreateObject(CK_SESSION_HANDLE handle, CK_ATTRIBUTE *attributes, CK_ULONG count, CK_OBJECT_HANDLE *object)
{
    struct session *session = NULL;
    CK_RV rv = enter_session(handle, __func__, &session);
    if (rv != CKR_OK) {
        return rv;
    }
    rv = object == NULL ? CKR_ARGUMENTS_BAD : template_check_pointers(attributes, count);
    if (rv != CKR_OK) {
        return leave(rv);
    }
    CK_OBJECT_CLASS object_class = wanted_class(attributes, count);
    if (object_class == CK_UNAVAILABLE_INFORMATION) {
        return leave(CKR_TEMPLATE_INCOMPLETE);
    }
    if (object_class != CKO_DATA && object_class != CKO_CERTIFICATE && object_class != CKO_PUBLIC_KEY) {
        return leave(CKR_ATTRIBUTE_VALUE_INVALID);
    }
    const struct slot *slot = session->slot;
    struct attributes list = {0};
    rv = template_read(&slot->personality, attributes, count, object_class, &list);
    if (rv == CKR_OK) {
        rv = complete(&slot->personality, object_class, &list);
    }
    if (rv == CKR_OK && attributes_flag(&list, CKA_TOKEN, false) && !session->is_read_write) {
        rv = CKR_SESSION_READ_ONLY;
    }
    if (rv == CKR_OK && attributes_flag(&list, CKA_PRIVATE, false) && slot->login != LOGIN_USER) {
        rv = CKR_USER_NOT_LOGGED_IN;
    }
    if (rv != CKR_OK) {
        attributes_clear(&list);
        return leave(rv);
    }
    return leave(objects_add(session, &list, 1, object));
}

/* The object, if this session may change it. */
static CK_RV find_for_change(const struct session *session, CK_OBJECT_HANDLE handle, CK_ATTRIBUTE_TYPE permission,
                             struct object **object)
{
    *object = objects_find(session->slot, handle);
    if (*object == NULL) {
        return CKR_OBJECT_HANDLE_INVALID;
    }
    if ((*object)->owner == 0 && !session->is_read_write) {
        return CKR_SESSION_READ_ONLY;
    }
    return attributes_flag(&(*object)->attributes, permission, true) ? CKR_OK : CKR_ACTION_PROHIBITED;
}

CK_RV C_DestroyObject(CK_SESSION_HANDLE handle, CK_OBJECT_HANDLE object)
{
    struct session *session = NULL;
    struct object *found = NULL;
    CK_RV rv = enter_session(handle, __func__, &session);
    if (rv != CKR_OK) {
        return rv;
    }
    rv = find_for_change(session, object, CKA_DESTROYABLE, &found);
    return leave(rv == CKR_OK ? objects_remove(session->slot, object) : rv);
}

CK_RV C_GetObjectSize(CK_SESSION_HANDLE handle, CK_OBJECT_HANDLE object, CK_ULONG *size)
{
    struct session *session = NULL;
    CK_RV rv = enter_session(handle, __func__, &session);
    if (rv != CKR_OK) {
        return rv;
    }
    const struct object *found = objects_find(session->slot, object);
    if (size == NULL || found == NULL) {
        return leave(size == NULL ? CKR_ARGUMENTS_BAD : CKR_OBJECT_HANDLE_INVALID);
    }
    *size = found->size;
    return leave(CKR_OK);
}

/* One attribute of 5.7's C_GetAttributeValue: length query, copy, or the reason why not with length -1. */
static CK_RV give_attribute(const struct object *object, CK_ATTRIBUTE *wanted)
{
    CK_OBJECT_CLASS object_class = attributes_number(&object->attributes, CKA_CLASS, CK_UNAVAILABLE_INFORMATION);
    const struct attribute *found = attributes_find(&object->attributes, wanted->type);
    CK_RV rv = CKR_OK;
    if (object_class == CKO_PRIVATE_KEY && wanted->type == CKA_VALUE) {
        rv = CKR_ATTRIBUTE_SENSITIVE;
    } else if (found == NULL || found->type == SOFTKEY_POINT) {
        rv = CKR_ATTRIBUTE_TYPE_INVALID;
    } else if (wanted->pValue != NULL && wanted->ulValueLen < found->length) {
        rv = CKR_BUFFER_TOO_SMALL;
    }
    if (rv != CKR_OK) {
        wanted->ulValueLen = CK_UNAVAILABLE_INFORMATION;
        return rv;
    }
    if (wanted->pValue != NULL && found->length > 0) {
        memcpy(wanted->pValue, found->value, found->length);
    }
    wanted->ulValueLen = found->length;
    return CKR_OK;
}

CK_RV C_GetAttributeValue(CK_SESSION_HANDLE handle, CK_OBJECT_HANDLE object, CK_ATTRIBUTE *attributes, CK_ULONG count)
{
    struct session *session = NULL;
    CK_RV rv = enter_session(handle, __func__, &session);
    if (rv != CKR_OK) {
        return rv;
    }
    const struct object *found = objects_find(session->slot, object);
    if (attributes == NULL || found == NULL) {
        return leave(attributes == NULL ? CKR_ARGUMENTS_BAD : CKR_OBJECT_HANDLE_INVALID);
    }
    for (CK_ULONG i = 0; i < count; i++) {
        CK_RV one = give_attribute(found, &attributes[i]);
        rv = rv == CKR_OK ? one : rv;
    }
    return leave(rv);
}

/* All changes are made on a copy: a refused one leaves the object as it was. */
CK_RV C_SetAttributeValue(CK_SESSION_HANDLE handle, CK_OBJECT_HANDLE object, CK_ATTRIBUTE *attributes, CK_ULONG count)
{
    struct session *session = NULL;
    struct object *found = NULL;
    CK_RV rv = enter_session(handle, __func__, &session);
    if (rv != CKR_OK) {
        return rv;
    }
    rv = attributes == NULL ? CKR_ARGUMENTS_BAD : template_check_pointers(attributes, count);
    if (rv == CKR_OK) {
        rv = find_for_change(session, object, CKA_MODIFIABLE, &found);
    }
    if (rv != CKR_OK) {
        return leave(rv);
    }
    struct attributes changed = {0};
    CK_OBJECT_CLASS object_class = attributes_number(&found->attributes, CKA_CLASS, CK_UNAVAILABLE_INFORMATION);
    rv = attributes_copy(&changed, &found->attributes) ? CKR_OK : CKR_HOST_MEMORY;
    for (CK_ULONG i = 0; rv == CKR_OK && i < count; i++) {
        rv = template_check_change(object_class, &attributes[i]);
        if (rv == CKR_OK && attributes[i].ulValueLen > session->slot->personality.object_bytes) {
            rv = CKR_DEVICE_MEMORY;
        }
        if (rv == CKR_OK &&
            !attributes_set(&changed, attributes[i].type, attributes[i].pValue, attributes[i].ulValueLen)) {
            rv = CKR_HOST_MEMORY;
        }
    }
    if (rv != CKR_OK) {
        attributes_clear(&changed);
        return leave(rv);
    }
    return leave(objects_change(session->slot, object, &changed));
}
