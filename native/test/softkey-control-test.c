/* The control file: pulling, plugging and breaking the key. */
#include <string.h>

#include "softkey-harness.h"

static CK_OBJECT_HANDLE keys[2];
static CK_SESSION_HANDLE session;
static CK_BYTE signature[64];

static void start_with_key(void)
{
    CK_SLOT_ID slot = 0;
    start_module();
    personalise();
    session = open_logged_in();
    make_key_pair(session, &keys[0], &keys[1]);
    CHECK_RV(p11->C_WaitForSlotEvent(CKF_DONT_BLOCK, &slot, NULL), CKR_NO_EVENT);
}

static void kills_the_sessions_of_a_pulled_key(void)
{
    CK_SLOT_INFO info;
    CK_TOKEN_INFO token;
    CK_SLOT_ID slot = 99;
    CK_ULONG count = 0;
    start_with_key();
    set_control("token-0001", "removed\n");
    CHECK_RV(sign_once(session, keys[1], signature), CKR_DEVICE_REMOVED);
    CHECK_RV(sign_once(session, keys[1], signature), CKR_SESSION_HANDLE_INVALID);
    CHECK_RV(p11->C_GetSlotInfo(0, &info), CKR_OK);
    CHECK((info.flags & CKF_TOKEN_PRESENT) == 0);
    CHECK_RV(p11->C_GetTokenInfo(0, &token), CKR_TOKEN_NOT_PRESENT);
    CHECK_RV(p11->C_GetSlotList(CK_FALSE, NULL, &count), CKR_OK);
    CHECK(count == 2);
    CHECK_RV(p11->C_GetSlotList(CK_TRUE, NULL, &count), CKR_OK);
    CHECK(count == 1);
    CHECK_RV(p11->C_WaitForSlotEvent(CKF_DONT_BLOCK, &slot, NULL), CKR_OK);
    CHECK(slot == 0);
    CHECK_RV(p11->C_WaitForSlotEvent(CKF_DONT_BLOCK, &slot, NULL), CKR_NO_EVENT);
}

static void comes_back_in_the_same_slot_logged_out_with_new_handles(void)
{
    CK_SESSION_INFO info;
    CK_SLOT_ID slot = 99;
    start_with_key();
    set_control("token-0001", "removed\n");
    CHECK_RV(p11->C_GetSessionInfo(session, &info), CKR_DEVICE_REMOVED);
    set_control("token-0001", "inserted\n");
    CHECK_RV(p11->C_WaitForSlotEvent(CKF_DONT_BLOCK, &slot, NULL), CKR_OK);
    CHECK(slot == 0);
    CK_SESSION_HANDLE again = open_session(true);
    CHECK(again != session);
    CHECK_RV(p11->C_GetSessionInfo(again, &info), CKR_OK);
    CHECK(info.state == CKS_RW_PUBLIC_SESSION);
    CHECK_RV(p11->C_Login(again, CKU_USER, PIN(USER_PIN)), CKR_OK);
    CHECK(find_first(again, CKO_PRIVATE_KEY) != keys[1]);
    CHECK_RV(sign_once(again, find_first(again, CKO_PRIVATE_KEY), signature), CKR_OK);
}

static void notices_a_pull_and_plug_between_two_calls(void)
{
    start_with_key();
    set_control("token-0001", "inserted=2\n");
    CHECK_RV(sign_once(session, keys[1], signature), CKR_DEVICE_REMOVED);
    CHECK_RV(sign_once(session, keys[1], signature), CKR_SESSION_HANDLE_INVALID);
    (void)open_logged_in();
}

static void goes_away_after_n_signatures(void)
{
    start_with_key();
    set_control("token-0001", "remove-after-signs=2\n");
    CHECK_RV(sign_once(session, keys[1], signature), CKR_OK);
    CHECK_RV(sign_once(session, keys[1], signature), CKR_OK);
    CHECK_RV(sign_once(session, keys[1], signature), CKR_DEVICE_REMOVED);
    CHECK(signature_count("token-0001") == 2);
}

static void loses_the_key_before_or_after_the_signature_exists(void)
{
    start_with_key();
    set_control("token-0001", "remove-during-sign\n");
    CHECK_RV(sign_once(session, keys[1], signature), CKR_DEVICE_REMOVED);
    CHECK(signature_count("token-0001") == 0);
    set_control("token-0001", "remove-during-sign=after\n");
    session = open_logged_in();
    CHECK_RV(sign_once(session, find_first(session, CKO_PRIVATE_KEY), signature), CKR_DEVICE_REMOVED);
    CHECK(signature_count("token-0001") == 1);
    CHECK_RV(p11->C_Logout(session), CKR_SESSION_HANDLE_INVALID);
}

