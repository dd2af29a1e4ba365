#include <stdint.h>
#include <stdlib.h>
#include <uv.h>

#include "exports.h"

/* Read and hashed at a time. */
#define PIECE_BYTES ((size_t)1 << 14)
/* States that are kept of a file at most, so that a gigabyte leaves no more than a small one. */
#define STATES_MAX 1024U
/* How long nothing may come from the thread before whoever waits goes on by himself. */
#define PATIENCE_NANOSECONDS 500000U

/*
 * What a JavaScript Sm3Pass object wraps. states[i] has taken in i steps, the last one the whole file; `made` of them
 * are there and stay as they are. Everything from `made` on is read and written under the lock.
 */
typedef struct {
  uv_file file;
  size_t size;
  size_t step; /* bytes, a multiple of a piece */
  size_t count;
  uv_thread_t thread;
  bool has_thread;
  uv_mutex_t lock;
  uv_cond_t progress;
  size_t made;
  size_t wanted; /* the state somebody waits for */
  bool is_stopped;
  bool has_failed;
  gm_sm3 *states[];
} pass_object;

static const napi_type_tag pass_tag = {0x5EA1C0DE00534D34ULL, 0x8C0B2E7F3A915D46ULL};

static size_t offset_of(const pass_object *object, size_t index) {
  return index + 1 < object->count ? index * object->step : object->size;
}

/* Takes the bytes [from, to) of the file into the state; false when they are not all there. Needs no lock. */
static bool take_in(uv_file file, gm_sm3 *state, size_t from, size_t to) {
  uint8_t piece[PIECE_BYTES];
  while (from < to) {
    const size_t length = to - from < sizeof piece ? to - from : sizeof piece;
    const uv_buf_t target = uv_buf_init((char *)piece, (unsigned)length);
    uv_fs_t request;
    const int got = uv_fs_read(NULL, &request, file, &target, 1, (int64_t)from, NULL);
    uv_fs_req_cleanup(&request);
    const gm_bytes read = {piece, got > 0 ? (size_t)got : 0};
    if (got <= 0 || gm_sm3_update(state, read) != GM_OK) return false;
    from += read.length;
  }
  return true;
}

/* Adds the state behind `made`; called and left with the lock held, which is given up for the hashing. */
static void make_next(pass_object *object) {
  const size_t index = object->made;
  const gm_sm3 *before = object->states[index - 1];
  uv_mutex_unlock(&object->lock);
  gm_sm3 *state = gm_sm3_clone(before);
  const bool is_made =
      state != NULL && take_in(object->file, state, offset_of(object, index - 1), offset_of(object, index));
  uv_mutex_lock(&object->lock);
  if (is_made && object->made == index) {
    object->states[index] = state;
    object->made += 1;
    if (object->made > object->wanted) uv_cond_signal(&object->progress);
    return;
  }
  /* The other one was quicker, or this one failed. */
  if (!is_made) object->has_failed = true;
  gm_sm3_free(state);
}

/* A byte for each processor that may be used, as libuv wants them; NULL where that cannot be known. */
static char *allowed_processors(int *count) {
  uv_thread_t self = uv_thread_self();
  *count = uv_cpumask_size();
  char *mask = *count > 0 ? calloc((size_t)*count, 1) : NULL;
  if (mask != NULL && uv_thread_getaffinity(&self, mask, (size_t)*count) == 0) return mask;
  free(mask);
  return NULL;
}

/*
 * Systems like to start a thread on the processor of the one that made it, where it waits until that one rests: all
 * the judging. So it begins on any other processor. Where that is not to be had, it stays where it is.
 */
static void begin_elsewhere(uv_thread_t *thread) {
  int count = 0;
  char *mask = allowed_processors(&count);
  if (mask == NULL) return;
  const int here = uv_thread_getcpu();
  if (here >= 0 && here < count) mask[here] = 0;
  uv_thread_setaffinity(thread, mask, NULL, (size_t)count);
  free(mask);
}

static void run(void *data) {
  pass_object *object = data;
  uv_mutex_lock(&object->lock);
  while (object->made < object->count && !object->is_stopped && !object->has_failed) make_next(object);
  uv_cond_signal(&object->progress);
  uv_mutex_unlock(&object->lock);
}

/* NULL on a failure. A thread that the system does not run is not waited for: what it left undone is done here. */
static const gm_sm3 *state_at(pass_object *object, size_t index) {
  uv_mutex_lock(&object->lock);
  object->wanted = index;
  while (object->made <= index && !object->has_failed) {
    const size_t before = object->made;
    if (object->has_thread) uv_cond_timedwait(&object->progress, &object->lock, PATIENCE_NANOSECONDS);
    if (object->made == before && !object->has_failed) make_next(object);
  }
  const gm_sm3 *state = object->made > index ? object->states[index] : NULL;
  uv_mutex_unlock(&object->lock);
  return state;
}

static void stop(pass_object *object) {
  if (!object->has_thread) return;
  uv_mutex_lock(&object->lock);
  object->is_stopped = true;
  uv_mutex_unlock(&object->lock);
  uv_thread_join(&object->thread);
  object->has_thread = false;
}

static void finalize(napi_env env, void *data, void *hint) {
  pass_object *object = data;
  (void)env;
  (void)hint;
  stop(object);
  for (size_t index = 0; index < object->made; index += 1) gm_sm3_free(object->states[index]);
  uv_cond_destroy(&object->progress);
  uv_mutex_destroy(&object->lock);
  free(object);
}

