/* The two written forms of an SM2 signature: r || s, and SEQUENCE { r INTEGER, s INTEGER } (GM/T 0009). */
#ifndef SOFTKEY_SIGNATURE_FORM_H
#define SOFTKEY_SIGNATURE_FORM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "sm2.h"

/** Write DER; returns the length, at most SM2_DER_MAX. */
size_t signature_to_der(const uint8_t signature[SM2_SIGNATURE_SIZE], uint8_t der[SM2_DER_MAX]);

/** As signature_to_der, but without the zero byte a top bit needs: the fault seen on a real Sansec signature. */
size_t signature_to_faulty_der(const uint8_t signature[SM2_SIGNATURE_SIZE], uint8_t der[SM2_DER_MAX]);

/** True when the fault would show: r has exactly 31 significant bytes and its top bit is set. */
bool signature_has_short_r(const uint8_t signature[SM2_SIGNATURE_SIZE]);

/** Read DER leniently (padding zeros may be missing or many); false when it is not two integers of at most 32 bytes. */
bool signature_from_der(const uint8_t *der, size_t length, uint8_t signature[SM2_SIGNATURE_SIZE]);

#endif
