/* Sessions, login and what each of them may do. PKCS#11 2.40, 5.4 to 5.6. */
#include <string.h>

#include "softkey-harness.h"

#define RW (CKF_SERIAL_SESSION | CKF_RW_SESSION)

static void refuses_calls_before_initialize(void)
{
    CK_INFO info;
    CK_ULONG count = 0;
    CHECK_RV(p11->C_GetInfo(&info), CKR_CRYPTOKI_NOT_INITIALIZED);
    CHECK_RV(p11->C_GetSlotList(CK_TRUE, NULL, &count), CKR_CRYPTOKI_NOT_INITIALIZED);
    CHECK_RV(p11->C_Encrypt(1, NULL, 0, NULL, &count), CKR_CRYPTOKI_NOT_INITIALIZED);
    CHECK_RV(p11->C_Finalize(NULL), CKR_CRYPTOKI_NOT_INITIALIZED);
}

static CK_RV no_mutex(void **mutex)
{
    (void)mutex;
    return CKR_OK;
}

static CK_RV no_call(void *mutex)
{
    (void)mutex;
    return CKR_OK;
}

static void takes_the_systems_locks_or_says_it_cannot(void)
{
    CK_C_INITIALIZE_ARGS arguments = {no_mutex, no_call, no_call, no_call, 0, NULL};
    CHECK_RV(p11->C_Initialize(&arguments), CKR_CANT_LOCK);
    arguments.UnlockMutex = NULL;
    CHECK_RV(p11->C_Initialize(&arguments), CKR_ARGUMENTS_BAD);
    arguments.UnlockMutex = no_call;
    arguments.flags = CKF_OS_LOCKING_OK;
    CHECK_RV(p11->C_Initialize(&arguments), CKR_OK);
    CHECK_RV(p11->C_Initialize(NULL), CKR_CRYPTOKI_ALREADY_INITIALIZED);
    CHECK_RV(p11->C_Finalize(&arguments), CKR_ARGUMENTS_BAD);
}

static void fills_every_place_of_the_function_list(void)
{
    void *places[sizeof(CK_FUNCTION_LIST) / sizeof(void *)];
    memcpy(places, p11, sizeof places);
    CHECK(sizeof places / sizeof places[0] == 69);
    for (size_t i = 1; i < sizeof places / sizeof places[0]; i++) {
        CHECK(places[i] != NULL);
    }
    start_module();
    CK_ULONG length = 0;
    CHECK_RV(p11->C_Decrypt(1, NULL, 0, NULL, &length), CKR_FUNCTION_NOT_SUPPORTED);
    CHECK_RV(p11->C_CancelFunction(1), CKR_FUNCTION_NOT_PARALLEL);
}

static void says_that_it_is_a_training_key(void)
{
    CK_SLOT_INFO slot;
    CK_TOKEN_INFO token;
    start_module();
    personalise();
    CHECK_RV(p11->C_GetSlotInfo(0, &slot), CKR_OK);
    CHECK(memcmp(slot.slotDescription, "SealKeeper training key (not for production)", 44) == 0);
    CHECK((slot.flags & CKF_HW_SLOT) == 0 && (slot.flags & CKF_TOKEN_PRESENT) != 0);
    CHECK_RV(p11->C_GetTokenInfo(0, &token), CKR_OK);
    CHECK(memcmp(token.model, "softkey-training", 16) == 0);
    CHECK(token.hardwareVersion.major == 0 && token.hardwareVersion.minor == 0);
    CHECK(token.label[4] == ' ' && token.label[31] == ' ');
}

static void lists_a_blank_token_after_the_others(void)
{
    CK_ULONG count = 0;
    CK_SLOT_ID slots[4];
    start_module();
    CHECK_RV(p11->C_GetSlotList(CK_TRUE, NULL, &count), CKR_OK);
    CHECK(count == 1 && (token_flags(0) & CKF_TOKEN_INITIALIZED) == 0);
    personalise();
    CHECK_RV(p11->C_GetSlotList(CK_TRUE, NULL, &count), CKR_OK);
    CHECK(count == 2 && (token_flags(1) & CKF_TOKEN_INITIALIZED) == 0);
    count = 1;
    CHECK_RV(p11->C_GetSlotList(CK_TRUE, slots, &count), CKR_BUFFER_TOO_SMALL);
    CHECK(count == 2);
    CHECK_RV(p11->C_GetSlotList(CK_TRUE, slots, &count), CKR_OK);
    CK_SESSION_HANDLE session = 0;
    CHECK_RV(p11->C_OpenSession(1, RW, NULL, NULL, &session), CKR_TOKEN_NOT_RECOGNIZED);
    CHECK_RV(p11->C_OpenSession(9, RW, NULL, NULL, &session), CKR_SLOT_ID_INVALID);
    CHECK_RV(p11->C_OpenSession(0, CKF_RW_SESSION, NULL, NULL, &session), CKR_SESSION_PARALLEL_NOT_SUPPORTED);
}

static void holds_the_login_for_all_sessions_of_the_process(void)
{
    CK_SESSION_INFO info;
    start_module();
    personalise();
    CK_SESSION_HANDLE writer = open_logged_in();
    CK_SESSION_HANDLE reader = open_session(false);
    CHECK_RV(p11->C_GetSessionInfo(reader, &info), CKR_OK);
    CHECK(info.state == CKS_RO_USER_FUNCTIONS);
    CHECK_RV(p11->C_Login(reader, CKU_USER, PIN(USER_PIN)), CKR_USER_ALREADY_LOGGED_IN);
    CHECK_RV(p11->C_Login(reader, CKU_SO, PIN(SO_PIN)), CKR_USER_ANOTHER_ALREADY_LOGGED_IN);
    CHECK_RV(p11->C_Login(reader, 7, PIN(SO_PIN)), CKR_USER_TYPE_INVALID);
    CHECK_RV(p11->C_Logout(reader), CKR_OK);
    CHECK_RV(p11->C_GetSessionInfo(writer, &info), CKR_OK);
    CHECK(info.state == CKS_RW_PUBLIC_SESSION);
    CHECK_RV(p11->C_Logout(writer), CKR_USER_NOT_LOGGED_IN);
}

