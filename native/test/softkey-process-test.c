/* Forks, two processes on one token, threads, and the blocking wait. */
#include <pthread.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "softkey-harness.h"

/* Run in a child; a failed check there ends it with 1. */
static pid_t in_child(void (*body)(void))
{
    pid_t child = fork();
    CHECK(child >= 0);
    if (child == 0) {
        body();
        _exit(0);
    }
    return child;
}

static void expect_success(pid_t child)
{
    int status = 1;
    CHECK(waitpid(child, &status, 0) == child);
    CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 0);
}

static CK_SESSION_HANDLE parent_session;

static void initialise_in_the_child(void)
{
    CK_INFO info;
    CK_SESSION_INFO session;
    CHECK_RV(p11->C_GetInfo(&info), CKR_CRYPTOKI_NOT_INITIALIZED);
    start_module();
    CHECK_RV(p11->C_GetSessionInfo(parent_session, &session), CKR_SESSION_HANDLE_INVALID);
    CHECK_RV(p11->C_GetSessionInfo(open_session(true), &session), CKR_OK);
    CHECK(session.state == CKS_RW_PUBLIC_SESSION);
    (void)open_session(true);
    CHECK_RV(p11->C_Finalize(NULL), CKR_OK);
}

static void lets_the_child_of_a_fork_initialise_for_itself(void)
{
    CK_SESSION_INFO session;
    start_module();
    personalise();
    parent_session = open_logged_in();
    expect_success(in_child(initialise_in_the_child));
    CHECK_RV(p11->C_GetSessionInfo(parent_session, &session), CKR_OK);
    CHECK(session.state == CKS_RW_USER_FUNCTIONS);
}

static void write_ten_and_sign_ten(void)
{
    CK_BYTE signature[64];
    start_module();
    CK_SESSION_HANDLE session = open_logged_in();
    CK_OBJECT_HANDLE key = find_first(session, CKO_PRIVATE_KEY);
    for (int i = 0; i < 10; i++) {
        make_data(session, "data", 50, i % 2 == 0, CKR_OK);
        CHECK_RV(sign_once(session, key, signature), CKR_OK);
    }
}

static void loses_nothing_when_two_processes_write_and_sign(void)
{
    CK_OBJECT_HANDLE keys[2];
    CK_BYTE signature[64];
    start_module();
    personalise();
    CK_SESSION_HANDLE session = open_logged_in();
    make_key_pair(session, &keys[0], &keys[1]);
    pid_t one = in_child(write_ten_and_sign_ten);
    pid_t other = in_child(write_ten_and_sign_ten);
    expect_success(one);
    expect_success(other);
    CHECK(count_objects(session, CKO_DATA) == 20);
    CHECK(signature_count("token-0001") == 20);
    CHECK_RV(sign_once(session, keys[1], signature), CKR_OK);
}

static void initialise_the_token_again(void)
{
    CK_UTF8CHAR label[32] = "again                           ";
    start_module();
    CHECK_RV(p11->C_InitToken(0, PIN(SO_PIN), label), CKR_OK);
}

static void ends_sessions_when_another_process_initialises_the_token(void)
{
    CK_SESSION_INFO info;
    start_module();
    personalise();
    CK_SESSION_HANDLE session = open_logged_in();
    expect_success(in_child(initialise_the_token_again));
    CHECK_RV(p11->C_GetSessionInfo(session, &info), CKR_DEVICE_REMOVED);
    CHECK((token_flags(0) & CKF_USER_PIN_INITIALIZED) == 0);
}

static void *work_in_a_thread(void *context)
{
    CK_OBJECT_HANDLE key = *(const CK_OBJECT_HANDLE *)context;
    CK_BYTE signature[64];
    for (int i = 0; i < 25; i++) {
        CK_SESSION_HANDLE session = open_session(true);
        CHECK_RV(sign_once(session, key, signature), CKR_OK);
        make_data(session, "thread", 10, false, CKR_OK);
        CHECK_RV(p11->C_CloseSession(session), CKR_OK);
    }
    return NULL;
}

static void serves_many_threads_at_once(void)
{
    CK_OBJECT_HANDLE keys[2];
    pthread_t threads[4];
    start_module();
    personalise();
    CK_SESSION_HANDLE session = open_logged_in();
    make_key_pair(session, &keys[0], &keys[1]);
    for (size_t i = 0; i < 4; i++) {
        CHECK(pthread_create(&threads[i], NULL, work_in_a_thread, &keys[1]) == 0);
    }
    for (size_t i = 0; i < 4; i++) {
        CHECK(pthread_join(threads[i], NULL) == 0);
    }
    CHECK(signature_count("token-0001") == 100);
    CHECK(count_objects(session, CKO_DATA) == 100);
}

static void *wait_for_event(void *result)
{
    CK_SLOT_ID slot = 99;
    CK_RV rv = p11->C_WaitForSlotEvent(0, &slot, NULL);
    *(CK_RV *)result = rv == CKR_OK ? slot : rv;
    return NULL;
}

static void wakes_a_waiter_when_the_key_is_pulled_or_the_module_finalized(void)
{
    pthread_t waiter;
    CK_RV result = 4711;
    CK_TOKEN_INFO info;
    start_module();
    personalise();
    CHECK(pthread_create(&waiter, NULL, wait_for_event, &result) == 0);
    usleep(100000);
    CHECK_RV(p11->C_GetTokenInfo(0, &info), CKR_OK);
    set_control("token-0001", "removed\n");
    CHECK(pthread_join(waiter, NULL) == 0);
    CHECK(result == 0);
    CHECK(pthread_create(&waiter, NULL, wait_for_event, &result) == 0);
    usleep(100000);
    CHECK_RV(p11->C_Finalize(NULL), CKR_OK);
    start_module();
    CHECK(pthread_join(waiter, NULL) == 0);
    CHECK_RV(result, CKR_CRYPTOKI_NOT_INITIALIZED);
}

int main(int argc, char **argv)
{
    const struct requirement list[] = {
        {"lets the child of a fork initialise for itself", lets_the_child_of_a_fork_initialise_for_itself},
        {"loses nothing when two processes write and sign", loses_nothing_when_two_processes_write_and_sign},
        {"ends sessions when another process initialises the token",
         ends_sessions_when_another_process_initialises_the_token},
        {"serves many threads at once", serves_many_threads_at_once},
        {"wakes a waiter when the key is pulled or the module finalized",
         wakes_a_waiter_when_the_key_is_pulled_or_the_module_finalized},
    };
    return run_requirements(list, sizeof list / sizeof list[0], argc, argv);
}
