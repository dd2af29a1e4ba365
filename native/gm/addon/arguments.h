/* Reading call arguments and making results, the same way for every exported function. */
#ifndef SEALKEEPER_GM_ARGUMENTS_H
#define SEALKEEPER_GM_ARGUMENTS_H

#define NAPI_VERSION 8
#include <node_api.h>
#include <stdbool.h>

#include "../core/gm.h"

/* More parts are for the streaming hash. */
#define GM_ARGUMENTS_MAX 16

typedef struct {
  size_t count;
  napi_value self;
  gm_bytes bytes[GM_ARGUMENTS_MAX];
} gm_arguments;

/*
 * Reads a call whose arguments must all be Uint8Array. The pointers are valid until the call returns to JavaScript;
 * nothing that runs JavaScript may be called while they are in use.
 * False when a TypeError has been thrown.
 */
bool gm_read_arguments(napi_env env, napi_callback_info info, size_t minimum, size_t maximum, gm_arguments *arguments);

/* False, with a TypeError thrown, when the argument has another length. */
bool gm_expect_length(napi_env env, gm_bytes bytes, size_t length, const char *message);

napi_value gm_throw_type(napi_env env, const char *message);
napi_value gm_throw_failure(napi_env env);

/* A new Uint8Array over memory that JavaScript owns: Electron's memory cage permits no other. NULL when thrown. */
napi_value gm_make_bytes(napi_env env, const uint8_t *bytes, size_t length);
/* GM_OK is true, GM_INVALID is false, GM_FAILED throws. */
napi_value gm_make_verdict(napi_env env, gm_result result);

/* Adds a function to the exports; false when it could not be made. */
bool gm_export_function(napi_env env, napi_value exports, const char *name, napi_callback function);

#endif
