/* Whether our SM3 and libcrypto's say the same on this processor. Only the core includes this. */
#ifndef SEALKEEPER_GM_SM3_CHECK_H
#define SEALKEEPER_GM_SM3_CHECK_H

#include <openssl/evp.h>
#include <stdbool.h>

bool gm_sm3_agrees(const EVP_MD *theirs);

#endif
