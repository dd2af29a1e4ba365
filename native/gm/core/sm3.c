#include <openssl/err.h>

#include "context.h"
#include "gm.h"

/* The state is OpenSSL's own; the name only keeps its type out of the header. */
static EVP_MD_CTX *inner(gm_sm3 *state) {
  return (EVP_MD_CTX *)state;
}

static gm_result answer(int openssl_result) {
  if (openssl_result == 1) return GM_OK;
  ERR_clear_error();
  return GM_FAILED;
}

gm_sm3 *gm_sm3_new(void) {
  const gm_context *context = gm_context_get();
  EVP_MD_CTX *state = context != NULL ? EVP_MD_CTX_new() : NULL;
  if (state == NULL) return NULL;
  if (answer(EVP_DigestInit_ex2(state, context->sm3, NULL)) == GM_OK) return (gm_sm3 *)state;
  EVP_MD_CTX_free(state);
  return NULL;
}

gm_sm3 *gm_sm3_clone(const gm_sm3 *state) {
  EVP_MD_CTX *copy = EVP_MD_CTX_new();
  if (copy == NULL) return NULL;
  if (answer(EVP_MD_CTX_copy_ex(copy, (const EVP_MD_CTX *)state)) == GM_OK) return (gm_sm3 *)copy;
  EVP_MD_CTX_free(copy);
  return NULL;
}

void gm_sm3_free(gm_sm3 *state) {
  EVP_MD_CTX_free(inner(state));
}

gm_result gm_sm3_update(gm_sm3 *state, gm_bytes bytes) {
  if (bytes.length == 0) return GM_OK;
  return answer(EVP_DigestUpdate(inner(state), bytes.data, bytes.length));
}

gm_result gm_sm3_digest(gm_sm3 *state, uint8_t digest[GM_DIGEST_BYTES]) {
  return answer(EVP_DigestFinal_ex(inner(state), digest, NULL));
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
