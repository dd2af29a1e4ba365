/*
 * 200,000 random calls with good, stale and invented handles, under the sanitizers.
 *
 * The seed is printed and may be given as SOFTKEY_SEED, so that a failing run can be repeated. SOFTKEY_CALLS changes the
 * number. Buffers always have the length that is told: PKCS#11 has no way to notice a caller who lies about that.
 */
#include <string.h>

#include "softkey-harness.h"

enum { POOL = 24, BUFFER = 128 };

static unsigned int seed;
static CK_ULONG sessions[POOL];
static CK_ULONG objects[POOL];
static CK_BYTE in[BUFFER];
static CK_BYTE out[BUFFER];
static CK_ULONG answers[16];

static CK_ULONG pick(CK_ULONG below)
{
    return (CK_ULONG)rand_r(&seed) % below;
}

static CK_ULONG handle(const CK_ULONG *pool)
{
    CK_ULONG kind = pick(20);
    return kind == 0 ? pick(1000) : kind == 1 ? ~0UL - pick(3) : pool[pick(POOL)];
}

static CK_BYTE *maybe(CK_BYTE *buffer)
{
    return pick(8) == 0 ? NULL : buffer;
}

static CK_MECHANISM mechanism(void)
{
    static const CK_MECHANISM_TYPE types[] = {0x80008100UL, 0x80008101UL, 0x80008102UL, 0x80008103UL, 0x80008104UL,
                                              0x80008105UL, 0x80009001UL, 0x80008001UL, 0x1041UL};
    CK_MECHANISM made = {types[pick(9)], NULL, 0};
    return made;
}

static CK_ULONG make_template(CK_ATTRIBUTE list[6])
{
    static CK_OBJECT_CLASS classes[6];
    static CK_BBOOL flags[6];
    static const CK_ATTRIBUTE_TYPE flag_types[] = {CKA_TOKEN, CKA_PRIVATE, CKA_SIGN, CKA_SENSITIVE, CKA_MODIFIABLE};
    static const CK_ATTRIBUTE_TYPE byte_types[] = {CKA_LABEL, CKA_ID, CKA_VALUE, CKA_EC_PARAMS, CKA_EC_POINT, 0x99999UL};
    CK_ULONG count = pick(7);
    for (CK_ULONG i = 0; i < count; i++) {
        classes[i] = pick(5);
        flags[i] = (CK_BBOOL)pick(3);
        switch (pick(4)) {
        case 0:
            list[i] = (CK_ATTRIBUTE){CKA_CLASS, &classes[i], sizeof classes[i]};
            break;
        case 1:
            list[i] = (CK_ATTRIBUTE){flag_types[pick(5)], &flags[i], sizeof flags[i]};
            break;
        default:
            list[i] = (CK_ATTRIBUTE){byte_types[pick(6)], maybe(in), pick(BUFFER)};
            break;
        }
    }
    return count;
}

static void call_token_function(void)
{
    CK_ULONG size = pick(40);
    CK_TOKEN_INFO token;
    CK_SLOT_INFO slot;
    CK_MECHANISM_INFO info;
    CK_SLOT_ID id = pick(4);
    switch (pick(6)) {
    case 0:
        size = size > 16 ? 16 : size;
        (void)p11->C_GetSlotList((CK_BBOOL)pick(2), pick(2) == 0 ? NULL : answers, &size);
        break;
    case 1:
        (void)p11->C_GetTokenInfo(id, &token);
        break;
    case 2:
        (void)p11->C_GetSlotInfo(id, &slot);
        break;
    case 3:
        (void)p11->C_GetMechanismInfo(id, mechanism().mechanism, &info);
        break;
    case 4:
        size = size > 16 ? 16 : size;
        (void)p11->C_GetMechanismList(id, pick(2) == 0 ? NULL : answers, &size);
        break;
    default:
        (void)p11->C_WaitForSlotEvent(CKF_DONT_BLOCK, &id, NULL);
        break;
    }
}

static void call_session_function(void)
{
    CK_ULONG place = pick(POOL);
    CK_SESSION_INFO info;
    CK_UTF8CHAR *pin = (CK_UTF8CHAR *)(pick(10) == 0 ? "111111" : pick(2) == 0 ? USER_PIN : SO_PIN);
    CK_ULONG length = strlen((const char *)pin);
    switch (pick(8)) {
    case 0:
    case 1:
    case 2:
        (void)p11->C_OpenSession(pick(10) == 0 ? 1 : 0, pick(8), NULL, NULL, &sessions[place]);
        break;
    case 3:
        (void)p11->C_CloseSession(handle(sessions));
        break;
    case 4:
        (void)p11->C_GetSessionInfo(handle(sessions), &info);
        break;
    case 5:
        (void)p11->C_Login(handle(sessions), pick(4), pin, length);
        break;
    case 6:
        (void)(pick(10) == 0 ? p11->C_Logout(handle(sessions)) : CKR_OK);
        break;
    default:
        (void)(pick(50) == 0 ? p11->C_CloseAllSessions(0) : CKR_OK);
        break;
    }
}

