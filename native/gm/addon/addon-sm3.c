#include <stdlib.h>

#include "exports.h"

/* What a JavaScript Sm3 object wraps; `state` is NULL once the digest was given. */
typedef struct {
  gm_sm3 *state;
} hash_object;

/* Marks our objects, so that a method called on any other object is refused instead of reading foreign memory. */
static const napi_type_tag hash_tag = {0x5EA1C0DE00534D33ULL, 0x9B1F6A0D4C7E2283ULL};

static void finalize(napi_env env, void *data, void *hint) {
  hash_object *object = data;
  (void)env;
  (void)hint;
  gm_sm3_free(object->state);
  free(object);
}

/* new Sm3() */
static napi_value construct(napi_env env, napi_callback_info info) {
  napi_value self = NULL;
  napi_value target = NULL;
  if (napi_get_new_target(env, info, &target) != napi_ok || target == NULL) {
    return gm_throw_type(env, "Sm3 must be called with new");
  }
  if (napi_get_cb_info(env, info, NULL, NULL, &self, NULL) != napi_ok) return gm_throw_failure(env);
  hash_object *object = calloc(1, sizeof *object);
  if (object == NULL) return gm_throw_failure(env);
  object->state = gm_sm3_new();
  if (object->state == NULL || napi_wrap(env, self, object, finalize, NULL, NULL) != napi_ok) {
    finalize(env, object, NULL);
    return gm_throw_failure(env);
  }
  if (napi_type_tag_object(env, self, &hash_tag) != napi_ok) return gm_throw_failure(env);
  return self;
}

/* The object behind `self` with a state still open; NULL when a TypeError has been thrown. */
static hash_object *open_object(napi_env env, napi_value self) {
  bool is_ours = false;
  void *data = NULL;
  if (napi_check_object_type_tag(env, self, &hash_tag, &is_ours) != napi_ok || !is_ours ||
      napi_unwrap(env, self, &data) != napi_ok) {
    gm_throw_type(env, "this is not an Sm3 object");
    return NULL;
  }
  hash_object *object = data;
  if (object->state == NULL) {
    gm_throw_type(env, "this SM3 state has already given its digest");
    return NULL;
  }
  return object;
}

/* update(bytes): this */
static napi_value update(napi_env env, napi_callback_info info) {
  gm_arguments call;
  if (!gm_read_arguments(env, info, 1, 1, &call)) return NULL;
  const hash_object *object = open_object(env, call.self);
  if (object == NULL) return NULL;
  if (gm_sm3_update(object->state, call.bytes[0]) != GM_OK) return gm_throw_failure(env);
  return call.self;
}

napi_value gm_make_sm3(napi_env env, gm_sm3 *state) {
  napi_value constructor = NULL;
  napi_value made = NULL;
  void *reference = NULL; /* kept by gm_export_sm3 */
  void *data = NULL;
  if (napi_get_instance_data(env, &reference) != napi_ok ||
      napi_get_reference_value(env, reference, &constructor) != napi_ok ||
      napi_new_instance(env, constructor, 0, NULL, &made) != napi_ok || napi_unwrap(env, made, &data) != napi_ok) {
    gm_sm3_free(state);
    return gm_throw_failure(env);
  }
  hash_object *object = data;
  gm_sm3_free(object->state);
  object->state = state;
  return made;
}

/* clone(): a new object of the same class with a copy of the state */
static napi_value clone(napi_env env, napi_callback_info info) {
  gm_arguments call;
  if (!gm_read_arguments(env, info, 0, 0, &call)) return NULL;
  const hash_object *object = open_object(env, call.self);
  if (object == NULL) return NULL;
  gm_sm3 *state = gm_sm3_clone(object->state);
  return state != NULL ? gm_make_sm3(env, state) : gm_throw_failure(env);
}

/* digest(): 32 bytes; frees the state now instead of when the object is collected */
static napi_value digest(napi_env env, napi_callback_info info) {
  gm_arguments call;
  uint8_t result[GM_DIGEST_BYTES];
  if (!gm_read_arguments(env, info, 0, 0, &call)) return NULL;
  hash_object *object = open_object(env, call.self);
  if (object == NULL) return NULL;
  const gm_result outcome = gm_sm3_digest(object->state, result);
  gm_sm3_free(object->state);
  object->state = NULL;
  return outcome == GM_OK ? gm_make_bytes(env, result, sizeof result) : gm_throw_failure(env);
}

/* sm3(...parts) */
static napi_value one_shot(napi_env env, napi_callback_info info) {
  gm_arguments call;
  uint8_t result[GM_DIGEST_BYTES];
  if (!gm_read_arguments(env, info, 0, GM_ARGUMENTS_MAX, &call)) return NULL;
  if (gm_sm3_parts(call.bytes, call.count, result) != GM_OK) return gm_throw_failure(env);
  return gm_make_bytes(env, result, sizeof result);
}

static void release_reference(napi_env env, void *data, void *hint) {
  (void)hint;
  napi_delete_reference(env, data);
}

bool gm_export_sm3(napi_env env, napi_value exports) {
  const napi_property_descriptor methods[] = {
      {"update", NULL, update, NULL, NULL, NULL, napi_default_method, NULL},
      {"clone", NULL, clone, NULL, NULL, NULL, napi_default_method, NULL},
      {"digest", NULL, digest, NULL, NULL, NULL, napi_default_method, NULL},
  };
  napi_value constructor = NULL;
  napi_ref reference = NULL;
  return napi_define_class(env, "Sm3", NAPI_AUTO_LENGTH, construct, NULL, sizeof methods / sizeof methods[0], methods,
                           &constructor) == napi_ok &&
         napi_create_reference(env, constructor, 1, &reference) == napi_ok &&
         napi_set_instance_data(env, reference, release_reference, NULL) == napi_ok &&
         napi_set_named_property(env, exports, "Sm3", constructor) == napi_ok &&
         gm_export_function(env, exports, "sm3", one_shot);
}
