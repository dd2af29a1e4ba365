/* See object-template.h. */
#include "object-template.h"

#include <string.h>

static const CK_ATTRIBUTE_TYPE storage_attributes[] = {CKA_CLASS,      CKA_TOKEN,    CKA_PRIVATE,    CKA_LABEL,
                                                       CKA_MODIFIABLE, CKA_COPYABLE, CKA_DESTROYABLE};
static const CK_ATTRIBUTE_TYPE data_attributes[] = {CKA_APPLICATION, CKA_OBJECT_ID, CKA_VALUE};
static const CK_ATTRIBUTE_TYPE certificate_attributes[] = {
    CKA_CERTIFICATE_TYPE, CKA_TRUSTED, CKA_CERTIFICATE_CATEGORY, CKA_CHECK_VALUE, CKA_START_DATE, CKA_END_DATE,
    CKA_SUBJECT,          CKA_ID,      CKA_ISSUER,               CKA_SERIAL_NUMBER, CKA_VALUE,    CKA_URL};
static const CK_ATTRIBUTE_TYPE public_key_attributes[] = {
    CKA_KEY_TYPE, CKA_ID,   CKA_SUBJECT, CKA_START_DATE,     CKA_END_DATE, CKA_DERIVE,
    CKA_ENCRYPT,  CKA_WRAP, CKA_VERIFY,  CKA_VERIFY_RECOVER, CKA_TRUSTED,  CKA_EC_PARAMS, CKA_EC_POINT};
static const CK_ATTRIBUTE_TYPE private_key_attributes[] = {
    CKA_KEY_TYPE, CKA_ID,   CKA_SUBJECT,      CKA_START_DATE, CKA_END_DATE,    CKA_DERIVE,              CKA_SENSITIVE,
    CKA_DECRYPT,  CKA_SIGN, CKA_SIGN_RECOVER, CKA_UNWRAP,     CKA_EXTRACTABLE, CKA_ALWAYS_AUTHENTICATE, CKA_EC_PARAMS};

/* What may still be changed on a finished object; everything else is frozen at its making. */
static const CK_ATTRIBUTE_TYPE changeable[] = {CKA_LABEL,       CKA_ID,        CKA_SUBJECT, CKA_START_DATE, CKA_END_DATE,
                                               CKA_APPLICATION, CKA_OBJECT_ID, CKA_VALUE};

#define COUNT_OF(list) (sizeof(list) / sizeof((list)[0]))

static bool contains(const CK_ATTRIBUTE_TYPE *list, size_t count, CK_ATTRIBUTE_TYPE type)
{
    for (size_t i = 0; i < count; i++) {
        if (list[i] == type) {
            return true;
        }
    }
    return false;
}

static bool class_has(CK_OBJECT_CLASS object_class, CK_ATTRIBUTE_TYPE type)
{
    if (contains(storage_attributes, COUNT_OF(storage_attributes), type)) {
        return true;
    }
    switch (object_class) {
    case CKO_DATA:
        return contains(data_attributes, COUNT_OF(data_attributes), type);
    case CKO_CERTIFICATE:
        return contains(certificate_attributes, COUNT_OF(certificate_attributes), type);
    case CKO_PUBLIC_KEY:
        return contains(public_key_attributes, COUNT_OF(public_key_attributes), type);
    case CKO_PRIVATE_KEY:
        return contains(private_key_attributes, COUNT_OF(private_key_attributes), type);
    default:
        return false;
    }
}

CK_RV template_check_pointers(const CK_ATTRIBUTE *wanted, CK_ULONG count)
{
    if (wanted == NULL && count > 0) {
        return CKR_ARGUMENTS_BAD;
    }
    for (CK_ULONG i = 0; i < count; i++) {
        if (wanted[i].pValue == NULL && wanted[i].ulValueLen > 0) {
            return CKR_ATTRIBUTE_VALUE_INVALID;
        }
    }
    return CKR_OK;
}

static bool value_is_well_formed(const CK_ATTRIBUTE *wanted)
{
    if (attribute_is_flag(wanted->type)) {
        return wanted->ulValueLen == sizeof(CK_BBOOL) && *(const CK_BBOOL *)wanted->pValue <= CK_TRUE;
    }
    return !attribute_is_number(wanted->type) || wanted->ulValueLen == sizeof(CK_ULONG);
}

