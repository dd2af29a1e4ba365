/* The private libcrypto: fetched once, kept for the life of the process. Only the core includes this. */
#ifndef SEALKEEPER_GM_CONTEXT_H
#define SEALKEEPER_GM_CONTEXT_H

#include <openssl/ec.h>
#include <openssl/evp.h>

typedef struct {
  OSSL_LIB_CTX *library;
  EVP_MD *sm3;
  EC_GROUP *curve;     /* with a table of multiples of the generator */
  const BIGNUM *order; /* n; owned by the curve */
} gm_context;

/* The context, or NULL when it could not be made. */
const gm_context *gm_context_get(void);

#endif
