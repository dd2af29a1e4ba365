/*
 * The core of gm without Node, small enough to run under sanitizers.
 * Values: GB/T 32905-2016, annex A; GB/T 32918.5-2017, annex A.2, with the identifier of GM/T 0009.
 */
#include <stdio.h>
#include <string.h>

#include "gm-check.h"
#include "gm.h"

int gm_failures = 0;

void gm_check(int holds, const char *statement, const char *file, int line) {
  if (holds) return;
  gm_failures += 1;
  fprintf(stderr, "%s:%d: does not hold: %s\n", file, line, statement);
}

static void from_hex(const char *hex, uint8_t *bytes) {
  for (size_t index = 0; hex[2 * index] != '\0'; index += 1) {
    unsigned value = 0;
    sscanf(hex + 2 * index, "%2x", &value);
    bytes[index] = (uint8_t)value;
  }
}

static gm_bytes text(const char *characters) {
  const gm_bytes bytes = {(const uint8_t *)characters, strlen(characters)};
  return bytes;
}

static const char *const order = "FFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFF7203DF6B21C6052B53BBF40939D54123";
static uint8_t private_key[32], public_key[65], e[32], signature[64];

static void read_vector(void) {
  from_hex("3945208F7B2144B13F36E38AC6D39F95889393692860B51A42FB81EF4DF7C5B8", private_key);
  from_hex("0409F9DF311E5421A150DD7D161E4BC5C672179FAD1833FC076BB08FF356F35020"
           "CCEA490CE26775A52DC6EA718CC1AA600AED05FBF35E084A6632F6072DA9AD13", public_key);
  from_hex("F0B43E94BA45ACCAACE692ED534382EB17E6AB5A19CE7B31F4486FDFC0D28640", e);
  from_hex("F5A03B0648D2C4630EEAC513E1BB81A15944DA3827D5B74143AC7EACEEE720B3"
           "B1B6AA29DF212FD8763182BC0D421CA1BB9038FD1F7F42D4840B69C485BBC1AA", signature);
}

static void test_sm3(void) {
  uint8_t expected[32], digest[32], copied[32];
  from_hex("66C7F0F462EEEDD9D1F2D46BDC10E4E24167C4875CF2F7A2297DA02B8F4BA8E0", expected);
  const gm_bytes parts[] = {text("a"), text(""), text("bc")};
  CHECK(gm_sm3_parts(parts, 3, digest) == GM_OK && memcmp(digest, expected, 32) == 0);

  gm_sm3 *state = gm_sm3_new();
  CHECK(state != NULL && gm_sm3_update(state, text("ab")) == GM_OK);
  gm_sm3 *copy = gm_sm3_clone(state);
  CHECK(copy != NULL && gm_sm3_update(copy, text("c")) == GM_OK && gm_sm3_update(state, text("d")) == GM_OK);
  CHECK(gm_sm3_digest(copy, copied) == GM_OK && memcmp(copied, expected, 32) == 0);
  CHECK(gm_sm3_digest(state, digest) == GM_OK && memcmp(digest, expected, 32) != 0);
  gm_sm3_free(copy);
  gm_sm3_free(state);
  gm_sm3_free(NULL);

  const gm_bytes nothing = {NULL, 0};
  from_hex("1AB21D8355CFA17F8E61194831E81A8F22BEC8C728FEFB747ED035EB5082AA2B", expected);
  CHECK(gm_sm3_parts(&nothing, 1, digest) == GM_OK && memcmp(digest, expected, 32) == 0);
}

static void test_verify(void) {
  uint8_t za[32], expected[32], altered[64], other_key[65];
  from_hex("B2E14C5C79C6DF5B85F4FE7ED8DB7A262B9DA7E07CCB0EA9F4747B8CCDA8A4F3", expected);
  CHECK(gm_sm2_za(public_key, text("1234567812345678"), za) == GM_OK && memcmp(za, expected, 32) == 0);
  CHECK(gm_sm2_verify_digest(public_key, e, signature) == GM_OK);
  CHECK(gm_sm2_verify(public_key, text("message digest"), text("1234567812345678"), signature) == GM_OK);
  CHECK(gm_sm2_verify(public_key, text("message digest"), text("ALICE123@YAHOO.COM"), signature) == GM_INVALID);
  CHECK(gm_sm2_verify(public_key, text("message digesT"), text("1234567812345678"), signature) == GM_INVALID);

  for (size_t half = 0; half < 64; half += 32) {
    memcpy(altered, signature, 64);
    memset(altered + half, 0, 32);
    CHECK(gm_sm2_verify_digest(public_key, e, altered) == GM_INVALID);
    from_hex(order, altered + half);
    CHECK(gm_sm2_verify_digest(public_key, e, altered) == GM_INVALID);
    memset(altered + half, 0xFF, 32);
    CHECK(gm_sm2_verify_digest(public_key, e, altered) == GM_INVALID);
  }
  memcpy(other_key, public_key, 65);
  other_key[64] ^= 1;
  CHECK(gm_sm2_check_point(public_key) == GM_OK && gm_sm2_check_point(other_key) == GM_INVALID);
  CHECK(gm_sm2_verify_digest(other_key, e, signature) == GM_INVALID);
  other_key[0] = 0x06;
  CHECK(gm_sm2_check_point(other_key) == GM_INVALID);

  static uint8_t long_id[GM_USER_ID_MAX_BYTES + 1];
  const gm_bytes longest = {long_id, GM_USER_ID_MAX_BYTES}, too_long = {long_id, sizeof long_id};
  CHECK(gm_sm2_za(public_key, longest, za) == GM_OK && gm_sm2_za(public_key, too_long, za) == GM_INVALID);
}

static void test_sign(void) {
  uint8_t made[64], again[64], new_private[32], new_public[65];
  CHECK(gm_sm2_sign_digest(private_key, e, made) == GM_OK);
  CHECK(gm_sm2_sign_digest(private_key, e, again) == GM_OK && memcmp(made, again, 64) != 0);
  CHECK(gm_sm2_verify_digest(public_key, e, made) == GM_OK && gm_sm2_verify_digest(public_key, e, again) == GM_OK);
  for (int round = 0; round < 50; round += 1) {
    CHECK(gm_sm2_generate(new_private, new_public) == GM_OK && gm_sm2_check_point(new_public) == GM_OK);
    CHECK(gm_sm2_sign_digest(new_private, e, made) == GM_OK);
    CHECK(gm_sm2_verify_digest(new_public, e, made) == GM_OK);
    CHECK(gm_sm2_verify_digest(public_key, e, made) == GM_INVALID);
  }
  memset(new_private, 0, 32);
  CHECK(gm_sm2_sign_digest(new_private, e, made) == GM_INVALID);
  from_hex(order, new_private);
  CHECK(gm_sm2_sign_digest(new_private, e, made) == GM_INVALID);
  new_private[31] -= 1; /* n-1 */
  CHECK(gm_sm2_sign_digest(new_private, e, made) == GM_INVALID);
  new_private[31] -= 1; /* n-2 */
  CHECK(gm_sm2_sign_digest(new_private, e, made) == GM_OK);
}

int main(void) {
  CHECK(gm_start() == GM_OK);
  read_vector();
  test_sm3();
  gm_test_sm3();
  test_verify();
  test_sign();
  gm_test_threads();
  if (gm_failures == 0) puts("gm core: all statements hold");
  return gm_failures == 0 ? 0 : 1;
}
