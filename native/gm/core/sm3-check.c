#include "sm3-check.h"

#include <string.h>

#include "gm.h"

/* 16 whole blocks, so that all lanes are used twice, and a rest that needs a second block of padding. */
#define MESSAGE_BYTES (16 * 64 + 60)

bool gm_sm3_agrees(const EVP_MD *theirs) {
  uint8_t message[MESSAGE_BYTES];
  uint8_t ours[GM_DIGEST_BYTES];
  uint8_t expected[GM_DIGEST_BYTES];
  uint32_t noise = 1;
  for (size_t index = 0; index < sizeof message; index += 1) {
    noise = noise * 1664525U + 1013904223U;
    message[index] = (uint8_t)(noise >> 24);
  }
  /* Begins in the middle of a word and of a block, as the bytes of a document do. */
  const gm_bytes parts[] = {{message, 1}, {message + 1, sizeof message - 1}};
  return gm_sm3_parts(parts, 2, ours) == GM_OK &&
         EVP_Digest(message, sizeof message, expected, NULL, theirs, NULL) == 1 &&
         memcmp(ours, expected, sizeof ours) == 0;
}
