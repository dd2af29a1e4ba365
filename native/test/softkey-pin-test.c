/* PIN counters: on disk before the comparison, told by flags, cleared by the SO. */
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "softkey-harness.h"

#define WRONG "999999"

static CK_FLAGS user_flags(void)
{
    return token_flags(0) & (CKF_USER_PIN_COUNT_LOW | CKF_USER_PIN_FINAL_TRY | CKF_USER_PIN_LOCKED);
}

static void counts_wrong_tries_down_to_the_lock(void)
{
    set_personality("user-pin-tries=3\n");
    start_module();
    personalise();
    CK_SESSION_HANDLE session = open_session(true);
    CHECK(user_flags() == 0);
    CHECK_RV(p11->C_Login(session, CKU_USER, PIN(WRONG)), CKR_PIN_INCORRECT);
    CHECK(user_flags() == CKF_USER_PIN_COUNT_LOW);
    CHECK_RV(p11->C_Login(session, CKU_USER, PIN(WRONG)), CKR_PIN_INCORRECT);
    CHECK(user_flags() == (CKF_USER_PIN_COUNT_LOW | CKF_USER_PIN_FINAL_TRY));
    CHECK_RV(p11->C_Login(session, CKU_USER, PIN(WRONG)), CKR_PIN_INCORRECT);
    CHECK(user_flags() == CKF_USER_PIN_LOCKED);
    CHECK_RV(p11->C_Login(session, CKU_USER, PIN(USER_PIN)), CKR_PIN_LOCKED);
}

static void keeps_the_count_over_a_restart_and_clears_it_on_success(void)
{
    start_module();
    personalise();
    CK_SESSION_HANDLE session = open_session(true);
    CHECK_RV(p11->C_Login(session, CKU_USER, PIN(WRONG)), CKR_PIN_INCORRECT);
    CHECK_RV(p11->C_Finalize(NULL), CKR_OK);
    start_module();
    CHECK(user_flags() == CKF_USER_PIN_COUNT_LOW);
    (void)open_logged_in();
    CHECK(user_flags() == 0);
}

static void lets_the_so_unlock_without_losing_the_seal_key(void)
{
    CK_OBJECT_HANDLE public_key = 0;
    CK_OBJECT_HANDLE private_key = 0;
    CK_BYTE signature[64];
    set_personality("user-pin-tries=1\n");
    start_module();
    personalise();
    CK_SESSION_HANDLE session = open_logged_in();
    make_key_pair(session, &public_key, &private_key);
    CHECK_RV(p11->C_Logout(session), CKR_OK);
    CHECK_RV(p11->C_Login(session, CKU_USER, PIN(WRONG)), CKR_PIN_INCORRECT);
    CHECK(user_flags() == CKF_USER_PIN_LOCKED);
    CHECK_RV(p11->C_InitPIN(session, PIN("222222")), CKR_USER_NOT_LOGGED_IN);
    CHECK_RV(p11->C_Login(session, CKU_SO, PIN(SO_PIN)), CKR_OK);
    CHECK(find_first(session, CKO_PRIVATE_KEY) == CK_INVALID_HANDLE);
    CHECK_RV(p11->C_InitPIN(session, PIN("222222")), CKR_OK);
    CHECK_RV(p11->C_Logout(session), CKR_OK);
    CHECK_RV(p11->C_Login(session, CKU_USER, PIN("222222")), CKR_OK);
    CHECK_RV(sign_once(session, find_first(session, CKO_PRIVATE_KEY), signature), CKR_OK);
}

static void counts_tries_of_the_old_pin_when_changing_it(void)
{
    start_module();
    personalise();
    CK_SESSION_HANDLE session = open_session(true);
    CHECK_RV(p11->C_SetPIN(session, PIN(WRONG), PIN("222222")), CKR_PIN_INCORRECT);
    CHECK(user_flags() == CKF_USER_PIN_COUNT_LOW);
    CHECK_RV(p11->C_SetPIN(session, PIN(USER_PIN), PIN("2")), CKR_PIN_LEN_RANGE);
    CHECK_RV(p11->C_SetPIN(session, PIN(USER_PIN), PIN("222222")), CKR_OK);
    CHECK(user_flags() == 0);
    CHECK_RV(p11->C_Login(session, CKU_USER, PIN(USER_PIN)), CKR_PIN_INCORRECT);
    CHECK_RV(p11->C_Login(session, CKU_USER, PIN("222222")), CKR_OK);
}

