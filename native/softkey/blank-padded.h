/* The fixed-width text fields of PKCS#11: filled with blanks, never ended by NUL. */
#ifndef SOFTKEY_BLANK_PADDED_H
#define SOFTKEY_BLANK_PADDED_H

#include <stddef.h>
#include <string.h>

static inline void pad_blank(unsigned char *field, size_t size, const char *text)
{
    size_t length = strlen(text);
    memset(field, ' ', size);
    memcpy(field, text, length < size ? length : size);
}

#endif
