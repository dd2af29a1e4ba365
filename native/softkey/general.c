/* PKCS#11 2.40, 5.4: general-purpose functions. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <openssl/crypto.h>

#include "blank-padded.h"
#include "crypto-context.h"
#include "entry.h"
#include "slot.h"

#define LIST_ENTRY(name, parameters) .name = name,
static CK_FUNCTION_LIST function_list = {.version = {2, 40}, PKCS11_FUNCTIONS(LIST_ENTRY)};

/*
 * In the child of a fork nothing of the parent may be used (5.4, C_Initialize): its threads are gone, its lock may have
 * been held by one of them, and its logins are not the child's. Lists are left behind unfreed, because the parent may have
 * been in the middle of changing them; only the keys are wiped.
 */
static void forget_parent(void)
{
    pthread_mutex_init(&softkey.lock, NULL);
    pthread_cond_init(&softkey.wake, NULL);
    for (size_t i = 0; i < SLOT_MAX; i++) {
        OPENSSL_cleanse(softkey.slots[i].object_key, BOX_KEY_SIZE);
        memset(&softkey.slots[i], 0, sizeof softkey.slots[i]);
    }
    memset(softkey.sessions, 0, sizeof softkey.sessions);
    softkey.slot_count = 0;
    softkey.is_initialized = false;
}

static void watch_forks(void)
{
    (void)pthread_atfork(NULL, NULL, forget_parent);
}

/* The caller's mutex functions are never used: we take the system's, or say that we cannot (5.4, case 3). */
static CK_RV check_arguments(const CK_C_INITIALIZE_ARGS *arguments)
{
    if (arguments == NULL) {
        return CKR_OK;
    }
    int given = (arguments->CreateMutex != NULL) + (arguments->DestroyMutex != NULL) + (arguments->LockMutex != NULL) +
                (arguments->UnlockMutex != NULL);
    if (arguments->pReserved != NULL || (given != 0 && given != 4)) {
        return CKR_ARGUMENTS_BAD;
    }
    return given == 4 && (arguments->flags & CKF_OS_LOCKING_OK) == 0 ? CKR_CANT_LOCK : CKR_OK;
}

static bool copy_path(char to[SETTINGS_PATH_SIZE], const char *from)
{
    size_t length = strlen(from);
    if (length >= SETTINGS_PATH_SIZE) {
        return false;
    }
    memcpy(to, from, length + 1);
    return true;
}

/* The environment is read here and never later: another thread of the host may be changing it during a call. */
static bool read_environment(void)
{
    const char *root = getenv("SOFTKEY_DIR");
    const char *home = getenv("HOME");
    const char *personality = getenv("SOFTKEY_PERSONALITY");
    const char *spare = getenv("SOFTKEY_SPARE_SLOT");
    softkey.has_spare_slot = spare == NULL || settings_is_true(spare);
    bool has_root = root != NULL && root[0] != '\0'
                        ? copy_path(softkey.root, root)
                        : home != NULL && settings_join_path(softkey.root, home, ".sealkeeper/softkey");
    return has_root && copy_path(softkey.shared_personality, personality == NULL ? "" : personality);
}

CK_RV C_Initialize(void *initArgs)
{
    static pthread_once_t watching = PTHREAD_ONCE_INIT;
    pthread_once(&watching, watch_forks);
    CK_RV rv = check_arguments(initArgs);
    if (rv != CKR_OK) {
        return rv;
    }
    pthread_mutex_lock(&softkey.lock);
    if (softkey.is_initialized && softkey.process == getpid()) {
        return leave(CKR_CRYPTOKI_ALREADY_INITIALIZED);
    }
    if (softkey.is_initialized) {
        forget_parent();
        pthread_mutex_lock(&softkey.lock);
    }
    if (crypto_context() == NULL || !read_environment()) {
        return leave(CKR_GENERAL_ERROR);
    }
    softkey.process = getpid();
    softkey.is_initialized = true;
    softkey.epoch++;
    module_scan_slots();
    return leave(CKR_OK);
}

CK_RV C_Finalize(void *reserved)
{
    if (reserved != NULL) {
        return CKR_ARGUMENTS_BAD;
    }
    CK_RV rv = enter_module();
    if (rv != CKR_OK) {
        return rv;
    }
    module_close();
    softkey.epoch++;
    pthread_cond_broadcast(&softkey.wake);
    return leave(CKR_OK);
}

CK_RV C_GetInfo(CK_INFO *info)
{
    CK_RV rv = enter_module();
    if (rv != CKR_OK) {
        return rv;
    }
    if (info == NULL) {
        return leave(CKR_ARGUMENTS_BAD);
    }
    memset(info, 0, sizeof *info);
    info->cryptokiVersion = (CK_VERSION){2, 40};
    pad_blank(info->manufacturerID, sizeof info->manufacturerID, "SealKeeper");
    pad_blank(info->libraryDescription, sizeof info->libraryDescription, "SealKeeper training key");
    info->libraryVersion = (CK_VERSION){0, 1};
    return leave(CKR_OK);
}

/** The only symbol the library exports. */
__attribute__((visibility("default"))) CK_RV C_GetFunctionList(CK_FUNCTION_LIST **list)
{
    if (list == NULL) {
        return CKR_ARGUMENTS_BAD;
    }
    *list = &function_list;
    return CKR_OK;
}
