/* Signing, verifying, digesting: mechanisms, operation state, forms. PKCS#11 2.40, 5.10, 5.11, 5.13. */
#include <string.h>

#include "softkey-harness.h"

static CK_OBJECT_HANDLE public_key;
static CK_OBJECT_HANDLE private_key;
static CK_SESSION_HANDLE session;

static void start_with_key(void)
{
    start_module();
    personalise();
    session = open_logged_in();
    make_key_pair(session, &public_key, &private_key);
}

static CK_RV sign(CK_MECHANISM_TYPE type, CK_BYTE *data, CK_ULONG size, CK_BYTE *signature, CK_ULONG *length)
{
    CK_MECHANISM mechanism = {type, NULL, 0};
    CK_RV rv = p11->C_SignInit(session, &mechanism, private_key);
    return rv == CKR_OK ? p11->C_Sign(session, data, size, signature, length) : rv;
}

static CK_RV verify(CK_MECHANISM_TYPE type, CK_BYTE *data, CK_ULONG size, CK_BYTE *signature, CK_ULONG length)
{
    CK_MECHANISM mechanism = {type, NULL, 0};
    CK_RV rv = p11->C_VerifyInit(session, &mechanism, public_key);
    return rv == CKR_OK ? p11->C_Verify(session, data, size, signature, length) : rv;
}

static void signs_and_verifies_with_all_six_mechanisms(void)
{
    start_with_key();
    for (CK_MECHANISM_TYPE type = 0x80008100UL; type <= 0x80008105UL; type++) {
        CK_BYTE data[32] = "to be signed";
        CK_BYTE signature[72];
        CK_ULONG length = sizeof signature;
        CHECK_RV(sign(type, data, sizeof data, signature, &length), CKR_OK);
        bool is_raw = type == 0x80008100UL || type == 0x80008102UL || type == 0x80008105UL;
        CHECK(is_raw ? length == 64 : length >= 68 && signature[0] == 0x30 && signature[1] == length - 2);
        CHECK_RV(verify(type, data, sizeof data, signature, length), CKR_OK);
        data[0] ^= 1;
        CHECK_RV(verify(type, data, sizeof data, signature, length), CKR_SIGNATURE_INVALID);
    }
    CHECK(signature_count("token-0001") == 6);
}

static void keeps_the_operation_over_a_size_query_and_a_short_buffer(void)
{
    CK_MECHANISM mechanism = {0x80008105UL, NULL, 0};
    CK_BYTE e[32] = {7};
    CK_BYTE signature[72];
    CK_ULONG length = 0;
    start_with_key();
    CHECK_RV(p11->C_SignInit(session, &mechanism, private_key), CKR_OK);
    CHECK_RV(p11->C_SignInit(session, &mechanism, private_key), CKR_OPERATION_ACTIVE);
    CHECK_RV(p11->C_Sign(session, e, sizeof e, NULL, &length), CKR_OK);
    CHECK(length == 64);
    length = 63;
    CHECK_RV(p11->C_Sign(session, e, sizeof e, signature, &length), CKR_BUFFER_TOO_SMALL);
    CHECK(length == 64 && signature_count("token-0001") == 0);
    CHECK_RV(p11->C_Sign(session, e, sizeof e, signature, &length), CKR_OK);
    CHECK_RV(p11->C_Sign(session, e, sizeof e, signature, &length), CKR_OPERATION_NOT_INITIALIZED);
    mechanism.mechanism = 0x80008104UL;
    CHECK_RV(p11->C_SignInit(session, &mechanism, private_key), CKR_OK);
    CHECK_RV(p11->C_Sign(session, e, sizeof e, NULL, &length), CKR_OK);
    CHECK(length == 72);
}

