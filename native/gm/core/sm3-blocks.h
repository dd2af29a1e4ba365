/* The compression of SM3 (GB/T 32905-2016, 5.3) over whole blocks. Only the core includes this. */
#ifndef SEALKEEPER_GM_SM3_BLOCKS_H
#define SEALKEEPER_GM_SM3_BLOCKS_H

#include <stddef.h>
#include <stdint.h>

#define SM3_CHAIN_WORDS 8
#define SM3_BLOCK_BYTES 64

/* Takes `count` blocks of 64 bytes, one behind the other and anywhere in memory, into the chaining value V. */
void gm_sm3_take_blocks(uint32_t chain[SM3_CHAIN_WORDS], const uint8_t *blocks, size_t count);

/* The same in instructions that every processor has; gm_sm3_take_blocks chooses it where there are no better ones. */
void gm_sm3_take_blocks_plainly(uint32_t chain[SM3_CHAIN_WORDS], const uint8_t *blocks, size_t count);

#endif
