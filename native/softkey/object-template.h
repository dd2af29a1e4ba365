/* Templates: what an application may ask for when it makes or changes an object (PKCS#11 2.40, chapter 4). */
#ifndef SOFTKEY_OBJECT_TEMPLATE_H
#define SOFTKEY_OBJECT_TEMPLATE_H

#include "module.h"

/** Pointers and lengths make sense; values are not looked at. */
CK_RV template_check_pointers(const CK_ATTRIBUTE *wanted, CK_ULONG count);

/**
 * Copy a template into a new attribute list, refusing what the class does not have.
 * @return CKR_ATTRIBUTE_TYPE_INVALID, CKR_ATTRIBUTE_VALUE_INVALID, CKR_TEMPLATE_INCONSISTENT (given twice),
 *         CKR_DEVICE_MEMORY (one value over the object limit); the list is then empty
 */
CK_RV template_read(const struct personality *personality, const CK_ATTRIBUTE *wanted, CK_ULONG count,
                    CK_OBJECT_CLASS object_class, struct attributes *list);

/** Check one change by C_SetAttributeValue. @return CKR_ATTRIBUTE_READ_ONLY for what is frozen */
CK_RV template_check_change(CK_OBJECT_CLASS object_class, const CK_ATTRIBUTE *change);

/** CKA_EC_PARAMS, if given, must name the SM2 curve. @return CKR_CURVE_NOT_SUPPORTED */
CK_RV template_check_curve(const struct attributes *list);

/** The point of a public key template in any of the forms vendors use, as 04 || X || Y; false when it is none. */
bool template_read_point(const struct attributes *list, uint8_t point[SM2_POINT_SIZE]);

#endif
