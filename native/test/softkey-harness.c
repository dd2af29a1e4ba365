/* See softkey-harness.h. */
#include "softkey-harness.h"

#include <ftw.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

CK_FUNCTION_LIST *p11;

static char folder[64];
static const char *running = "";

void fail_check(const char *file, int line, const char *text, CK_RV actual, CK_RV expected)
{
    (void)fprintf(stderr, "not ok - %s\n  %s:%d: %s gave 0x%lx, expected 0x%lx\n", running, file, line, text, actual,
                  expected);
    _exit(1);
}

static int remove_entry(const char *path, const struct stat *status, int kind, struct FTW *where)
{
    (void)status;
    (void)kind;
    (void)where;
    return remove(path);
}

static void remove_folder(void)
{
    if (folder[0] != '\0') {
        (void)nftw(folder, remove_entry, 8, FTW_DEPTH | FTW_PHYS);
    }
}

/* In memory where there is such a place: the tests make thousands of durable writes and are not about the disk. */
static void make_folder(void)
{
    struct stat status;
    bool has_memory = stat("/dev/shm", &status) == 0;
    (void)snprintf(folder, sizeof folder, "%s/softkey-test-XXXXXX", has_memory ? "/dev/shm" : "/tmp");
    CHECK(mkdtemp(folder) != NULL);
    CHECK(setenv("SOFTKEY_DIR", folder, 1) == 0);
    set_personality("");
}

int run_requirements(const struct requirement *list, size_t count, int argc, char **argv)
{
    CHECK_RV(C_GetFunctionList(&p11), CKR_OK);
    for (size_t i = 0; i < count; i++) {
        if (argc > 1 && strcmp(argv[1], list[i].title) != 0) {
            continue;
        }
        running = list[i].title;
        make_folder();
        list[i].show();
        (void)p11->C_Finalize(NULL);
        remove_folder();
        (void)printf("ok - %s\n", running);
        (void)fflush(stdout);
    }
    return 0;
}

static void write_file(const char *path, const char *text)
{
    char temporary[256];
    (void)snprintf(temporary, sizeof temporary, "%s.tmp", path);
    FILE *file = fopen(temporary, "w");
    CHECK(file != NULL);
    CHECK(fputs(text, file) >= 0);
    CHECK(fclose(file) == 0);
    CHECK(rename(temporary, path) == 0);
}

const char *test_path(const char *token, const char *name)
{
    static char path[192];
    (void)snprintf(path, sizeof path, "%s/%s/%s", folder, token, name);
    return path;
}

void set_personality(const char *lines)
{
    char text[1024];
    char path[96];
    (void)snprintf(text, sizeof text, "kdf-iterations=2\n%s", lines);
    (void)snprintf(path, sizeof path, "%s/shared-personality", folder);
    write_file(path, text);
    CHECK(setenv("SOFTKEY_PERSONALITY", path, 1) == 0);
}

void set_control(const char *token, const char *lines)
{
    write_file(test_path(token, "control"), lines);
}

unsigned long signature_count(const char *token)
{
    unsigned long count = 0;
    FILE *file = fopen(test_path(token, "counter"), "r");
    if (file != NULL) {
        CHECK(fscanf(file, "%lu", &count) == 1);
        CHECK(fclose(file) == 0);
    }
    return count;
}

void start_module(void)
{
    CHECK_RV(p11->C_Initialize(NULL), CKR_OK);
}

void personalise(void)
{
    CK_UTF8CHAR label[32];
    CK_SESSION_HANDLE session = 0;
    memset(label, ' ', sizeof label);
    memcpy(label, "test", 4);
    CHECK_RV(p11->C_InitToken(0, PIN(SO_PIN), label), CKR_OK);
    CHECK_RV(p11->C_OpenSession(0, CKF_SERIAL_SESSION | CKF_RW_SESSION, NULL, NULL, &session), CKR_OK);
    CHECK_RV(p11->C_Login(session, CKU_SO, PIN(SO_PIN)), CKR_OK);
    CHECK_RV(p11->C_InitPIN(session, PIN(USER_PIN)), CKR_OK);
    CHECK_RV(p11->C_CloseSession(session), CKR_OK);
}

