#include <openssl/bn.h>
#include <openssl/err.h>

#include "context.h"
#include "gm.h"

/* a, b, x_G, y_G of the recommended curve, GB/T 32918.5-2017, 2, in the order Z_A wants them. */
static const uint8_t curve_parameters[128] = {
    0xFF, 0xFF, 0xFF, 0xFE, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
    0xFF, 0xFF, 0xFF, 0xFF, 0x00, 0x00, 0x00, 0x00, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFC,
    0x28, 0xE9, 0xFA, 0x9E, 0x9D, 0x9F, 0x5E, 0x34, 0x4D, 0x5A, 0x9E, 0x4B, 0xCF, 0x65, 0x09, 0xA7,
    0xF3, 0x97, 0x89, 0xF5, 0x15, 0xAB, 0x8F, 0x92, 0xDD, 0xBC, 0xBD, 0x41, 0x4D, 0x94, 0x0E, 0x93,
    0x32, 0xC4, 0xAE, 0x2C, 0x1F, 0x19, 0x81, 0x19, 0x5F, 0x99, 0x04, 0x46, 0x6A, 0x39, 0xC9, 0x94,
    0x8F, 0xE3, 0x0B, 0xBF, 0xF2, 0x66, 0x0B, 0xE1, 0x71, 0x5A, 0x45, 0x89, 0x33, 0x4C, 0x74, 0xC7,
    0xBC, 0x37, 0x36, 0xA2, 0xF4, 0xF6, 0x77, 0x9C, 0x59, 0xBD, 0xCE, 0xE3, 0x6B, 0x69, 0x21, 0x53,
    0xD0, 0xA9, 0x87, 0x7C, 0xC6, 0x2A, 0x47, 0x40, 0x02, 0xDF, 0x32, 0xE5, 0x21, 0x39, 0xF0, 0xA0};

gm_result gm_sm2_za(const uint8_t public_key[GM_PUBLIC_KEY_BYTES], gm_bytes user_id, uint8_t za[GM_DIGEST_BYTES]) {
  if (user_id.length > GM_USER_ID_MAX_BYTES) return GM_INVALID;
  const size_t bits = user_id.length * 8;
  const uint8_t entl[2] = {(uint8_t)(bits >> 8), (uint8_t)bits};
  const gm_bytes parts[] = {
      {entl, sizeof entl},
      user_id,
      {curve_parameters, sizeof curve_parameters},
      {public_key + 1, GM_PUBLIC_KEY_BYTES - 1},
  };
  return gm_sm3_parts(parts, sizeof parts / sizeof parts[0], za);
}

/* The point, checked to lie on the curve; GM_INVALID when it does not. */
static gm_result read_point(const gm_context *context, const uint8_t *public_key, EC_POINT *point, BN_CTX *scratch) {
  if (public_key[0] != 0x04) return GM_INVALID;
  return EC_POINT_oct2point(context->curve, point, public_key, GM_PUBLIC_KEY_BYTES, scratch) == 1 ? GM_OK : GM_INVALID;
}

static int is_in_range(const BIGNUM *scalar, const BIGNUM *order) {
  return !BN_is_zero(scalar) && BN_cmp(scalar, order) < 0;
}

/*
 * Steps B1 to B7. Everything here is public, so the faster double multiplication may be used; scalars of private
 * keys never come this way.
 */
static gm_result verify(const gm_context *context, const uint8_t *public_key, const uint8_t *e,
                        const uint8_t *signature, EC_POINT *point, BN_CTX *scratch) {
  BIGNUM *r = BN_CTX_get(scratch);
  BIGNUM *s = BN_CTX_get(scratch);
  BIGNUM *t = BN_CTX_get(scratch);
  BIGNUM *x = BN_CTX_get(scratch);
  BIGNUM *expected = BN_CTX_get(scratch);
  if (expected == NULL) return GM_FAILED;
  if (BN_bin2bn(signature, GM_SCALAR_BYTES, r) == NULL) return GM_FAILED;
  if (BN_bin2bn(signature + GM_SCALAR_BYTES, GM_SCALAR_BYTES, s) == NULL) return GM_FAILED;
  if (!is_in_range(r, context->order) || !is_in_range(s, context->order)) return GM_INVALID;

  const gm_result key = read_point(context, public_key, point, scratch);
  if (key != GM_OK) return key;

  if (BN_mod_add(t, r, s, context->order, scratch) != 1) return GM_FAILED;
  if (BN_is_zero(t)) return GM_INVALID;
  if (EC_POINT_mul(context->curve, point, s, point, t, scratch) != 1) return GM_FAILED;
  if (EC_POINT_is_at_infinity(context->curve, point)) return GM_INVALID;
  if (EC_POINT_get_affine_coordinates(context->curve, point, x, NULL, scratch) != 1) return GM_FAILED;
  if (BN_bin2bn(e, GM_DIGEST_BYTES, expected) == NULL) return GM_FAILED;
  if (BN_mod_add(expected, expected, x, context->order, scratch) != 1) return GM_FAILED;
  return BN_cmp(expected, r) == 0 ? GM_OK : GM_INVALID;
}

gm_result gm_sm2_verify_digest(const uint8_t public_key[GM_PUBLIC_KEY_BYTES], const uint8_t e[GM_DIGEST_BYTES],
                               const uint8_t signature[GM_SIGNATURE_BYTES]) {
  const gm_context *context = gm_context_get();
  if (context == NULL) return GM_FAILED;
  gm_result result = GM_FAILED;
  EC_POINT *point = EC_POINT_new(context->curve);
  BN_CTX *scratch = BN_CTX_new_ex(context->library);
  if (point != NULL && scratch != NULL) {
    BN_CTX_start(scratch);
    result = verify(context, public_key, e, signature, point, scratch);
    BN_CTX_end(scratch);
  }
  BN_CTX_free(scratch);
  EC_POINT_free(point);
  ERR_clear_error();
  return result;
}

gm_result gm_sm2_verify(const uint8_t public_key[GM_PUBLIC_KEY_BYTES], gm_bytes message, gm_bytes user_id,
                        const uint8_t signature[GM_SIGNATURE_BYTES]) {
  uint8_t za[GM_DIGEST_BYTES];
  uint8_t e[GM_DIGEST_BYTES];
  gm_result result = gm_sm2_za(public_key, user_id, za);
  if (result != GM_OK) return result;
  const gm_bytes parts[] = {{za, sizeof za}, message};
  result = gm_sm3_parts(parts, 2, e);
  return result == GM_OK ? gm_sm2_verify_digest(public_key, e, signature) : result;
}

gm_result gm_sm2_check_point(const uint8_t public_key[GM_PUBLIC_KEY_BYTES]) {
  const gm_context *context = gm_context_get();
  if (context == NULL) return GM_FAILED;
  gm_result result = GM_FAILED;
  EC_POINT *point = EC_POINT_new(context->curve);
  if (point != NULL) result = read_point(context, public_key, point, NULL);
  EC_POINT_free(point);
  ERR_clear_error();
  return result;
}
