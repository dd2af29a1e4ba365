/* Writing and reading signature forms. See signature-form.h. */
#include "signature-form.h"

#include <string.h>

enum { TAG_INTEGER = 0x02, TAG_SEQUENCE = 0x30, HALF = SM2_SIGNATURE_SIZE / 2 };

static size_t write_integer(const uint8_t value[HALF], bool has_sign_byte, uint8_t *out)
{
    size_t skipped = 0;
    while (skipped < HALF - 1 && value[skipped] == 0) {
        skipped++;
    }
    size_t padding = has_sign_byte && (value[skipped] & 0x80) != 0 ? 1 : 0;
    size_t length = HALF - skipped;
    out[0] = TAG_INTEGER;
    out[1] = (uint8_t)(length + padding);
    out[2] = 0;
    memcpy(out + 2 + padding, value + skipped, length);
    return 2 + padding + length;
}

static size_t write_sequence(const uint8_t *signature, bool r_has_sign_byte, uint8_t *der)
{
    size_t length = write_integer(signature, r_has_sign_byte, der + 2);
    length += write_integer(signature + HALF, true, der + 2 + length);
    der[0] = TAG_SEQUENCE;
    der[1] = (uint8_t)length;
    return 2 + length;
}

size_t signature_to_der(const uint8_t signature[SM2_SIGNATURE_SIZE], uint8_t der[SM2_DER_MAX])
{
    return write_sequence(signature, true, der);
}

size_t signature_to_faulty_der(const uint8_t signature[SM2_SIGNATURE_SIZE], uint8_t der[SM2_DER_MAX])
{
    return write_sequence(signature, false, der);
}

bool signature_has_short_r(const uint8_t signature[SM2_SIGNATURE_SIZE])
{
    return signature[0] == 0 && (signature[1] & 0x80) != 0;
}

/* One INTEGER at *at; moves *at behind it. */
static bool read_integer(const uint8_t **at, const uint8_t *end, uint8_t value[HALF])
{
    if (end - *at < 2 || (*at)[0] != TAG_INTEGER || (*at)[1] > 0x7F || (*at)[1] == 0) {
        return false;
    }
    size_t length = (*at)[1];
    const uint8_t *bytes = *at + 2;
    if ((size_t)(end - bytes) < length) {
        return false;
    }
    *at = bytes + length;
    while (length > HALF && *bytes == 0) {
        bytes++;
        length--;
    }
    if (length > HALF) {
        return false;
    }
    memset(value, 0, HALF);
    memcpy(value + HALF - length, bytes, length);
    return true;
}

bool signature_from_der(const uint8_t *der, size_t length, uint8_t signature[SM2_SIGNATURE_SIZE])
{
    if (length < 8 || der[0] != TAG_SEQUENCE || der[1] > 0x7F || (size_t)der[1] + 2 != length) {
        return false;
    }
    const uint8_t *at = der + 2;
    const uint8_t *end = der + length;
    return read_integer(&at, end, signature) && read_integer(&at, end, signature + HALF) && at == end;
}