static void counts_the_so_apart_from_the_user(void)
{
    set_personality("so-pin-tries=2\n");
    start_module();
    personalise();
    CK_SESSION_HANDLE session = open_session(true);
    CHECK_RV(p11->C_Login(session, CKU_SO, PIN(WRONG)), CKR_PIN_INCORRECT);
    CHECK((token_flags(0) & (CKF_SO_PIN_COUNT_LOW | CKF_SO_PIN_FINAL_TRY | CKF_SO_PIN_LOCKED)) ==
          (CKF_SO_PIN_COUNT_LOW | CKF_SO_PIN_FINAL_TRY));
    CHECK_RV(p11->C_Login(session, CKU_SO, PIN(WRONG)), CKR_PIN_INCORRECT);
    CHECK((token_flags(0) & CKF_SO_PIN_LOCKED) != 0 && user_flags() == 0);
    CHECK_RV(p11->C_Login(session, CKU_SO, PIN(SO_PIN)), CKR_PIN_LOCKED);
    CHECK_RV(p11->C_Login(session, CKU_USER, PIN(USER_PIN)), CKR_OK);
}

static void asks_for_a_new_pin_when_the_old_one_has_expired(void)
{
    start_module();
    personalise();
    CK_SESSION_HANDLE session = open_session(true);
    set_control("token-0001", "pin-expired\n");
    CHECK((token_flags(0) & CKF_USER_PIN_TO_BE_CHANGED) != 0);
    CHECK_RV(p11->C_Login(session, CKU_USER, PIN(USER_PIN)), CKR_PIN_EXPIRED);
    CHECK_RV(p11->C_SetPIN(session, PIN(USER_PIN), PIN("222222")), CKR_OK);
    CHECK((token_flags(0) & CKF_USER_PIN_TO_BE_CHANGED) == 0);
    CHECK_RV(p11->C_Login(session, CKU_USER, PIN("222222")), CKR_OK);
}

/* A second process logs in with the right PIN and is killed while the key is thinking. */
static void kill_a_login(void)
{
    pid_t child = fork();
    CHECK(child >= 0);
    if (child == 0) {
        CK_SESSION_HANDLE session = 0;
        start_module();
        session = open_session(true);
        (void)p11->C_Login(session, CKU_USER, PIN(USER_PIN));
        _exit(0);
    }
    usleep(300000);
    CHECK(kill(child, SIGKILL) == 0);
    CHECK(waitpid(child, NULL, 0) == child);
}

static void spends_the_try_of_a_process_killed_during_the_check(void)
{
    set_personality("user-pin-tries=3\n");
    start_module();
    personalise();
    set_control("token-0001", "latency-ms=5000\n");
    kill_a_login();
    CHECK(user_flags() == CKF_USER_PIN_COUNT_LOW);
    kill_a_login();
    kill_a_login();
    CHECK(user_flags() == CKF_USER_PIN_LOCKED);
    set_control("token-0001", "");
    CHECK_RV(p11->C_Login(open_session(true), CKU_USER, PIN(USER_PIN)), CKR_PIN_LOCKED);
}

static void asks_the_pin_again_for_each_signature_when_the_key_wants_it(void)
{
    CK_OBJECT_HANDLE keys[2];
    CK_MECHANISM mechanism = {0x80008105UL, NULL, 0};
    CK_BYTE signature[64];
    CK_BYTE e[32] = {1};
    CK_ULONG length = sizeof signature;
    set_personality("always-authenticate=yes\n");
    start_module();
    personalise();
    CK_SESSION_HANDLE session = open_logged_in();
    make_key_pair(session, &keys[0], &keys[1]);
    CHECK_RV(p11->C_Login(session, CKU_CONTEXT_SPECIFIC, PIN(USER_PIN)), CKR_OPERATION_NOT_INITIALIZED);
    CHECK_RV(sign_once(session, keys[1], signature), CKR_USER_NOT_LOGGED_IN);
    CHECK_RV(p11->C_SignInit(session, &mechanism, keys[1]), CKR_OK);
    CHECK_RV(p11->C_Login(session, CKU_CONTEXT_SPECIFIC, PIN(WRONG)), CKR_PIN_INCORRECT);
    CHECK_RV(p11->C_Login(session, CKU_CONTEXT_SPECIFIC, PIN(USER_PIN)), CKR_OK);
    CHECK_RV(p11->C_Sign(session, e, sizeof e, signature, &length), CKR_OK);
}

int main(int argc, char **argv)
{
    const struct requirement list[] = {
        {"counts wrong tries down to the lock", counts_wrong_tries_down_to_the_lock},
        {"keeps the count over a restart and clears it on success",
         keeps_the_count_over_a_restart_and_clears_it_on_success},
        {"lets the SO unlock without losing the seal key", lets_the_so_unlock_without_losing_the_seal_key},
        {"counts tries of the old PIN when changing it", counts_tries_of_the_old_pin_when_changing_it},
        {"counts the SO apart from the user", counts_the_so_apart_from_the_user},
        {"asks for a new PIN when the old one has expired", asks_for_a_new_pin_when_the_old_one_has_expired},
        {"spends the try of a process killed during the check", spends_the_try_of_a_process_killed_during_the_check},
        {"asks the PIN again for each signature when the key wants it",
         asks_the_pin_again_for_each_signature_when_the_key_wants_it},
    };
    return run_requirements(list, sizeof list / sizeof list[0], argc, argv);
}