static CK_RV read_one(const struct personality *personality, const CK_ATTRIBUTE *wanted, CK_OBJECT_CLASS object_class,
                      struct attributes *list)
{
    if (!class_has(object_class, wanted->type)) {
        return CKR_ATTRIBUTE_TYPE_INVALID;
    }
    if (!value_is_well_formed(wanted)) {
        return CKR_ATTRIBUTE_VALUE_INVALID;
    }
    if (attributes_find(list, wanted->type) != NULL) {
        return CKR_TEMPLATE_INCONSISTENT;
    }
    if (wanted->ulValueLen > personality->object_bytes) {
        return CKR_DEVICE_MEMORY;
    }
    return attributes_set(list, wanted->type, wanted->pValue, wanted->ulValueLen) ? CKR_OK : CKR_HOST_MEMORY;
}

CK_RV template_read(const struct personality *personality, const CK_ATTRIBUTE *wanted, CK_ULONG count,
                    CK_OBJECT_CLASS object_class, struct attributes *list)
{
    CK_RV rv = template_check_pointers(wanted, count);
    for (CK_ULONG i = 0; rv == CKR_OK && i < count; i++) {
        rv = read_one(personality, &wanted[i], object_class, list);
    }
    if (rv == CKR_OK && attributes_number(list, CKA_CLASS, object_class) != object_class) {
        rv = CKR_TEMPLATE_INCONSISTENT;
    }
    /* Marking a certificate as trusted is the issuer's affair, not the card's (4.6.2: only the SO, and not here). */
    if (rv == CKR_OK && attributes_flag(list, CKA_TRUSTED, false)) {
        rv = CKR_ATTRIBUTE_READ_ONLY;
    }
    if (rv == CKR_OK && !attributes_set_number(list, CKA_CLASS, object_class)) {
        rv = CKR_HOST_MEMORY;
    }
    if (rv != CKR_OK) {
        attributes_clear(list);
    }
    return rv;
}

CK_RV template_check_change(CK_OBJECT_CLASS object_class, const CK_ATTRIBUTE *change)
{
    if (!class_has(object_class, change->type) && change->type != CKA_LOCAL && change->type != CKA_NEVER_EXTRACTABLE &&
        change->type != CKA_ALWAYS_SENSITIVE && change->type != CKA_KEY_GEN_MECHANISM) {
        return CKR_ATTRIBUTE_TYPE_INVALID;
    }
    bool is_certificate_value = change->type == CKA_VALUE && object_class != CKO_DATA;
    return contains(changeable, COUNT_OF(changeable), change->type) && !is_certificate_value ? CKR_OK
                                                                                             : CKR_ATTRIBUTE_READ_ONLY;
}

CK_RV template_check_curve(const struct attributes *list)
{
    const struct attribute *curve = attributes_find(list, CKA_EC_PARAMS);
    bool is_sm2 = curve == NULL || (curve->length == sizeof sm2_curve_oid &&
                                    memcmp(curve->value, sm2_curve_oid, sizeof sm2_curve_oid) == 0);
    return is_sm2 ? CKR_OK : CKR_CURVE_NOT_SUPPORTED;
}

bool template_read_point(const struct attributes *list, uint8_t point[SM2_POINT_SIZE])
{
    const struct attribute *given = attributes_find(list, CKA_EC_POINT);
    if (given == NULL) {
        return false;
    }
    point[0] = 0x04;
    switch (given->length) {
    case SM2_POINT_SIZE + 2: /* OCTET STRING */
        memcpy(point, given->value + 2, SM2_POINT_SIZE);
        return given->value[0] == 0x04 && given->value[1] == SM2_POINT_SIZE && point[0] == 0x04;
    case SM2_POINT_SIZE:
        memcpy(point, given->value, SM2_POINT_SIZE);
        return point[0] == 0x04;
    case SM2_POINT_SIZE - 1:
        memcpy(point + 1, given->value, SM2_POINT_SIZE - 1);
        return true;
    default:
        return false;
    }
}
