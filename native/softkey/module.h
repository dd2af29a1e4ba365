/*
 * The state of the module in one process: slots, sessions, one lock.
 *
 * One big lock is held during every call except while C_WaitForSlotEvent sleeps. A real key answers one request at a
 * time as well, and a training key has no reason to be cleverer.
 */
#ifndef SOFTKEY_MODULE_H
#define SOFTKEY_MODULE_H

#include <openssl/types.h>
#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "control.h"
#include "personality.h"
#include "pkcs11.h"
#include "sm2.h"
#include "token-image.h"

enum { SLOT_MAX = 32, SESSION_MAX = 256 };

enum login_state { LOGIN_NONE, LOGIN_USER, LOGIN_SO };

struct slot {
    bool is_known; /* looked at once: from now on a change of presence is an event */
    bool is_present;
    bool has_event;
    bool was_pulled; /* during a call: the sessions must die at the next look, even if the key is back by then */
    char name[128]; /* the token's folder inside SOFTKEY_DIR */
    char folder[SETTINGS_PATH_SIZE];
    unsigned long insertion;
    struct personality personality;
    struct control control;
    enum token_file_state file_state;
    struct token_image image;
    struct object *session_objects;
    enum login_state login;
    uint8_t object_key[BOX_KEY_SIZE]; /* only while somebody is logged in */
};

/** A running C_Sign… or C_Verify… */
struct signature_operation {
    bool is_active;
    bool is_updated;       /* an …Update call has been made */
    bool awaits_login;     /* CKA_ALWAYS_AUTHENTICATE: C_Login(CKU_CONTEXT_SPECIFIC) must come first */
    struct sign_mechanism mechanism;
    EVP_PKEY *key;
    EVP_MD_CTX *sm3;       /* NULL when the caller gives e */
    uint8_t e[SM2_DIGEST_SIZE];
    size_t e_length;
};

struct find_operation {
    bool is_active;
    CK_OBJECT_HANDLE *handles;
    size_t count;
    size_t given;
};

struct session {
    CK_SESSION_HANDLE handle;
    struct slot *slot;
    bool is_read_write;
    struct find_operation find;
    EVP_MD_CTX *digest;
    bool digest_is_updated;
    struct signature_operation sign;
    struct signature_operation verify;
};

struct module {
    pthread_mutex_t lock;
    pthread_cond_t wake; /* C_Finalize wakes the waiters */
    bool is_initialized;
    unsigned long epoch; /* one more at every C_Initialize and C_Finalize */
    pid_t process;
    char root[SETTINGS_PATH_SIZE];
    char shared_personality[SETTINGS_PATH_SIZE]; /* "" for none */
    bool has_spare_slot;
    size_t slot_count;
    struct slot slots[SLOT_MAX];
    struct session *sessions[SESSION_MAX];
    CK_ULONG last_handle; /* sessions and objects draw from one sequence, never reset in a process */
};

extern struct module softkey;

/** The next handle; never 0, never given before. */
CK_ULONG module_next_handle(void);

/** The slot with that number, or NULL. A slot's number is its place in the table and never changes while loaded. */
struct slot *module_find_slot(CK_SLOT_ID id);
CK_SLOT_ID module_slot_id(const struct slot *slot);

/** Add a slot for every token folder not known yet, and keep one blank token at the end for C_InitToken. */
void module_scan_slots(void);

/** Close everything; the lock and the handle sequence stay. */
void module_close(void);

#endif
