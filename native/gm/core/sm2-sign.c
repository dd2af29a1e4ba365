#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/err.h>
#include <openssl/params.h>

#include "context.h"
#include "gm.h"

/* d = n-1 has no inverse of 1+d (GB/T 32918.1-2016, 6.1 allows 1 to n-2). */
static gm_result check_private_key(const BIGNUM *d, const BIGNUM *order) {
  if (BN_is_zero(d) || BN_cmp(d, order) >= 0) return GM_INVALID;
  BIGNUM *next = BN_dup(d);
  if (next == NULL) return GM_FAILED;
  const int is_added = BN_add_word(next, 1);
  const int is_last = BN_cmp(next, order) == 0;
  BN_clear_free(next);
  if (!is_added) return GM_FAILED;
  return is_last ? GM_INVALID : GM_OK;
}

/* An EVP key for signing; the private half alone is enough for a ready e. Caller frees. */
static gm_result import_private_key(const gm_context *context, const uint8_t *private_key, EVP_PKEY **key) {
  uint8_t native_order[GM_SCALAR_BYTES];
  char group[] = "SM2";
  gm_result result = GM_FAILED;
  BIGNUM *d = BN_secure_new();
  EVP_PKEY_CTX *import = EVP_PKEY_CTX_new_from_name(context->library, "SM2", NULL);
  if (d != NULL && import != NULL && BN_bin2bn(private_key, GM_SCALAR_BYTES, d) != NULL) {
    result = check_private_key(d, context->order);
  }
  if (result == GM_OK) {
    OSSL_PARAM parameters[] = {
        OSSL_PARAM_construct_utf8_string(OSSL_PKEY_PARAM_GROUP_NAME, group, 0),
        OSSL_PARAM_construct_BN(OSSL_PKEY_PARAM_PRIV_KEY, native_order, sizeof native_order),
        OSSL_PARAM_construct_end(),
    };
    if (BN_bn2nativepad(d, native_order, sizeof native_order) != sizeof native_order ||
        EVP_PKEY_fromdata_init(import) != 1 ||
        EVP_PKEY_fromdata(import, key, EVP_PKEY_KEYPAIR, parameters) != 1) {
      result = GM_FAILED;
    }
    OPENSSL_cleanse(native_order, sizeof native_order);
  }
  EVP_PKEY_CTX_free(import);
  BN_clear_free(d);
  return result;
}

/* libcrypto gives DER; the workstation keeps r and s as two numbers of 32 bytes. */
static gm_result der_to_rs(const uint8_t *der, size_t length, uint8_t signature[GM_SIGNATURE_BYTES]) {
  const uint8_t *cursor = der;
  ECDSA_SIG *pair = d2i_ECDSA_SIG(NULL, &cursor, (long)length);
  if (pair == NULL) return GM_FAILED;
  const int r = BN_bn2binpad(ECDSA_SIG_get0_r(pair), signature, GM_SCALAR_BYTES);
  const int s = BN_bn2binpad(ECDSA_SIG_get0_s(pair), signature + GM_SCALAR_BYTES, GM_SCALAR_BYTES);
  ECDSA_SIG_free(pair);
  return r == GM_SCALAR_BYTES && s == GM_SCALAR_BYTES ? GM_OK : GM_FAILED;
}

/* Signing goes through libcrypto's own SM2, whose arithmetic on the key does not depend on its value. */
gm_result gm_sm2_sign_digest(const uint8_t private_key[GM_SCALAR_BYTES], const uint8_t e[GM_DIGEST_BYTES],
                             uint8_t signature[GM_SIGNATURE_BYTES]) {
  const gm_context *context = gm_context_get();
  if (context == NULL) return GM_FAILED;
  uint8_t der[80];
  size_t der_length = sizeof der;
  EVP_PKEY *key = NULL;
  gm_result result = import_private_key(context, private_key, &key);
  if (result == GM_OK) {
    EVP_PKEY_CTX *signing = EVP_PKEY_CTX_new_from_pkey(context->library, key, NULL);
    const int is_signed = signing != NULL && EVP_PKEY_sign_init(signing) == 1 &&
                          EVP_PKEY_sign(signing, der, &der_length, e, GM_DIGEST_BYTES) == 1;
    result = is_signed ? der_to_rs(der, der_length, signature) : GM_FAILED;
    EVP_PKEY_CTX_free(signing);
  }
  EVP_PKEY_free(key);
  ERR_clear_error();
  return result;
}

gm_result gm_sm2_generate(uint8_t private_key[GM_SCALAR_BYTES], uint8_t public_key[GM_PUBLIC_KEY_BYTES]) {
  const gm_context *context = gm_context_get();
  if (context == NULL) return GM_FAILED;
  gm_result result = GM_FAILED;
  size_t length = 0;
  BIGNUM *d = BN_secure_new();
  EVP_PKEY *key = EVP_PKEY_Q_keygen(context->library, NULL, "SM2");
  if (key != NULL && d != NULL && EVP_PKEY_get_bn_param(key, OSSL_PKEY_PARAM_PRIV_KEY, &d) == 1 &&
      EVP_PKEY_get_octet_string_param(key, OSSL_PKEY_PARAM_PUB_KEY, public_key, GM_PUBLIC_KEY_BYTES, &length) == 1 &&
      length == GM_PUBLIC_KEY_BYTES && public_key[0] == 0x04 &&
      BN_bn2binpad(d, private_key, GM_SCALAR_BYTES) == GM_SCALAR_BYTES) {
    result = GM_OK;
  }
  EVP_PKEY_free(key);
  BN_clear_free(d);
  ERR_clear_error();
  return result;
}
