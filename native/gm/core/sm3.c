#include <stdlib.h>
#include <string.h>

#include "gm.h"
#include "sm3-blocks.h"

/* The length of a message in bits has 64 bits (5.2). */
#define MESSAGE_MAX_BYTES (UINT64_MAX / 8)
#define LENGTH_BYTES 8

struct gm_sm3 {
  uint32_t chain[SM3_CHAIN_WORDS];
  uint64_t taken; /* bytes in all; those behind the last whole block are in `rest` */
  uint8_t rest[SM3_BLOCK_BYTES];
};

/* 4.1 */
static const uint32_t initial_chain[SM3_CHAIN_WORDS] = {0x7380166FU, 0x4914B2B9U, 0x172442D7U, 0xDA8A0600U,
                                                        0xA96F30BCU, 0x163138AAU, 0xE38DEE4DU, 0xB0FB0E4EU};

static void write_big_endian(uint8_t *bytes, uint64_t number, size_t length) {
  for (size_t index = length; index > 0; index -= 1) {
    bytes[index - 1] = (uint8_t)number;
    number >>= 8;
  }
}

gm_sm3 *gm_sm3_new(void) {
  gm_sm3 *state = calloc(1, sizeof *state);
  if (state != NULL) memcpy(state->chain, initial_chain, sizeof initial_chain);
  return state;
}

gm_sm3 *gm_sm3_clone(const gm_sm3 *state) {
  gm_sm3 *copy = malloc(sizeof *copy);
  if (copy != NULL) *copy = *state;
  return copy;
}

void gm_sm3_free(gm_sm3 *state) {
  if (state == NULL) return;
  gm_wipe(state, sizeof *state);
  free(state);
}

gm_result gm_sm3_update(gm_sm3 *state, gm_bytes bytes) {
  if (bytes.length == 0) return GM_OK;
  if (bytes.length > MESSAGE_MAX_BYTES - state->taken) return GM_FAILED;
  const size_t kept = state->taken % SM3_BLOCK_BYTES;
  state->taken += bytes.length;
  if (kept > 0) {
    const size_t room = SM3_BLOCK_BYTES - kept;
    const size_t filled = bytes.length < room ? bytes.length : room;
    memcpy(state->rest + kept, bytes.data, filled);
    bytes.data += filled;
    bytes.length -= filled;
    if (filled < room) return GM_OK;
    gm_sm3_take_blocks(state->chain, state->rest, 1);
  }
  const size_t blocks = bytes.length / SM3_BLOCK_BYTES;
  gm_sm3_take_blocks(state->chain, bytes.data, blocks);
  if (bytes.length % SM3_BLOCK_BYTES > 0) {
    memcpy(state->rest, bytes.data + blocks * SM3_BLOCK_BYTES, bytes.length % SM3_BLOCK_BYTES);
  }
  return GM_OK;
}

gm_result gm_sm3_digest(gm_sm3 *state, uint8_t digest[GM_DIGEST_BYTES]) {
  /* 5.2: a one, as many zeros as fill the block, and the length of the message; one block more where it is needed. */
  uint8_t padded[2 * SM3_BLOCK_BYTES] = {0};
  const size_t kept = state->taken % SM3_BLOCK_BYTES;
  const size_t count = kept + 1 + LENGTH_BYTES <= SM3_BLOCK_BYTES ? 1 : 2;
  memcpy(padded, state->rest, kept);
  padded[kept] = 0x80;
  write_big_endian(padded + count * SM3_BLOCK_BYTES - LENGTH_BYTES, 8 * state->taken, LENGTH_BYTES);
  gm_sm3_take_blocks(state->chain, padded, count);
  gm_wipe(padded, sizeof padded);
  for (size_t word = 0; word < SM3_CHAIN_WORDS; word += 1) {
    write_big_endian(digest + 4 * word, state->chain[word], 4);
  }
  return GM_OK;
}

gm_result gm_sm3_parts(const gm_bytes *parts, size_t count, uint8_t digest[GM_DIGEST_BYTES]) {
  gm_sm3 *state = gm_sm3_new();
  if (state == NULL) return GM_FAILED;
  gm_result result = GM_OK;
  for (size_t index = 0; index < count && result == GM_OK; index += 1) result = gm_sm3_update(state, parts[index]);
  if (result == GM_OK) result = gm_sm3_digest(state, digest);
  gm_sm3_free(state);
  return result;
}
