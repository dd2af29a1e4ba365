/* SM2 over OpenSSL's provider interface. See sm2.h. */
#include "sm2.h"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <string.h>

#include "crypto-context.h"
#include "signature-form.h"

const uint8_t sm2_curve_oid[10] = {0x06, 0x08, 0x2A, 0x81, 0x1C, 0xCF, 0x55, 0x01, 0x82, 0x2D};

/* GB/T 32918.5: a, b, xG, yG of the recommended curve, in the order in which Z takes them. */
static const uint8_t curve_parameters[128] = {
    0xFF, 0xFF, 0xFF, 0xFE, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
    0xFF, 0xFF, 0xFF, 0xFF, 0x00, 0x00, 0x00, 0x00, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFC,
    0x28, 0xE9, 0xFA, 0x9E, 0x9D, 0x9F, 0x5E, 0x34, 0x4D, 0x5A, 0x9E, 0x4B, 0xCF, 0x65, 0x09, 0xA7,
    0xF3, 0x97, 0x89, 0xF5, 0x15, 0xAB, 0x8F, 0x92, 0xDD, 0xBC, 0xBD, 0x41, 0x4D, 0x94, 0x0E, 0x93,
    0x32, 0xC4, 0xAE, 0x2C, 0x1F, 0x19, 0x81, 0x19, 0x5F, 0x99, 0x04, 0x46, 0x6A, 0x39, 0xC9, 0x94,
    0x8F, 0xE3, 0x0B, 0xBF, 0xF2, 0x66, 0x0B, 0xE1, 0x71, 0x5A, 0x45, 0x89, 0x33, 0x4C, 0x74, 0xC7,
    0xBC, 0x37, 0x36, 0xA2, 0xF4, 0xF6, 0x77, 0x9C, 0x59, 0xBD, 0xCE, 0xE3, 0x6B, 0x69, 0x21, 0x53,
    0xD0, 0xA9, 0x87, 0x7C, 0xC6, 0x2A, 0x47, 0x40, 0x02, 0xDF, 0x32, 0xE5, 0x21, 0x39, 0xF0, 0xA0,
};

static const uint8_t default_user_id[16] = "1234567812345678";

/* Read X, Y and d out of a fresh key. Coordinates are padded: a short one keeps its leading zeros. */
static bool export_key(EVP_PKEY *key, uint8_t *private_key, uint8_t *point)
{
    BIGNUM *x = NULL;
    BIGNUM *y = NULL;
    BIGNUM *d = NULL;
    bool is_done = EVP_PKEY_get_bn_param(key, OSSL_PKEY_PARAM_EC_PUB_X, &x) == 1 &&
                   EVP_PKEY_get_bn_param(key, OSSL_PKEY_PARAM_EC_PUB_Y, &y) == 1 &&
                   EVP_PKEY_get_bn_param(key, OSSL_PKEY_PARAM_PRIV_KEY, &d) == 1 &&
                   BN_bn2binpad(x, point + 1, 32) == 32 && BN_bn2binpad(y, point + 33, 32) == 32 &&
                   BN_bn2binpad(d, private_key, SM2_PRIVATE_SIZE) == SM2_PRIVATE_SIZE;
    point[0] = 0x04;
    BN_free(x);
    BN_free(y);
    BN_clear_free(d);
    return is_done;
}

bool sm2_generate_key(uint8_t private_key[SM2_PRIVATE_SIZE], uint8_t point[SM2_POINT_SIZE])
{
    EVP_PKEY *key = NULL;
    EVP_PKEY_CTX *work = EVP_PKEY_CTX_new_from_name(crypto_context(), "SM2", NULL);
    bool is_done = work != NULL && EVP_PKEY_keygen_init(work) == 1 && EVP_PKEY_generate(work, &key) == 1 &&
                   export_key(key, private_key, point);
    EVP_PKEY_free(key);
    EVP_PKEY_CTX_free(work);
    return is_done;
}

