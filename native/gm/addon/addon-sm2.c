#include "exports.h"

static const char *const public_key_message = "publicKey must be 65 bytes beginning with 04";
static const char *const private_key_message = "privateKey must be 32 bytes from 1 to n-2";
static const char *const e_message = "e must be 32 bytes";
static const char *const user_id_message = "userId must not exceed 8191 bytes";

static bool is_public_key(gm_bytes bytes) {
  return bytes.length == GM_PUBLIC_KEY_BYTES && bytes.data[0] == 0x04;
}

/* sm2Za(publicKey, userId) */
static napi_value za(napi_env env, napi_callback_info info) {
  gm_arguments call;
  uint8_t digest[GM_DIGEST_BYTES];
  if (!gm_read_arguments(env, info, 2, 2, &call)) return NULL;
  if (!is_public_key(call.bytes[0])) return gm_throw_type(env, public_key_message);
  switch (gm_sm2_za(call.bytes[0].data, call.bytes[1], digest)) {
    case GM_OK:
      return gm_make_bytes(env, digest, sizeof digest);
    case GM_INVALID:
      return gm_throw_type(env, user_id_message);
    default:
      return gm_throw_failure(env);
  }
}

/* sm2Verify(publicKey, message, signatureRs, userId): false for wrong lengths too, they come from documents. */
static napi_value verify(napi_env env, napi_callback_info info) {
  gm_arguments call;
  if (!gm_read_arguments(env, info, 4, 4, &call)) return NULL;
  gm_result result = GM_INVALID;
  if (is_public_key(call.bytes[0]) && call.bytes[2].length == GM_SIGNATURE_BYTES) {
    result = gm_sm2_verify(call.bytes[0].data, call.bytes[1], call.bytes[3], call.bytes[2].data);
  }
  return gm_make_verdict(env, result);
}

/* sm2VerifyDigest(publicKey, e, signatureRs) */
static napi_value verify_digest(napi_env env, napi_callback_info info) {
  gm_arguments call;
  if (!gm_read_arguments(env, info, 3, 3, &call)) return NULL;
  gm_result result = GM_INVALID;
  if (is_public_key(call.bytes[0]) && call.bytes[1].length == GM_DIGEST_BYTES &&
      call.bytes[2].length == GM_SIGNATURE_BYTES) {
    result = gm_sm2_verify_digest(call.bytes[0].data, call.bytes[1].data, call.bytes[2].data);
  }
  return gm_make_verdict(env, result);
}

/* sm2SignDigest(privateKey, e) */
static napi_value sign_digest(napi_env env, napi_callback_info info) {
  gm_arguments call;
  uint8_t signature[GM_SIGNATURE_BYTES];
  if (!gm_read_arguments(env, info, 2, 2, &call)) return NULL;
  if (!gm_expect_length(env, call.bytes[0], GM_SCALAR_BYTES, private_key_message)) return NULL;
  if (!gm_expect_length(env, call.bytes[1], GM_DIGEST_BYTES, e_message)) return NULL;
  switch (gm_sm2_sign_digest(call.bytes[0].data, call.bytes[1].data, signature)) {
    case GM_OK:
      return gm_make_bytes(env, signature, sizeof signature);
    case GM_INVALID:
      return gm_throw_type(env, private_key_message);
    default:
      return gm_throw_failure(env);
  }
}

/* isSm2Point(publicKey) */
static napi_value is_point(napi_env env, napi_callback_info info) {
  gm_arguments call;
  if (!gm_read_arguments(env, info, 1, 1, &call)) return NULL;
  return gm_make_verdict(env, is_public_key(call.bytes[0]) ? gm_sm2_check_point(call.bytes[0].data) : GM_INVALID);
}

/* generateSm2KeyPair(): { privateKey, publicKey } */
static napi_value generate(napi_env env, napi_callback_info info) {
  gm_arguments call;
  uint8_t private_key[GM_SCALAR_BYTES];
  uint8_t public_key[GM_PUBLIC_KEY_BYTES];
  if (!gm_read_arguments(env, info, 0, 0, &call)) return NULL;
  if (gm_sm2_generate(private_key, public_key) != GM_OK) return gm_throw_failure(env);
  napi_value pair = NULL;
  napi_value private_value = gm_make_bytes(env, private_key, sizeof private_key);
  gm_wipe(private_key, sizeof private_key);
  napi_value public_value = private_value != NULL ? gm_make_bytes(env, public_key, sizeof public_key) : NULL;
  if (public_value == NULL) return NULL;
  if (napi_create_object(env, &pair) != napi_ok ||
      napi_set_named_property(env, pair, "privateKey", private_value) != napi_ok ||
      napi_set_named_property(env, pair, "publicKey", public_value) != napi_ok) {
    return gm_throw_failure(env);
  }
  return pair;
}

bool gm_export_sm2(napi_env env, napi_value exports) {
  return gm_export_function(env, exports, "sm2Za", za) && gm_export_function(env, exports, "sm2Verify", verify) &&
         gm_export_function(env, exports, "sm2VerifyDigest", verify_digest) &&
         gm_export_function(env, exports, "sm2SignDigest", sign_digest) &&
         gm_export_function(env, exports, "isSm2Point", is_point) &&
         gm_export_function(env, exports, "generateSm2KeyPair", generate);
}
