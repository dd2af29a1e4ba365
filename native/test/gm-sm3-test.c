/* SM3 of ours beside that of libcrypto: every length, every way of cutting, every number of blocks. */
#include <openssl/evp.h>
#include <string.h>

#include "gm-check.h"
#include "gm.h"
#include "sm3-blocks.h"
#include "sm3-check.h"

#define MESSAGE_BYTES 3000
#define BLOCKS 40

static uint8_t message[MESSAGE_BYTES];
static uint32_t noise = 0x5EA1;

static uint32_t next_noise(void) {
  noise = noise * 1664525U + 1013904223U;
  return noise >> 16;
}

static int is_digest_of(const uint8_t *bytes, size_t length, const uint8_t digest[GM_DIGEST_BYTES]) {
  uint8_t expected[GM_DIGEST_BYTES];
  return EVP_Digest(bytes, length, expected, NULL, EVP_sm3(), NULL) == 1 && memcmp(digest, expected, 32) == 0;
}

static void test_every_length(void) {
  for (size_t length = 0; length <= MESSAGE_BYTES; length += 1) {
    uint8_t digest[GM_DIGEST_BYTES];
    const gm_bytes whole = {message, length};
    CHECK(gm_sm3_parts(&whole, 1, digest) == GM_OK && is_digest_of(message, length, digest));
  }
}

static void test_every_beginning(void) {
  for (size_t start = 0; start < 2 * SM3_BLOCK_BYTES; start += 1) {
    uint8_t digest[GM_DIGEST_BYTES];
    const gm_bytes parts[] = {{message, start}, {message + start, MESSAGE_BYTES - start}};
    CHECK(gm_sm3_parts(parts, 2, digest) == GM_OK && is_digest_of(message, MESSAGE_BYTES, digest));
  }
}

static void test_pieces_of_any_length(void) {
  for (int round = 0; round < 500; round += 1) {
    uint8_t digest[GM_DIGEST_BYTES];
    gm_sm3 *state = gm_sm3_new();
    size_t taken = 0;
    while (taken < MESSAGE_BYTES) {
      const size_t wanted = next_noise() % (round % 2 == 0 ? 130 : 1500);
      const size_t length = wanted < MESSAGE_BYTES - taken ? wanted : MESSAGE_BYTES - taken;
      CHECK(gm_sm3_update(state, (gm_bytes){message + taken, length}) == GM_OK);
      taken += length;
      if (round % 3 != 0) continue;
      gm_sm3 *copy = gm_sm3_clone(state);
      CHECK(gm_sm3_digest(copy, digest) == GM_OK && is_digest_of(message, taken, digest));
      gm_sm3_free(copy);
    }
    CHECK(gm_sm3_digest(state, digest) == GM_OK && is_digest_of(message, MESSAGE_BYTES, digest));
    gm_sm3_free(state);
  }
}

/* What the processor of this computer is not given must be right as well. */
static void test_plain_blocks(void) {
  for (size_t count = 0; count <= BLOCKS; count += 1) {
    for (size_t start = 0; start < 8; start += 1) {
      uint32_t chosen[SM3_CHAIN_WORDS], plain[SM3_CHAIN_WORDS];
      for (size_t word = 0; word < SM3_CHAIN_WORDS; word += 1) chosen[word] = plain[word] = next_noise() << 16;
      gm_sm3_take_blocks(chosen, message + start, count);
      gm_sm3_take_blocks_plainly(plain, message + start, count);
      CHECK(memcmp(chosen, plain, sizeof chosen) == 0);
    }
  }
}

void gm_test_sm3(void) {
  for (size_t index = 0; index < MESSAGE_BYTES; index += 1) message[index] = (uint8_t)next_noise();
  test_every_length();
  test_every_beginning();
  test_pieces_of_any_length();
  test_plain_blocks();
  CHECK(gm_sm3_agrees(EVP_sm3()));
  CHECK(!gm_sm3_agrees(EVP_sha256()));
}