CK_SESSION_HANDLE open_session(bool is_read_write)
{
    CK_SESSION_HANDLE session = 0;
    CK_FLAGS flags = CKF_SERIAL_SESSION | (is_read_write ? CKF_RW_SESSION : 0);
    CHECK_RV(p11->C_OpenSession(0, flags, NULL, NULL, &session), CKR_OK);
    return session;
}

CK_SESSION_HANDLE open_logged_in(void)
{
    CK_SESSION_HANDLE session = open_session(true);
    CHECK_RV(p11->C_Login(session, CKU_USER, PIN(USER_PIN)), CKR_OK);
    return session;
}

void make_key_pair(CK_SESSION_HANDLE session, CK_OBJECT_HANDLE *public_key, CK_OBJECT_HANDLE *private_key)
{
    CK_BBOOL yes = CK_TRUE;
    CK_BYTE id[] = {1};
    CK_ATTRIBUTE attributes[] = {{CKA_TOKEN, &yes, sizeof yes}, {CKA_ID, id, sizeof id}};
    CK_MECHANISM mechanism = {0x80008001UL, NULL, 0};
    CHECK_RV(p11->C_GenerateKeyPair(session, &mechanism, attributes, 2, attributes, 2, public_key, private_key), CKR_OK);
}

CK_OBJECT_HANDLE make_data(CK_SESSION_HANDLE session, const char *label, size_t size, bool is_private, CK_RV expected)
{
    CK_OBJECT_CLASS object_class = CKO_DATA;
    CK_BBOOL yes = CK_TRUE;
    CK_BBOOL private = is_private ? CK_TRUE : CK_FALSE;
    CK_BYTE *value = calloc(1, size + 1);
    CK_OBJECT_HANDLE object = CK_INVALID_HANDLE;
    CK_ATTRIBUTE attributes[] = {
        {CKA_CLASS, &object_class, sizeof object_class}, {CKA_TOKEN, &yes, sizeof yes},
        {CKA_PRIVATE, &private, sizeof private},         {CKA_LABEL, (void *)(size_t)label, strlen(label)},
        {CKA_VALUE, value, size},
    };
    CHECK_RV(p11->C_CreateObject(session, attributes, 5, &object), expected);
    free(value);
    return object;
}

CK_RV sign_once(CK_SESSION_HANDLE session, CK_OBJECT_HANDLE key, CK_BYTE signature[64])
{
    CK_MECHANISM mechanism = {0x80008105UL, NULL, 0};
    CK_BYTE e[32];
    CK_ULONG length = 64;
    memset(e, 0x5A, sizeof e);
    CK_RV rv = p11->C_SignInit(session, &mechanism, key);
    return rv == CKR_OK ? p11->C_Sign(session, e, sizeof e, signature, &length) : rv;
}

static CK_ULONG search(CK_SESSION_HANDLE session, CK_OBJECT_CLASS object_class, CK_OBJECT_HANDLE *objects, CK_ULONG size)
{
    CK_ATTRIBUTE wanted = {CKA_CLASS, &object_class, sizeof object_class};
    CK_ULONG count = 0;
    CHECK_RV(p11->C_FindObjectsInit(session, &wanted, 1), CKR_OK);
    CHECK_RV(p11->C_FindObjects(session, objects, size, &count), CKR_OK);
    CHECK_RV(p11->C_FindObjectsFinal(session), CKR_OK);
    return count;
}

CK_OBJECT_HANDLE find_first(CK_SESSION_HANDLE session, CK_OBJECT_CLASS object_class)
{
    CK_OBJECT_HANDLE object = CK_INVALID_HANDLE;
    return search(session, object_class, &object, 1) == 1 ? object : CK_INVALID_HANDLE;
}

CK_ULONG count_objects(CK_SESSION_HANDLE session, CK_OBJECT_CLASS object_class)
{
    CK_OBJECT_HANDLE objects[128];
    return search(session, object_class, objects, 128);
}

CK_FLAGS token_flags(CK_SLOT_ID slot)
{
    CK_TOKEN_INFO info;
    CHECK_RV(p11->C_GetTokenInfo(slot, &info), CKR_OK);
    return info.flags;
}