static void ends_the_operation_with_any_other_result(void)
{
    CK_MECHANISM mechanism = {0x80008105UL, NULL, 0};
    CK_BYTE e[33] = {7};
    CK_BYTE signature[64];
    CK_ULONG length = sizeof signature;
    start_with_key();
    CHECK_RV(sign(0x80008105UL, e, 31, signature, &length), CKR_DATA_LEN_RANGE);
    CHECK_RV(p11->C_Sign(session, e, 32, signature, &length), CKR_OPERATION_NOT_INITIALIZED);
    CHECK_RV(sign(0x80008105UL, e, 33, signature, &length), CKR_DATA_LEN_RANGE);
    CHECK_RV(p11->C_SignInit(session, &mechanism, private_key), CKR_OK);
    CHECK_RV(p11->C_Sign(session, e, 32, signature, NULL), CKR_ARGUMENTS_BAD);
    CHECK_RV(p11->C_Sign(session, e, 32, signature, &length), CKR_OPERATION_NOT_INITIALIZED);
}

static void signs_in_parts_what_it_signs_at_once(void)
{
    CK_MECHANISM mechanism = {0x80008102UL, NULL, 0};
    CK_BYTE data[] = "one two three";
    CK_BYTE signature[64];
    CK_ULONG length = sizeof signature;
    start_with_key();
    CHECK_RV(p11->C_SignInit(session, &mechanism, private_key), CKR_OK);
    CHECK_RV(p11->C_SignUpdate(session, data, 4), CKR_OK);
    CHECK_RV(p11->C_SignUpdate(session, data + 4, sizeof data - 4), CKR_OK);
    CHECK_RV(p11->C_SignFinal(session, signature, &length), CKR_OK);
    CHECK_RV(verify(0x80008102UL, data, sizeof data, signature, length), CKR_OK);
    CHECK_RV(p11->C_SignInit(session, &mechanism, private_key), CKR_OK);
    CHECK_RV(p11->C_SignUpdate(session, data, 4), CKR_OK);
    CHECK_RV(p11->C_Sign(session, data, 4, signature, &length), CKR_OPERATION_ACTIVE);
    CHECK_RV(p11->C_SignUpdate(session, data, 4), CKR_OPERATION_NOT_INITIALIZED);
}

static void refuses_wrong_mechanisms_and_keys(void)
{
    CK_BYTE e[32] = {7};
    CK_BYTE signature[64];
    CK_ULONG length = sizeof signature;
    CK_MECHANISM mechanism = {0x80008105UL, e, sizeof e};
    start_with_key();
    CHECK_RV(sign(0x1041, e, 32, signature, &length), CKR_MECHANISM_INVALID);
    CHECK_RV(p11->C_SignInit(session, &mechanism, private_key), CKR_MECHANISM_PARAM_INVALID);
    mechanism.ulParameterLen = 0;
    CHECK_RV(p11->C_SignInit(session, NULL, private_key), CKR_ARGUMENTS_BAD);
    CHECK_RV(p11->C_SignInit(session, &mechanism, 4711), CKR_KEY_HANDLE_INVALID);
    CHECK_RV(p11->C_SignInit(session, &mechanism, public_key), CKR_KEY_TYPE_INCONSISTENT);
    CHECK_RV(p11->C_VerifyInit(session, &mechanism, private_key), CKR_KEY_TYPE_INCONSISTENT);
    CHECK_RV(verify(0x80008105UL, e, 32, signature, 63), CKR_SIGNATURE_LEN_RANGE);
}

static void ends_signing_with_the_logout(void)
{
    CK_MECHANISM mechanism = {0x80008105UL, NULL, 0};
    CK_BYTE e[32] = {7};
    CK_BYTE signature[64];
    CK_ULONG length = sizeof signature;
    start_with_key();
    CHECK_RV(p11->C_SignInit(session, &mechanism, private_key), CKR_OK);
    CHECK_RV(p11->C_Logout(session), CKR_OK);
    CHECK_RV(p11->C_Sign(session, e, 32, signature, &length), CKR_OPERATION_NOT_INITIALIZED);
    CHECK_RV(p11->C_SignInit(session, &mechanism, private_key), CKR_USER_NOT_LOGGED_IN);
    CHECK_RV(p11->C_Login(session, CKU_USER, PIN(USER_PIN)), CKR_OK);
    CHECK_RV(p11->C_SignInit(session, &mechanism, private_key), CKR_KEY_HANDLE_INVALID);
    CHECK(find_first(session, CKO_PRIVATE_KEY) != private_key);
}