static void answers_the_next_error_once_and_to_the_call_it_names(void)
{
    CK_SESSION_INFO info;
    start_with_key();
    set_control("token-0001", "next-error=C_Sign:0x80001234\n");
    CHECK_RV(p11->C_GetSessionInfo(session, &info), CKR_OK);
    CHECK_RV(sign_once(session, keys[1], signature), 0x80001234UL);
    CHECK_RV(sign_once(session, keys[1], signature), CKR_OK);
    set_control("token-0001", "next-error=0x30\n");
    CHECK_RV(p11->C_GetSessionInfo(session, &info), CKR_DEVICE_ERROR);
    CHECK_RV(p11->C_GetSessionInfo(session, &info), CKR_OK);
    CHECK(signature_count("token-0001") == 1);
}

static void is_busy_for_work_and_for_new_sessions(void)
{
    CK_SESSION_HANDLE other = 0;
    CK_SESSION_INFO info;
    start_with_key();
    set_control("token-0001", "busy\n");
    CHECK_RV(p11->C_OpenSession(0, CKF_SERIAL_SESSION, NULL, NULL, &other), CKR_SESSION_COUNT);
    CHECK_RV(sign_once(session, keys[1], signature), CKR_FUNCTION_FAILED);
    CHECK_RV(p11->C_GetSessionInfo(session, &info), CKR_OK);
}

static void gives_a_signature_that_does_not_verify(void)
{
    CK_MECHANISM mechanism = {0x80008105UL, NULL, 0};
    CK_BYTE e[32];
    memset(e, 0x5A, sizeof e);
    start_with_key();
    set_control("token-0001", "wrong-signature\n");
    CHECK_RV(sign_once(session, keys[1], signature), CKR_OK);
    CHECK_RV(p11->C_VerifyInit(session, &mechanism, keys[0]), CKR_OK);
    CHECK_RV(p11->C_Verify(session, e, sizeof e, signature, sizeof signature), CKR_SIGNATURE_INVALID);
}

static void can_name_a_dead_session_device_removed(void)
{
    CK_SESSION_INFO info;
    set_personality("removed-session-is-device-removed=yes\n");
    start_with_key();
    set_control("token-0001", "removed\n");
    CHECK_RV(p11->C_GetSessionInfo(session, &info), CKR_DEVICE_REMOVED);
    CHECK_RV(p11->C_GetSessionInfo(session, &info), CKR_DEVICE_REMOVED);
    set_control("token-0001", "inserted\n");
    (void)open_session(true);
    CHECK_RV(p11->C_GetSessionInfo(session, &info), CKR_SESSION_HANDLE_INVALID);
}

static void notices_another_token_in_the_slot(void)
{
    CK_SESSION_INFO info;
    start_with_key();
    CHECK(remove(test_path("token-0001", "token")) == 0);
    CHECK_RV(p11->C_GetSessionInfo(session, &info), CKR_DEVICE_REMOVED);
    personalise();
    CHECK(count_objects(open_logged_in(), CKO_PRIVATE_KEY) == 0);
}

int main(int argc, char **argv)
{
    const struct requirement list[] = {
        {"kills the sessions of a pulled key", kills_the_sessions_of_a_pulled_key},
        {"comes back in the same slot, logged out, with new handles",
         comes_back_in_the_same_slot_logged_out_with_new_handles},
        {"notices a pull and plug between two calls", notices_a_pull_and_plug_between_two_calls},
        {"goes away after n signatures", goes_away_after_n_signatures},
        {"loses the key before or after the signature exists", loses_the_key_before_or_after_the_signature_exists},
        {"answers the next error once and to the call it names", answers_the_next_error_once_and_to_the_call_it_names},
        {"is busy for work and for new sessions", is_busy_for_work_and_for_new_sessions},
        {"gives a signature that does not verify", gives_a_signature_that_does_not_verify},
        {"can name a dead session DEVICE_REMOVED", can_name_a_dead_session_device_removed},
        {"notices another token in the slot", notices_another_token_in_the_slot},
    };
    return run_requirements(list, sizeof list / sizeof list[0], argc, argv);
}