static void logs_out_with_the_last_session(void)
{
    CK_SESSION_INFO info;
    start_module();
    personalise();
    CK_SESSION_HANDLE first = open_logged_in();
    CK_SESSION_HANDLE second = open_session(true);
    CHECK_RV(p11->C_CloseSession(first), CKR_OK);
    CHECK_RV(p11->C_GetSessionInfo(second, &info), CKR_OK);
    CHECK(info.state == CKS_RW_USER_FUNCTIONS);
    CHECK_RV(p11->C_CloseAllSessions(0), CKR_OK);
    CHECK_RV(p11->C_GetSessionInfo(second, &info), CKR_SESSION_HANDLE_INVALID);
    CK_SESSION_HANDLE third = open_session(true);
    CHECK_RV(p11->C_GetSessionInfo(third, &info), CKR_OK);
    CHECK(info.state == CKS_RW_PUBLIC_SESSION && third != first && third != second);
}

static void keeps_the_so_and_read_only_sessions_apart(void)
{
    start_module();
    personalise();
    CK_SESSION_HANDLE reader = open_session(false);
    CK_SESSION_HANDLE writer = open_session(true);
    CHECK_RV(p11->C_Login(writer, CKU_SO, PIN(SO_PIN)), CKR_SESSION_READ_ONLY_EXISTS);
    CHECK_RV(p11->C_CloseSession(reader), CKR_OK);
    CHECK_RV(p11->C_Login(writer, CKU_SO, PIN(SO_PIN)), CKR_OK);
    CHECK_RV(p11->C_OpenSession(0, CKF_SERIAL_SESSION, NULL, NULL, &reader), CKR_SESSION_READ_WRITE_SO_EXISTS);
}

static void writes_the_token_only_from_a_read_write_session(void)
{
    start_module();
    personalise();
    CK_SESSION_HANDLE writer = open_logged_in();
    CK_SESSION_HANDLE reader = open_session(false);
    make_data(reader, "refused", 10, false, CKR_SESSION_READ_ONLY);
    CK_OBJECT_HANDLE data = make_data(writer, "kept", 10, false, CKR_OK);
    CHECK_RV(p11->C_DestroyObject(reader, data), CKR_SESSION_READ_ONLY);
    CHECK_RV(p11->C_SetPIN(reader, PIN(USER_PIN), PIN("654321")), CKR_SESSION_READ_ONLY);
}

static void initialises_a_token_only_when_no_session_is_open(void)
{
    CK_UTF8CHAR label[32] = "                                ";
    start_module();
    personalise();
    CK_SESSION_HANDLE session = open_logged_in();
    make_data(session, "old", 10, true, CKR_OK);
    CHECK_RV(p11->C_InitToken(0, PIN(SO_PIN), label), CKR_SESSION_EXISTS);
    CHECK_RV(p11->C_CloseSession(session), CKR_OK);
    CHECK_RV(p11->C_InitToken(0, PIN("00000000"), label), CKR_PIN_INCORRECT);
    CHECK_RV(p11->C_InitToken(0, PIN(SO_PIN), label), CKR_OK);
    CHECK((token_flags(0) & CKF_USER_PIN_INITIALIZED) == 0);
    session = open_session(true);
    CHECK(count_objects(session, CKO_DATA) == 0);
    CHECK_RV(p11->C_Login(session, CKU_USER, PIN(USER_PIN)), CKR_USER_PIN_NOT_INITIALIZED);
    CHECK_RV(p11->C_Login(session, CKU_SO, PIN(SO_PIN)), CKR_OK);
}

static void never_gives_a_session_handle_twice(void)
{
    start_module();
    personalise();
    CK_SESSION_HANDLE before = open_session(true);
    CHECK_RV(p11->C_Finalize(NULL), CKR_OK);
    start_module();
    CHECK(open_session(true) > before);
    CHECK_RV(p11->C_CloseSession(before), CKR_SESSION_HANDLE_INVALID);
}

int main(int argc, char **argv)
{
    const struct requirement list[] = {
        {"refuses calls before C_Initialize", refuses_calls_before_initialize},
        {"takes the system's locks or says it cannot", takes_the_systems_locks_or_says_it_cannot},
        {"fills every place of the function list", fills_every_place_of_the_function_list},
        {"says that it is a training key", says_that_it_is_a_training_key},
        {"lists a blank token after the others", lists_a_blank_token_after_the_others},
        {"holds the login for all sessions of the process", holds_the_login_for_all_sessions_of_the_process},
        {"logs out with the last session", logs_out_with_the_last_session},
        {"keeps the SO and read-only sessions apart", keeps_the_so_and_read_only_sessions_apart},
        {"writes the token only from a read-write session", writes_the_token_only_from_a_read_write_session},
        {"initialises a token only when no session is open", initialises_a_token_only_when_no_session_is_open},
        {"never gives a session handle twice", never_gives_a_session_handle_twice},
    };
    return run_requirements(list, sizeof list / sizeof list[0], argc, argv);
}
