#include "exports.h"

/* Run once for every environment (main thread, each worker); nothing is kept here between them but the core. */
NAPI_MODULE_INIT() {
  if (gm_start() != GM_OK) return gm_throw_failure(env);
  if (!gm_export_sm3(env, exports) || !gm_export_sm3_pass(env, exports) || !gm_export_sm2(env, exports)) {
    return gm_throw_failure(env);
  }
  return exports;
}
