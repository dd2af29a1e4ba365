/* EC_GROUP_precompute_mult is marked deprecated since 3.0 without a successor; it makes verification faster. */
#define OPENSSL_SUPPRESS_DEPRECATED

#include "context.h"

#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/obj_mac.h>

#include "gm.h"
#include "sm3-check.h"

static gm_context context;
static int is_ready;
static CRYPTO_ONCE once = CRYPTO_ONCE_STATIC_INIT;

/*
 * The library context is never freed: threads that used it run its clean-up when they end, and a context freed
 * before that is a crash. For the same reason the module is linked so that it is never unloaded, no exit handler
 * is installed, and the configuration of the host's own OpenSSL is not read.
 */
static void start(void) {
  if (OPENSSL_init_crypto(OPENSSL_INIT_NO_ATEXIT | OPENSSL_INIT_NO_LOAD_CONFIG, NULL) != 1) return;
  context.library = OSSL_LIB_CTX_new();
  if (context.library == NULL) return;
  context.sm3 = EVP_MD_fetch(context.library, "SM3", NULL);
  context.curve = EC_GROUP_new_by_curve_name_ex(context.library, NULL, NID_sm2);
  if (context.sm3 == NULL || context.curve == NULL) return;
  if (EC_GROUP_precompute_mult(context.curve, NULL) != 1) return;
  context.order = EC_GROUP_get0_order(context.curve);
  /* A digest decides what was approved: on a processor where the two differ, nothing is done at all. */
  is_ready = context.order != NULL && gm_sm3_agrees(context.sm3);
}

const gm_context *gm_context_get(void) {
  if (CRYPTO_THREAD_run_once(&once, start) != 1 || !is_ready) {
    ERR_clear_error();
    return NULL;
  }
  return &context;
}

gm_result gm_start(void) {
  return gm_context_get() != NULL ? GM_OK : GM_FAILED;
}

void gm_wipe(void *secret, size_t length) {
  OPENSSL_cleanse(secret, length);
}
