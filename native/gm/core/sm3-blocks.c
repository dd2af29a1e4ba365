#include "sm3-blocks.h"

#include <string.h>

/*
 * The rounds of one block wait for each other, so a processor stands idle in most of its parts. The extension of the
 * message (5.3.2) waits for nothing outside its block: it is done for eight blocks at a time, a lane of a vector each,
 * and costs next to nothing. That is where the time of other implementations goes.
 */
#define LANES 8

typedef uint32_t lanes __attribute__((vector_size(4 * LANES), may_alias));
typedef uint32_t word_lanes[LANES] __attribute__((aligned(4 * LANES)));

#define ROTATE(x, bits) (((x) << (bits)) | ((x) >> (32 - (bits))))

/* The sum stands here, in this order: compilers join sums in ways that make the chain of a round longer. */
#define KEEP(word) __asm__("" : "+r"(word))

/* 4.1 with the rotation of 5.3.3, for each round. */
#define CONSTANT(round) ((round) < 16 ? 0x79CC4519U : 0x7A879D8AU)
#define ROTATED_CONSTANT(round) \
  ((round) % 32 == 0 ? CONSTANT(round) : ROTATE(CONSTANT(round), (round) % 32 == 0 ? 1 : (round) % 32))

/* 4.2: FF and GG before round 16, FF and GG from there. Each adds its value to `sum`. */
#define ADD_PARITY(sum, x, y, z) \
  do {                           \
    uint32_t value = (y) ^ (z);  \
    KEEP(value);                 \
    (sum) += value ^ (x);        \
    KEEP(sum);                   \
  } while (0)
#define ADD_MAJORITY(sum, x, y, z)                  \
  do {                                              \
    uint32_t both = (y) & (z), differ = (y) ^ (z);  \
    KEEP(both);                                     \
    (sum) += both;                                  \
    KEEP(sum);                                      \
    (sum) += differ & (x);                          \
    KEEP(sum);                                      \
  } while (0)
#define ADD_CHOICE(sum, x, y, z) \
  do {                           \
    uint32_t value = (y) ^ (z);  \
    KEEP(value);                 \
    (sum) += (value & (x)) ^ (z); \
    KEEP(sum);                   \
  } while (0)

/* 5.3.3. d becomes TT1 and h P0(TT2); who calls renames the registers instead of moving them. */
#define ROUND(round, a, b, c, d, e, f, g, h, ADD_FF, ADD_GG)    \
  do {                                                          \
    const uint32_t turned = ROTATE(a, 12);                      \
    uint32_t ss1 = turned + ROTATED_CONSTANT(round);            \
    KEEP(ss1);                                                  \
    ss1 += (e);                                                 \
    ss1 = ROTATE(ss1, 7);                                       \
    (d) += mixed[round][lane];                                  \
    (h) += words[round][lane];                                  \
    ADD_FF(d, a, b, c);                                         \
    ADD_GG(h, e, f, g);                                         \
    (b) = ROTATE(b, 9);                                         \
    (f) = ROTATE(f, 19);                                        \
    (h) += ss1;                                                 \
    KEEP(h);                                                    \
    (d) += turned ^ ss1;                                        \
    (h) ^= ROTATE(h, 9) ^ ROTATE(h, 17);                        \
  } while (0)
#define FOUR_ROUNDS(round, ADD_FF, ADD_GG)                      \
  ROUND((round) + 0, a, b, c, d, e, f, g, h, ADD_FF, ADD_GG);   \
  ROUND((round) + 1, d, a, b, c, h, e, f, g, ADD_FF, ADD_GG);   \
  ROUND((round) + 2, c, d, a, b, g, h, e, f, ADD_FF, ADD_GG);   \
  ROUND((round) + 3, b, c, d, a, f, g, h, e, ADD_FF, ADD_GG)
#define SIXTEEN_ROUNDS(round, ADD_FF, ADD_GG)      \
  FOUR_ROUNDS((round) + 0, ADD_FF, ADD_GG);        \
  FOUR_ROUNDS((round) + 4, ADD_FF, ADD_GG);        \
  FOUR_ROUNDS((round) + 8, ADD_FF, ADD_GG);        \
  FOUR_ROUNDS((round) + 12, ADD_FF, ADD_GG)

#define INLINE static inline __attribute__((always_inline))

/* 5.3.2: W in `words`, W' in `mixed`, for the first `count` lanes; the others hold nothing of use. */
INLINE void extend(word_lanes words[68], word_lanes mixed[64], const uint8_t *blocks, size_t count) {
  for (size_t lane = 0; lane < count; lane += 1) {
    for (size_t word = 0; word < 16; word += 1) {
      uint32_t read = 0;
      memcpy(&read, blocks + SM3_BLOCK_BYTES * lane + 4 * word, 4);
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
      read = __builtin_bswap32(read);
#endif
      words[word][lane] = read;
    }
  }
#define AT(word) (*(lanes *)words[word])
  for (size_t word = 16; word < 68; word += 1) {
    const lanes sum = AT(word - 16) ^ AT(word - 9) ^ ROTATE(AT(word - 3), 15);
    AT(word) = sum ^ ROTATE(sum, 15) ^ ROTATE(sum, 23) ^ ROTATE(AT(word - 13), 7) ^ AT(word - 6);
  }
  for (size_t word = 0; word < 64; word += 1) *(lanes *)mixed[word] = AT(word) ^ AT(word + 4);
#undef AT
}

INLINE void take_blocks(uint32_t chain[SM3_CHAIN_WORDS], const uint8_t *blocks, size_t count) {
  word_lanes words[68] = {0};
  word_lanes mixed[64];
  uint32_t a = chain[0], b = chain[1], c = chain[2], d = chain[3];
  uint32_t e = chain[4], f = chain[5], g = chain[6], h = chain[7];
  for (size_t first = 0; first < count; first += LANES) {
    const size_t together = count - first < LANES ? count - first : LANES;
    extend(words, mixed, blocks + SM3_BLOCK_BYTES * first, together);
    for (size_t lane = 0; lane < together; lane += 1) {
      SIXTEEN_ROUNDS(0, ADD_PARITY, ADD_PARITY);
      SIXTEEN_ROUNDS(16, ADD_MAJORITY, ADD_CHOICE);
      SIXTEEN_ROUNDS(32, ADD_MAJORITY, ADD_CHOICE);
      SIXTEEN_ROUNDS(48, ADD_MAJORITY, ADD_CHOICE);
      chain[0] = a ^= chain[0];
      chain[1] = b ^= chain[1];
      chain[2] = c ^= chain[2];
      chain[3] = d ^= chain[3];
      chain[4] = e ^= chain[4];
      chain[5] = f ^= chain[5];
      chain[6] = g ^= chain[6];
      chain[7] = h ^= chain[7];
    }
  }
}

void gm_sm3_take_blocks_plainly(uint32_t chain[SM3_CHAIN_WORDS], const uint8_t *blocks, size_t count) {
  take_blocks(chain, blocks, count);
}

#if defined(__x86_64__)
/* The same lines for processors since 2013, which turn without moving and hold eight words in a register. */
__attribute__((target("avx2,bmi,bmi2"))) static void take_blocks_avx2(uint32_t chain[SM3_CHAIN_WORDS],
                                                                      const uint8_t *blocks, size_t count) {
  take_blocks(chain, blocks, count);
}
#endif

void gm_sm3_take_blocks(uint32_t chain[SM3_CHAIN_WORDS], const uint8_t *blocks, size_t count) {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi2")) {
    take_blocks_avx2(chain, blocks, count);
    return;
  }
#endif
  take_blocks(chain, blocks, count);
}