/* GB/T 32905-2016, annex A.1: SM3("abc"). */
static void digests_with_sm3_as_the_standards_example(void)
{
    static const CK_BYTE expected[32] = {0x66, 0xC7, 0xF0, 0xF4, 0x62, 0xEE, 0xED, 0xD9, 0xD1, 0xF2, 0xD4,
                                         0x6B, 0xDC, 0x10, 0xE4, 0xE2, 0x41, 0x67, 0xC4, 0x87, 0x5C, 0xF2,
                                         0xF7, 0xA2, 0x29, 0x7D, 0xA0, 0x2B, 0x8F, 0x4B, 0xA8, 0xE0};
    CK_MECHANISM mechanism = {0x80009001UL, NULL, 0};
    CK_BYTE data[] = {'a', 'b', 'c'};
    CK_BYTE digest[32];
    CK_ULONG length = 0;
    start_with_key();
    CHECK_RV(p11->C_DigestInit(session, &mechanism), CKR_OK);
    CHECK_RV(p11->C_Digest(session, data, 3, NULL, &length), CKR_OK);
    CHECK(length == 32);
    CHECK_RV(p11->C_Digest(session, data, 3, digest, &length), CKR_OK);
    CHECK(memcmp(digest, expected, sizeof expected) == 0);
    CHECK_RV(p11->C_DigestInit(session, &mechanism), CKR_OK);
    CHECK_RV(p11->C_DigestUpdate(session, data, 1), CKR_OK);
    CHECK_RV(p11->C_DigestUpdate(session, data + 1, 2), CKR_OK);
    length = 31;
    CHECK_RV(p11->C_DigestFinal(session, digest, &length), CKR_BUFFER_TOO_SMALL);
    memset(digest, 0, sizeof digest);
    CHECK_RV(p11->C_DigestFinal(session, digest, &length), CKR_OK);
    CHECK(memcmp(digest, expected, sizeof expected) == 0);
    CHECK_RV(p11->C_DigestUpdate(session, data, 1), CKR_OPERATION_NOT_INITIALIZED);
}

static void gives_random_bytes_and_takes_seeds(void)
{
    CK_BYTE seed[] = "not the only entropy";
    CK_BYTE one[32] = {0};
    CK_BYTE other[32] = {0};
    start_with_key();
    CHECK_RV(p11->C_SeedRandom(session, seed, sizeof seed), CKR_OK);
    CHECK_RV(p11->C_GenerateRandom(session, one, sizeof one), CKR_OK);
    CHECK_RV(p11->C_GenerateRandom(session, other, sizeof other), CKR_OK);
    CHECK(memcmp(one, other, sizeof one) != 0);
}

int main(int argc, char **argv)
{
    const struct requirement list[] = {
        {"signs and verifies with all six mechanisms", signs_and_verifies_with_all_six_mechanisms},
        {"keeps the operation over a size query and a short buffer",
         keeps_the_operation_over_a_size_query_and_a_short_buffer},
        {"ends the operation with any other result", ends_the_operation_with_any_other_result},
        {"signs in parts what it signs at once", signs_in_parts_what_it_signs_at_once},
        {"refuses wrong mechanisms and keys", refuses_wrong_mechanisms_and_keys},
        {"ends signing with the logout", ends_signing_with_the_logout},
        {"digests with SM3 as the standard's example", digests_with_sm3_as_the_standards_example},
        {"gives random bytes and takes seeds", gives_random_bytes_and_takes_seeds},
    };
    return run_requirements(list, sizeof list / sizeof list[0], argc, argv);
}
