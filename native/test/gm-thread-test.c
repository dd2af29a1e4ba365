/* Threads that use the core and end: libcrypto's per-thread clean-up must find the library context alive. */
#include <pthread.h>
#include <string.h>

#include "gm-check.h"
#include "gm.h"

#define THREADS 4
#define ROUNDS 20

static void *sign_and_verify(void *argument) {
  int *failures = argument;
  uint8_t private_key[32], public_key[65], signature[64], e[32];
  memset(e, 0x5A, sizeof e);
  if (gm_sm2_generate(private_key, public_key) != GM_OK) *failures += 1;
  for (int round = 0; round < ROUNDS; round += 1) {
    e[0] = (uint8_t)round;
    if (gm_sm2_sign_digest(private_key, e, signature) != GM_OK) *failures += 1;
    if (gm_sm2_verify_digest(public_key, e, signature) != GM_OK) *failures += 1;
  }
  gm_wipe(private_key, sizeof private_key);
  return NULL;
}

void gm_test_threads(void) {
  pthread_t threads[THREADS];
  int failures[THREADS] = {0};
  for (int index = 0; index < THREADS; index += 1) {
    CHECK(pthread_create(&threads[index], NULL, sign_and_verify, &failures[index]) == 0);
  }
  for (int index = 0; index < THREADS; index += 1) {
    CHECK(pthread_join(threads[index], NULL) == 0);
    CHECK(failures[index] == 0);
  }
}
