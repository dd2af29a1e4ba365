/* What the C tests of softkey share: a fresh folder per test, checks that stop with a line number, a personalised token. */
#ifndef SOFTKEY_HARNESS_H
#define SOFTKEY_HARNESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

#include "pkcs11.h"

/** A requirement (its title) and the code that shows it. Every test starts on an empty folder, not initialised. */
struct requirement {
    const char *title;
    void (*show)(void);
};

/** Run all; the process ends with 1 at the first failed check. A title given as argument runs that one alone. */
int run_requirements(const struct requirement *list, size_t count, int argc, char **argv);

#define CHECK(condition)                                                                                               \
    do {                                                                                                               \
        if (!(condition)) {                                                                                            \
            fail_check(__FILE__, __LINE__, #condition, 0, 0);                                                          \
        }                                                                                                              \
    } while (0)

#define CHECK_RV(expression, expected)                                                                                 \
    do {                                                                                                               \
        CK_RV actual_ = (expression);                                                                                  \
        if (actual_ != (expected)) {                                                                                   \
            fail_check(__FILE__, __LINE__, #expression, actual_, (expected));                                          \
        }                                                                                                              \
    } while (0)

void fail_check(const char *file, int line, const char *text, CK_RV actual, CK_RV expected) __attribute__((noreturn));

extern CK_FUNCTION_LIST *p11;

#define SO_PIN "87654321"
#define USER_PIN "123456"
#define PIN(text) (CK_UTF8CHAR *)(text), sizeof(text) - 1

/** Lines for the personality file of this test; call before start_module. A cheap PIN function is always included. */
void set_personality(const char *lines);

/** Write the control file of a token folder ("token-0001") by rename. */
void set_control(const char *token, const char *lines);

/** Path of a file in this test's folder; valid until the next call. */
const char *test_path(const char *token, const char *name);

/** The signature counter of a token as a number. */
unsigned long signature_count(const char *token);

void start_module(void);

/** Initialise slot 0 with label "test", SO_PIN and USER_PIN. */
void personalise(void);

CK_SESSION_HANDLE open_session(bool is_read_write);
CK_SESSION_HANDLE open_logged_in(void);

/** A token key pair with CKA_ID 01. */
void make_key_pair(CK_SESSION_HANDLE session, CK_OBJECT_HANDLE *public_key, CK_OBJECT_HANDLE *private_key);
CK_OBJECT_HANDLE make_data(CK_SESSION_HANDLE session, const char *label, size_t size, bool is_private, CK_RV expected);

/** Sign 32 bytes of 0x5A with the e-in, raw-out mechanism. */
CK_RV sign_once(CK_SESSION_HANDLE session, CK_OBJECT_HANDLE key, CK_BYTE signature[64]);

/** The first object of a class, or CK_INVALID_HANDLE; and how many there are. */
CK_OBJECT_HANDLE find_first(CK_SESSION_HANDLE session, CK_OBJECT_CLASS object_class);
CK_ULONG count_objects(CK_SESSION_HANDLE session, CK_OBJECT_CLASS object_class);

CK_FLAGS token_flags(CK_SLOT_ID slot);

#endif
