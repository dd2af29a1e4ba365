/* PKCS#11 2.40, 5.14: C_GenerateKeyPair. The SM2 seal key is born here and never leaves. */
#include <string.h>

#include <openssl/crypto.h>

#include "entry.h"
#include "object-table.h"
#include "object-template.h"
#include "slot.h"

/* Either template may name the type; both must mean SM2. With CKK_EC the curve has to be given as well. */
static CK_RV check_key_type(const struct personality *personality, const struct attributes *list,
                            const struct attributes *public_list)
{
    CK_KEY_TYPE type = attributes_number(list, CKA_KEY_TYPE, personality->key_type);
    if (type == personality->key_type && type != CKK_EC) {
        return template_check_curve(list);
    }
    if (type != CKK_EC || (!personality->accepts_ec_key_type && personality->key_type != CKK_EC)) {
        return CKR_TEMPLATE_INCONSISTENT;
    }
    return attributes_find(public_list, CKA_EC_PARAMS) == NULL ? CKR_TEMPLATE_INCOMPLETE : template_check_curve(list);
}

/* What a signing key that cannot be read must not be asked to be. */
static CK_RV check_private_template(const struct attributes *list)
{
    if (!attributes_flag(list, CKA_SENSITIVE, true) || attributes_flag(list, CKA_EXTRACTABLE, false) ||
        !attributes_flag(list, CKA_PRIVATE, true)) {
        return CKR_ATTRIBUTE_VALUE_INVALID;
    }
    bool has_other_use = attributes_flag(list, CKA_DECRYPT, false) || attributes_flag(list, CKA_UNWRAP, false) ||
                         attributes_flag(list, CKA_DERIVE, false) || attributes_flag(list, CKA_SIGN_RECOVER, false);
    return has_other_use ? CKR_TEMPLATE_INCONSISTENT : CKR_OK;
}

static CK_RV check_public_template(const struct attributes *list)
{
    bool has_other_use = attributes_flag(list, CKA_ENCRYPT, false) || attributes_flag(list, CKA_WRAP, false) ||
                         attributes_flag(list, CKA_DERIVE, false) || attributes_flag(list, CKA_VERIFY_RECOVER, false);
    if (attributes_find(list, CKA_EC_POINT) != NULL) {
        return CKR_TEMPLATE_INCONSISTENT;
    }
    return has_other_use ? CKR_TEMPLATE_INCONSISTENT : CKR_OK;
}

static bool complete_common(const struct personality *personality, const uint8_t point[SM2_POINT_SIZE],
                            CK_KEY_TYPE type, struct attributes *list)
{
    bool is_done = attributes_set_number(list, CKA_KEY_TYPE, type) &&
                   attributes_set_default_flag(list, CKA_TOKEN, false) &&
                   attributes_set_default_flag(list, CKA_MODIFIABLE, true) &&
                   attributes_set_default_flag(list, CKA_DESTROYABLE, true) &&
                   attributes_set_default(list, CKA_LABEL, NULL, 0) && attributes_set_default(list, CKA_ID, NULL, 0) &&
                   attributes_set_default(list, CKA_SUBJECT, NULL, 0) &&
                   attributes_set_flag(list, CKA_DERIVE, false) && attributes_set_flag(list, CKA_LOCAL, true) &&
                   attributes_set_number(list, CKA_KEY_GEN_MECHANISM, personality->keygen) &&
                   attributes_set(list, SOFTKEY_POINT, point, SM2_POINT_SIZE);
    /* Some vendors leave CKA_EC_PARAMS out, since the curve is fixed; a CKK_EC key cannot do without. */
    if (personality->shows_ec_params || type == CKK_EC) {
        is_done = is_done && attributes_set(list, CKA_EC_PARAMS, sm2_curve_oid, sizeof sm2_curve_oid);
    }
    return is_done;
}

static bool show_point(const struct personality *personality, const uint8_t point[SM2_POINT_SIZE],
                       struct attributes *list)
{
    uint8_t octets[SM2_POINT_SIZE + 2] = {0x04, SM2_POINT_SIZE};
    switch (personality->point_form) {
    case POINT_UNCOMPRESSED:
        return attributes_set(list, CKA_EC_POINT, point, SM2_POINT_SIZE);
    case POINT_XY:
        return attributes_set(list, CKA_EC_POINT, point + 1, SM2_POINT_SIZE - 1);
    default:
        memcpy(octets + 2, point, SM2_POINT_SIZE);
        return attributes_set(list, CKA_EC_POINT, octets, sizeof octets);
    }
}

static bool complete_public(const struct personality *personality, const uint8_t *point, CK_KEY_TYPE type,
                            struct attributes *list)
{
    return complete_common(personality, point, type, list) && show_point(personality, point, list) &&
           attributes_set_default_flag(list, CKA_PRIVATE, false) &&
           attributes_set_default_flag(list, CKA_VERIFY, true) && attributes_set_flag(list, CKA_ENCRYPT, false) &&
           attributes_set_flag(list, CKA_WRAP, false) && attributes_set_flag(list, CKA_VERIFY_RECOVER, false);
}