/* NULL when memory ran out. */
static pass_object *make_pass(uv_file file, size_t size) {
  const size_t pieces = size / PIECE_BYTES / STATES_MAX + 1;
  const size_t step = pieces * PIECE_BYTES;
  const size_t count = size / step + 2;
  pass_object *object = calloc(1, sizeof *object + count * sizeof object->states[0]);
  if (object == NULL) return NULL;
  object->file = file;
  object->size = size;
  object->step = step;
  object->count = count;
  object->made = 1;
  object->states[0] = gm_sm3_new();
  const bool has_lock = object->states[0] != NULL && uv_mutex_init(&object->lock) == 0;
  if (has_lock && uv_cond_init(&object->progress) == 0) return object;
  if (has_lock) uv_mutex_destroy(&object->lock);
  gm_sm3_free(object->states[0]);
  free(object);
  return NULL;
}

/* A whole number from 0 to the greatest that is exact in JavaScript and fits here. */
static bool read_number(napi_env env, napi_value value, uint64_t most, uint64_t *number) {
  double read = -1;
  if (napi_get_value_double(env, value, &read) != napi_ok || !(read >= 0) || read > 9007199254740991.0) return false;
  *number = (uint64_t)read;
  return (double)*number == read && *number <= most;
}

/* new Sm3Pass(file, size): an open file, which must stay open until `end` was called */
static napi_value construct(napi_env env, napi_callback_info info) {
  napi_value target = NULL;
  napi_value self = NULL;
  napi_value arguments[2] = {NULL, NULL};
  size_t count = 2;
  uint64_t file = 0;
  uint64_t size = 0;
  if (napi_get_new_target(env, info, &target) != napi_ok || target == NULL) {
    return gm_throw_type(env, "Sm3Pass must be called with new");
  }
  if (napi_get_cb_info(env, info, &count, arguments, &self, NULL) != napi_ok) return gm_throw_failure(env);
  if (count != 2 || !read_number(env, arguments[0], INT32_MAX, &file) ||
      !read_number(env, arguments[1], SIZE_MAX / 2, &size)) {
    return gm_throw_type(env, "Sm3Pass takes an open file and its size");
  }
  pass_object *object = make_pass((uv_file)file, (size_t)size);
  if (object == NULL) return gm_throw_failure(env);
  if (napi_wrap(env, self, object, finalize, NULL, NULL) != napi_ok) {
    finalize(env, object, NULL);
    return gm_throw_failure(env);
  }
  if (napi_type_tag_object(env, self, &pass_tag) != napi_ok) return gm_throw_failure(env);
  /* Under the lock the thread cannot end: the processors of one that has ended would be those of whoever asks. */
  uv_mutex_lock(&object->lock);
  /* Where no thread is to be had, all is done when it is asked for. */
  object->has_thread = uv_thread_create(&object->thread, run, object) == 0;
  if (object->has_thread) begin_elsewhere(&object->thread);
  uv_mutex_unlock(&object->lock);
  return self;
}

/* The object behind `this`, and its one argument where a call has one; NULL when a TypeError has been thrown. */
static pass_object *object_of(napi_env env, napi_callback_info info, napi_value *argument) {
  napi_value self = NULL;
  size_t count = 1;
  void *data = NULL;
  bool is_ours = false;
  if (napi_get_cb_info(env, info, &count, argument, &self, NULL) != napi_ok ||
      napi_check_object_type_tag(env, self, &pass_tag, &is_ours) != napi_ok || !is_ours ||
      napi_unwrap(env, self, &data) != napi_ok) {
    gm_throw_type(env, "this is not an Sm3Pass object");
    return NULL;
  }
  return data;
}

/* after(length): an Sm3 that has taken in so many bytes; null when they could not be read or the pass was ended */
static napi_value after(napi_env env, napi_callback_info info) {
  napi_value argument = NULL;
  napi_value nothing = NULL;
  uint64_t wanted = 0;
  pass_object *object = object_of(env, info, &argument);
  if (object == NULL) return NULL;
  if (!read_number(env, argument, object->size, &wanted)) {
    return gm_throw_type(env, "length must lie within the file");
  }
  if (napi_get_null(env, &nothing) != napi_ok) return gm_throw_failure(env);
  const size_t length = (size_t)wanted;
  const size_t known = length == object->size ? object->count - 1 : length / object->step;
  const gm_sm3 *before = object->is_stopped ? NULL : state_at(object, known);
  if (before == NULL) return nothing;
  gm_sm3 *state = gm_sm3_clone(before);
  if (state == NULL) return gm_throw_failure(env);
  if (take_in(object->file, state, offset_of(object, known), length)) return gm_make_sm3(env, state);
  gm_sm3_free(state);
  return nothing;
}

/* end(): the file is not touched any more */
static napi_value end(napi_env env, napi_callback_info info) {
  napi_value argument = NULL;
  pass_object *object = object_of(env, info, &argument);
  if (object == NULL) return NULL;
  stop(object);
  object->is_stopped = true;
  return NULL;
}

bool gm_export_sm3_pass(napi_env env, napi_value exports) {
  const napi_property_descriptor methods[] = {
      {"after", NULL, after, NULL, NULL, NULL, napi_default_method, NULL},
      {"end", NULL, end, NULL, NULL, NULL, napi_default_method, NULL},
  };
  napi_value constructor = NULL;
  return napi_define_class(env, "Sm3Pass", NAPI_AUTO_LENGTH, construct, NULL, sizeof methods / sizeof methods[0],
                           methods, &constructor) == napi_ok &&
         napi_set_named_property(env, exports, "Sm3Pass", constructor) == napi_ok;
}