EVP_PKEY *sm2_load_key(const uint8_t *private_key, const uint8_t point[SM2_POINT_SIZE])
{
    EVP_PKEY *key = NULL;
    OSSL_PARAM *parameters = NULL;
    /* A secure-heap flag is not needed; the number is cleared on the way out. */
    BIGNUM *d = private_key == NULL ? NULL : BN_bin2bn(private_key, SM2_PRIVATE_SIZE, NULL);
    OSSL_PARAM_BLD *builder = OSSL_PARAM_BLD_new();
    EVP_PKEY_CTX *work = EVP_PKEY_CTX_new_from_name(crypto_context(), "SM2", NULL);
    if (builder != NULL && work != NULL && (private_key == NULL || d != NULL) &&
        OSSL_PARAM_BLD_push_utf8_string(builder, OSSL_PKEY_PARAM_GROUP_NAME, "SM2", 0) == 1 &&
        OSSL_PARAM_BLD_push_octet_string(builder, OSSL_PKEY_PARAM_PUB_KEY, point, SM2_POINT_SIZE) == 1 &&
        (d == NULL || OSSL_PARAM_BLD_push_BN_pad(builder, OSSL_PKEY_PARAM_PRIV_KEY, d, SM2_PRIVATE_SIZE) == 1) &&
        (parameters = OSSL_PARAM_BLD_to_param(builder)) != NULL && EVP_PKEY_fromdata_init(work) == 1 &&
        EVP_PKEY_fromdata(work, &key, d == NULL ? EVP_PKEY_PUBLIC_KEY : EVP_PKEY_KEYPAIR, parameters) != 1) {
        key = NULL;
    }
    for (OSSL_PARAM *at = parameters; at != NULL && at->key != NULL; at++) {
        OPENSSL_cleanse(at->data, at->data_size);
    }
    OSSL_PARAM_free(parameters);
    OSSL_PARAM_BLD_free(builder);
    EVP_PKEY_CTX_free(work);
    BN_clear_free(d);
    return key;
}

void sm2_free_key(EVP_PKEY *key)
{
    EVP_PKEY_free(key);
}

bool sm2_sign_digest(EVP_PKEY *key, const uint8_t e[SM2_DIGEST_SIZE], uint8_t signature[SM2_SIGNATURE_SIZE])
{
    uint8_t der[SM2_DER_MAX + 8];
    size_t length = sizeof der;
    EVP_PKEY_CTX *work = EVP_PKEY_CTX_new_from_pkey(crypto_context(), key, NULL);
    bool is_done = work != NULL && EVP_PKEY_sign_init(work) == 1 &&
                   EVP_PKEY_sign(work, der, &length, e, SM2_DIGEST_SIZE) == 1 &&
                   signature_from_der(der, length, signature);
    EVP_PKEY_CTX_free(work);
    return is_done;
}

bool sm2_verify_digest(EVP_PKEY *key, const uint8_t e[SM2_DIGEST_SIZE], const uint8_t signature[SM2_SIGNATURE_SIZE])
{
    uint8_t der[SM2_DER_MAX];
    size_t length = signature_to_der(signature, der);
    EVP_PKEY_CTX *work = EVP_PKEY_CTX_new_from_pkey(crypto_context(), key, NULL);
    bool is_valid = work != NULL && EVP_PKEY_verify_init(work) == 1 &&
                    EVP_PKEY_verify(work, der, length, e, SM2_DIGEST_SIZE) == 1;
    EVP_PKEY_CTX_free(work);
    return is_valid;
}

bool sm2_update_z(EVP_MD_CTX *sm3, const uint8_t point[SM2_POINT_SIZE], const uint8_t *user_id, size_t user_id_length)
{
    const uint8_t *id = user_id == NULL ? default_user_id : user_id;
    size_t id_length = user_id == NULL ? sizeof default_user_id : user_id_length;
    if (id_length > 0x1FFF) { /* ENTL counts bits in two bytes */
        return false;
    }
    uint8_t entl[2] = {(uint8_t)(id_length >> 5), (uint8_t)(id_length << 3)};
    uint8_t z[SM2_DIGEST_SIZE];
    EVP_MD_CTX *state = crypto_start_sm3();
    bool is_done = state != NULL && EVP_DigestUpdate(state, entl, sizeof entl) == 1 &&
                   EVP_DigestUpdate(state, id, id_length) == 1 &&
                   EVP_DigestUpdate(state, curve_parameters, sizeof curve_parameters) == 1 &&
                   EVP_DigestUpdate(state, point + 1, SM2_POINT_SIZE - 1) == 1 &&
                   EVP_DigestFinal_ex(state, z, NULL) == 1 && EVP_DigestUpdate(sm3, z, sizeof z) == 1;
    EVP_MD_CTX_free(state);
    return is_done;
}