static bool complete_private(const struct personality *personality, const uint8_t *point, const uint8_t *value,
                             CK_KEY_TYPE type, struct attributes *list)
{
    bool authenticates = personality->always_authenticates;
    return complete_common(personality, point, type, list) &&
           (!personality->shows_point_on_private_key || show_point(personality, point, list)) &&
           attributes_set_flag(list, CKA_PRIVATE, true) && attributes_set_flag(list, CKA_SENSITIVE, true) &&
           attributes_set_flag(list, CKA_EXTRACTABLE, false) && attributes_set_flag(list, CKA_ALWAYS_SENSITIVE, true) &&
           attributes_set_flag(list, CKA_NEVER_EXTRACTABLE, true) &&
           attributes_set_default_flag(list, CKA_SIGN, true) && attributes_set_flag(list, CKA_DECRYPT, false) &&
           attributes_set_flag(list, CKA_UNWRAP, false) && attributes_set_flag(list, CKA_SIGN_RECOVER, false) &&
           attributes_set_default_flag(list, CKA_ALWAYS_AUTHENTICATE, authenticates) &&
           attributes_set(list, CKA_VALUE, value, SM2_PRIVATE_SIZE);
}

static CK_RV check_pair(const struct session *session, const struct attributes lists[2])
{
    const struct personality *personality = &session->slot->personality;
    CK_RV rv = check_public_template(&lists[0]);
    rv = rv == CKR_OK ? check_private_template(&lists[1]) : rv;
    rv = rv == CKR_OK ? check_key_type(personality, &lists[0], &lists[0]) : rv;
    rv = rv == CKR_OK ? check_key_type(personality, &lists[1], &lists[0]) : rv;
    bool is_token = attributes_flag(&lists[0], CKA_TOKEN, false) || attributes_flag(&lists[1], CKA_TOKEN, false);
    if (rv == CKR_OK && session->slot->login != LOGIN_USER) {
        rv = CKR_USER_NOT_LOGGED_IN;
    }
    return rv == CKR_OK && is_token && !session->is_read_write ? CKR_SESSION_READ_ONLY : rv;
}

static CK_RV generate(struct session *session, struct attributes lists[2], CK_OBJECT_HANDLE handles[2])
{
    const struct personality *personality = &session->slot->personality;
    uint8_t value[SM2_PRIVATE_SIZE];
    uint8_t point[SM2_POINT_SIZE];
    CK_KEY_TYPE type = attributes_number(&lists[0], CKA_KEY_TYPE, personality->key_type);
    type = attributes_number(&lists[1], CKA_KEY_TYPE, type);
    CK_RV rv = slot_spend_time(session->slot);
    if (rv != CKR_OK) {
        return rv;
    }
    if (!sm2_generate_key(value, point)) {
        return CKR_FUNCTION_FAILED;
    }
    bool is_done = complete_public(personality, point, type, &lists[0]) &&
                   complete_private(personality, point, value, type, &lists[1]);
    OPENSSL_cleanse(value, sizeof value);
    return is_done ? objects_add(session, lists, 2, handles) : CKR_HOST_MEMORY;
}

CK_RV C_GenerateKeyPair(CK_SESSION_HANDLE handle, CK_MECHANISM *mechanism, CK_ATTRIBUTE *publicAttributes,
                        CK_ULONG publicCount, CK_ATTRIBUTE *privateAttributes, CK_ULONG privateCount,
                        CK_OBJECT_HANDLE *publicKey, CK_OBJECT_HANDLE *privateKey)
{
    struct session *session = NULL;
    CK_RV rv = enter_session(handle, __func__, &session);
    if (rv != CKR_OK) {
        return rv;
    }
    if (mechanism == NULL || publicKey == NULL || privateKey == NULL) {
        return leave(CKR_ARGUMENTS_BAD);
    }
    const struct personality *personality = &session->slot->personality;
    if (mechanism->mechanism != personality->keygen) {
        return leave(CKR_MECHANISM_INVALID);
    }
    struct attributes lists[2] = {{0}, {0}};
    CK_OBJECT_HANDLE handles[2] = {CK_INVALID_HANDLE, CK_INVALID_HANDLE};
    rv = template_read(personality, publicAttributes, publicCount, CKO_PUBLIC_KEY, &lists[0]);
    rv = rv == CKR_OK ? template_read(personality, privateAttributes, privateCount, CKO_PRIVATE_KEY, &lists[1]) : rv;
    rv = rv == CKR_OK ? check_pair(session, lists) : rv;
    rv = rv == CKR_OK ? generate(session, lists, handles) : rv;
    attributes_clear(&lists[0]);
    attributes_clear(&lists[1]);
    if (rv == CKR_OK) {
        *publicKey = handles[0];
        *privateKey = handles[1];
    }
    return leave(rv);
}
