/*
 * SM2 for the workstation, over a private copy of OpenSSL's libcrypto, and SM3 (ADR 0040). Nothing here knows Node.
 *
 * Sizes: digest 32 bytes; scalar 32 bytes big-endian; public key 65 bytes 04, X, Y; signature 64 bytes r, s.
 * All functions may be called from any thread; a gm_sm3 belongs to one thread at a time.
 */
#ifndef SEALKEEPER_GM_H
#define SEALKEEPER_GM_H

#include <stddef.h>
#include <stdint.h>

#define GM_DIGEST_BYTES 32
#define GM_SCALAR_BYTES 32
#define GM_PUBLIC_KEY_BYTES 65
#define GM_SIGNATURE_BYTES 64
/* ENTL, the identifier's length in bits, has two bytes. */
#define GM_USER_ID_MAX_BYTES 8191

typedef enum {
  GM_OK = 0,
  /* The signature, key or point is not valid: an answer, not a failure. */
  GM_INVALID = 1,
  /* Memory or randomness ran out, or libcrypto refused for a reason that is not in the arguments. */
  GM_FAILED = 2
} gm_result;

typedef struct {
  const uint8_t *data; /* may be NULL when length is 0 */
  size_t length;
} gm_bytes;

/* Must succeed once before anything else is called; later calls are cheap and give the same answer. */
gm_result gm_start(void);

/* SM3, GB/T 32905-2016. */
typedef struct gm_sm3 gm_sm3;

gm_sm3 *gm_sm3_new(void);                    /* NULL when memory ran out; free with gm_sm3_free */
gm_sm3 *gm_sm3_clone(const gm_sm3 *state);   /* NULL when memory ran out; the copy is independent */
void gm_sm3_free(gm_sm3 *state);             /* accepts NULL */
gm_result gm_sm3_update(gm_sm3 *state, gm_bytes bytes); /* GM_FAILED beyond 2^61 bytes in all */
gm_result gm_sm3_digest(gm_sm3 *state, uint8_t digest[GM_DIGEST_BYTES]); /* afterwards only gm_sm3_free */
gm_result gm_sm3_parts(const gm_bytes *parts, size_t count, uint8_t digest[GM_DIGEST_BYTES]);

/* Z_A, GB/T 32918.2-2016, 5.5. The point is not checked. GM_INVALID for an identifier that is too long. */
gm_result gm_sm2_za(const uint8_t public_key[GM_PUBLIC_KEY_BYTES], gm_bytes user_id, uint8_t za[GM_DIGEST_BYTES]);

/* GB/T 32918.2-2016, 7.1, over a ready e, and with Z_A over a message. */
gm_result gm_sm2_verify_digest(const uint8_t public_key[GM_PUBLIC_KEY_BYTES], const uint8_t e[GM_DIGEST_BYTES],
                               const uint8_t signature[GM_SIGNATURE_BYTES]);
gm_result gm_sm2_verify(const uint8_t public_key[GM_PUBLIC_KEY_BYTES], gm_bytes message, gm_bytes user_id,
                        const uint8_t signature[GM_SIGNATURE_BYTES]);

/* GB/T 32918.2-2016, 6.1, over a ready e. GM_INVALID for a key outside 1 to n-2. */
gm_result gm_sm2_sign_digest(const uint8_t private_key[GM_SCALAR_BYTES], const uint8_t e[GM_DIGEST_BYTES],
                             uint8_t signature[GM_SIGNATURE_BYTES]);

gm_result gm_sm2_generate(uint8_t private_key[GM_SCALAR_BYTES], uint8_t public_key[GM_PUBLIC_KEY_BYTES]);

/* GM_OK when the point lies on the curve, with both coordinates below p. */
gm_result gm_sm2_check_point(const uint8_t public_key[GM_PUBLIC_KEY_BYTES]);

void gm_wipe(void *secret, size_t length);

#endif
