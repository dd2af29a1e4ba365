/* What signing and verifying have in common: a mechanism, a key, and e in the making. */
#ifndef SOFTKEY_SIGNATURE_OPERATION_H
#define SOFTKEY_SIGNATURE_OPERATION_H

#include "module.h"

/**
 * Begin with a mechanism and a key of the given class.
 * @return CKR_OPERATION_ACTIVE, CKR_MECHANISM_INVALID, CKR_MECHANISM_PARAM_INVALID, CKR_KEY_HANDLE_INVALID,
 *         CKR_KEY_TYPE_INCONSISTENT, CKR_KEY_FUNCTION_NOT_PERMITTED
 */
CK_RV signature_begin(const struct session *session, const CK_MECHANISM *mechanism, CK_OBJECT_HANDLE key,
                      CK_OBJECT_CLASS key_class, struct signature_operation *operation);

/** Take more of the message, or of e. @return CKR_DATA_LEN_RANGE when e gets longer than 32 bytes */
CK_RV signature_update(struct signature_operation *operation, const CK_BYTE *in, CK_ULONG inLen);

/** e is complete. @return CKR_DATA_LEN_RANGE when the caller's e is not 32 bytes */
CK_RV signature_finish_e(struct signature_operation *operation, uint8_t e[SM2_DIGEST_SIZE]);

#endif