static void call_object_function(void)
{
    CK_ATTRIBUTE list[6];
    CK_ULONG count = make_template(list);
    CK_ULONG place = pick(POOL);
    CK_ULONG found = 0;
    CK_ULONG maximum = pick(17);
    CK_MECHANISM keygen = {0x80008001UL, NULL, 0};
    switch (pick(9)) {
    case 0:
        (void)p11->C_CreateObject(handle(sessions), list, count, &objects[place]);
        break;
    case 1:
        (void)p11->C_DestroyObject(handle(sessions), handle(objects));
        break;
    case 2:
        (void)p11->C_GetObjectSize(handle(sessions), handle(objects), &found);
        break;
    case 3:
        for (CK_ULONG i = 0; i < count; i++) {
            list[i] = (CK_ATTRIBUTE){pick(0x182), maybe(out), pick(BUFFER)};
        }
        (void)p11->C_GetAttributeValue(handle(sessions), handle(objects), list, count);
        break;
    case 4:
        (void)p11->C_SetAttributeValue(handle(sessions), handle(objects), list, count);
        break;
    case 5:
        (void)p11->C_FindObjectsInit(handle(sessions), list, pick(3) == 0 ? count : 0);
        break;
    case 6:
        (void)p11->C_FindObjects(handle(sessions), answers, maximum > 16 ? 16 : maximum, &found);
        break;
    case 7:
        (void)p11->C_FindObjectsFinal(handle(sessions));
        break;
    default:
        (void)p11->C_GenerateKeyPair(handle(sessions), &keygen, list, pick(4) == 0 ? count : 0, NULL, 0, &objects[place],
                                     &objects[(place + 1) % POOL]);
        break;
    }
}

static void call_crypto_function(void)
{
    CK_MECHANISM made = mechanism();
    CK_SESSION_HANDLE session = handle(sessions);
    CK_ULONG size = pick(BUFFER);
    CK_ULONG in_size = pick(2) == 0 ? 32 : pick(BUFFER);
    CK_ULONG *length = pick(50) == 0 ? NULL : &size;
    switch (pick(13)) {
    case 0:
    case 1:
        (void)p11->C_SignInit(session, &made, handle(objects));
        break;
    case 2:
        (void)p11->C_Sign(session, maybe(in), in_size, maybe(out), length);
        break;
    case 3:
        (void)p11->C_SignUpdate(session, maybe(in), in_size);
        break;
    case 4:
        (void)p11->C_SignFinal(session, maybe(out), length);
        break;
    case 5:
        (void)p11->C_VerifyInit(session, &made, handle(objects));
        break;
    case 6:
        (void)p11->C_Verify(session, maybe(in), in_size, maybe(out), size);
        break;
    case 7:
        (void)p11->C_VerifyUpdate(session, maybe(in), in_size);
        break;
    case 8:
        (void)p11->C_VerifyFinal(session, maybe(out), size);
        break;
    case 9:
        (void)p11->C_DigestInit(session, &made);
        break;
    case 10:
        (void)p11->C_Digest(session, maybe(in), in_size, maybe(out), length);
        break;
    case 11:
        (void)(pick(2) == 0 ? p11->C_DigestUpdate(session, maybe(in), in_size)
                            : p11->C_DigestFinal(session, maybe(out), length));
        break;
    default:
        (void)(pick(2) == 0 ? p11->C_GenerateRandom(session, maybe(out), size)
                            : p11->C_SeedRandom(session, maybe(in), in_size));
        break;
    }
}

static unsigned long setting(const char *name, unsigned long fallback)
{
    const char *value = getenv(name);
    return value == NULL ? fallback : strtoul(value, NULL, 10);
}

/* Put the ground back under the calls: half the sessions open, the user in (mostly), a key pair to sign with. */
static void recover(void)
{
    CK_SESSION_INFO info;
    CK_ULONG size = 0;
    CK_MECHANISM keygen = {0x80008001UL, NULL, 0};
    for (size_t i = 0; i < POOL; i += 2) {
        if (p11->C_GetSessionInfo(sessions[i], &info) != CKR_OK) {
            (void)p11->C_OpenSession(0, CKF_SERIAL_SESSION | (i % 4 == 0 ? CKF_RW_SESSION : 0), NULL, NULL, &sessions[i]);
        }
    }
    if (pick(5) > 0 && p11->C_Login(sessions[0], CKU_USER, PIN(USER_PIN)) == CKR_USER_ANOTHER_ALREADY_LOGGED_IN) {
        (void)p11->C_Logout(sessions[0]);
        (void)p11->C_Login(sessions[0], CKU_USER, PIN(USER_PIN));
    }
    for (size_t i = 0; i < POOL; i += 8) {
        if (p11->C_GetObjectSize(sessions[0], objects[i], &size) != CKR_OK) {
            (void)p11->C_GenerateKeyPair(sessions[0], &keygen, NULL, 0, NULL, 0, &objects[i + 1], &objects[i]);
        }
    }
}

static void survives_random_calls(void)
{
    static const char *const controls[] = {"removed\n", "full\n", "wrong-signature\n", "next-error=0x30\n",
                                           "remove-during-sign\n", "busy\n", "inserted=3\n", "remove-after-signs=2\n"};
    set_personality("user-pin-tries=255\nso-pin-tries=255\n");
    start_module();
    personalise();
    unsigned long calls = setting("SOFTKEY_CALLS", 200000);
    for (unsigned long i = 0; i < calls; i++) {
        if (i % 500 == 480) {
            set_control("token-0001", controls[pick(sizeof controls / sizeof controls[0])]);
        } else if (i % 500 == 0) {
            set_control("token-0001", "");
        }
        if (i % 50 == 0) {
            recover();
        }
        switch (pick(6)) {
        case 0:
            call_token_function();
            break;
        case 1:
            call_session_function();
            break;
        case 2:
            call_object_function();
            break;
        default:
            call_crypto_function();
            break;
        }
    }
    set_control("token-0001", "");
    CHECK((token_flags(0) & CKF_TOKEN_INITIALIZED) != 0);
}

int main(int argc, char **argv)
{
    const struct requirement list[] = {{"survives random calls with any handle", survives_random_calls}};
    seed = (unsigned int)setting("SOFTKEY_SEED", 1);
    (void)printf("# SOFTKEY_SEED=%u\n", seed);
    return run_requirements(list, 1, argc, argv);
}
