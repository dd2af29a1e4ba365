/* The parts of the addon, each adding its exports; false when one could not be made. */
#ifndef SEALKEEPER_GM_EXPORTS_H
#define SEALKEEPER_GM_EXPORTS_H

#include "arguments.h"

bool gm_export_sm3(napi_env env, napi_value exports);
bool gm_export_sm3_pass(napi_env env, napi_value exports);
bool gm_export_sm2(napi_env env, napi_value exports);

/* A JavaScript Sm3 around the state, which is owned from then on, also where NULL with an exception comes back. */
napi_value gm_make_sm3(napi_env env, gm_sm3 *state);

#endif
