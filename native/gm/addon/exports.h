/* The parts of the addon, each adding its exports; false when one could not be made. */
#ifndef SEALKEEPER_GM_EXPORTS_H
#define SEALKEEPER_GM_EXPORTS_H

#include "arguments.h"

bool gm_export_sm3(napi_env env, napi_value exports);
bool gm_export_sm2(napi_env env, napi_value exports);

#endif
