/* See signature-operation.h. */
#include "signature-operation.h"

#include <openssl/evp.h>
#include <string.h>

#include "crypto-context.h"
#include "object-table.h"
#include "session-table.h"

/* NULL, or with that personality the user ID's bytes for Z. */
static CK_RV check_parameter(const struct personality *personality, const struct sign_mechanism *found,
                             const CK_MECHANISM *mechanism)
{
    if (mechanism->ulParameterLen == 0) {
        return CKR_OK;
    }
    bool is_id = personality->accepts_user_id_parameter && found->hash == HASH_WITH_Z && mechanism->pParameter != NULL;
    return is_id ? CKR_OK : CKR_MECHANISM_PARAM_INVALID;
}

static CK_RV check_key(const struct slot *slot, CK_OBJECT_HANDLE handle, CK_OBJECT_CLASS key_class,
                       const struct object **key)
{
    bool is_private = key_class == CKO_PRIVATE_KEY;
    *key = objects_find(slot, handle);
    if (*key == NULL) {
        /* Handles of private objects end with the login, so after a logout this is the honest reason. */
        return is_private && slot->login != LOGIN_USER ? CKR_USER_NOT_LOGGED_IN : CKR_KEY_HANDLE_INVALID;
    }
    const struct attributes *attributes = &(*key)->attributes;
    CK_OBJECT_CLASS found_class = attributes_number(attributes, CKA_CLASS, CK_UNAVAILABLE_INFORMATION);
    if (found_class != CKO_PRIVATE_KEY && found_class != CKO_PUBLIC_KEY) {
        return CKR_KEY_HANDLE_INVALID;
    }
    if (found_class != key_class) {
        return CKR_KEY_TYPE_INCONSISTENT;
    }
    bool is_permitted = attributes_flag(attributes, is_private ? CKA_SIGN : CKA_VERIFY, false);
    return is_permitted ? CKR_OK : CKR_KEY_FUNCTION_NOT_PERMITTED;
}

static CK_RV load_key(const struct attributes *attributes, CK_OBJECT_CLASS key_class,
                      struct signature_operation *operation)
{
    const struct attribute *point = attributes_find(attributes, SOFTKEY_POINT);
    const struct attribute *value = attributes_find(attributes, CKA_VALUE);
    bool is_private = key_class == CKO_PRIVATE_KEY;
    if (point == NULL || point->length != SM2_POINT_SIZE ||
        (is_private && (value == NULL || value->length != SM2_PRIVATE_SIZE))) {
        return CKR_DEVICE_ERROR;
    }
    operation->key = sm2_load_key(is_private ? value->value : NULL, point->value);
    return operation->key == NULL ? CKR_HOST_MEMORY : CKR_OK;
}

/* Start SM3 when this side hashes, with Z in front where the mechanism has it. */
static CK_RV start_hash(const struct attributes *attributes, const CK_MECHANISM *mechanism,
                        struct signature_operation *operation)
{
    if (operation->mechanism.hash == HASH_NOTHING) {
        return CKR_OK;
    }
    operation->sm3 = crypto_start_sm3();
    const uint8_t *user_id = mechanism->ulParameterLen > 0 ? mechanism->pParameter : NULL;
    bool is_done = operation->sm3 != NULL &&
                   (operation->mechanism.hash != HASH_WITH_Z ||
                    sm2_update_z(operation->sm3, attributes_find(attributes, SOFTKEY_POINT)->value, user_id,
                                 mechanism->ulParameterLen));
    return is_done ? CKR_OK : CKR_FUNCTION_FAILED;
}

CK_RV signature_begin(const struct session *session, const CK_MECHANISM *mechanism, CK_OBJECT_HANDLE key,
                      CK_OBJECT_CLASS key_class, struct signature_operation *operation)
{
    const struct slot *slot = session->slot;
    const struct object *object = NULL;
    if (mechanism == NULL) {
        return CKR_ARGUMENTS_BAD;
    }
    if (operation->is_active) {
        return CKR_OPERATION_ACTIVE;
    }
    const struct sign_mechanism *found = personality_find_sign(&slot->personality, mechanism->mechanism);
    CK_RV rv = found == NULL ? CKR_MECHANISM_INVALID : check_parameter(&slot->personality, found, mechanism);
    if (rv == CKR_OK) {
        rv = check_key(slot, key, key_class, &object);
    }
    if (rv != CKR_OK) {
        return rv;
    }
    operation->mechanism = *found;
    rv = load_key(&object->attributes, key_class, operation);
    if (rv == CKR_OK) {
        rv = start_hash(&object->attributes, mechanism, operation);
    }
    if (rv != CKR_OK) {
        signature_operation_end(operation);
        return rv;
    }
    operation->is_active = true;
    operation->awaits_login = attributes_flag(&object->attributes, CKA_ALWAYS_AUTHENTICATE, false);
    return CKR_OK;
}

CK_RV signature_update(struct signature_operation *operation, const CK_BYTE *in, CK_ULONG inLen)
{
    if (in == NULL && inLen > 0) {
        return CKR_ARGUMENTS_BAD;
    }
    if (operation->sm3 != NULL) {
        return inLen == 0 || EVP_DigestUpdate(operation->sm3, in, inLen) == 1 ? CKR_OK : CKR_FUNCTION_FAILED;
    }
    if (inLen > SM2_DIGEST_SIZE - operation->e_length) {
        return CKR_DATA_LEN_RANGE;
    }
    if (inLen > 0) {
        memcpy(operation->e + operation->e_length, in, inLen);
        operation->e_length += inLen;
    }
    return CKR_OK;
}

CK_RV signature_finish_e(struct signature_operation *operation, uint8_t e[SM2_DIGEST_SIZE])
{
    if (operation->sm3 != NULL) {
        return EVP_DigestFinal_ex(operation->sm3, e, NULL) == 1 ? CKR_OK : CKR_FUNCTION_FAILED;
    }
    memcpy(e, operation->e, SM2_DIGEST_SIZE);
    return operation->e_length == SM2_DIGEST_SIZE ? CKR_OK : CKR_DATA_LEN_RANGE;
}
