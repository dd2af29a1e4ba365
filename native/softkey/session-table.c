/* See session-table.h. */
#include "session-table.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <stdlib.h>
#include <string.h>

#include "slot.h"

struct session *session_open(struct slot *slot, bool is_read_write)
{
    for (size_t i = 0; i < SESSION_MAX; i++) {
        if (softkey.sessions[i] == NULL) {
            struct session *session = calloc(1, sizeof *session);
            if (session != NULL) {
                session->handle = module_next_handle();
                session->slot = slot;
                session->is_read_write = is_read_write;
                softkey.sessions[i] = session;
            }
            return session;
        }
    }
    return NULL;
}

struct session *session_find(CK_SESSION_HANDLE handle)
{
    for (size_t i = 0; i < SESSION_MAX; i++) {
        if (softkey.sessions[i] != NULL && softkey.sessions[i]->handle == handle) {
            return softkey.sessions[i];
        }
    }
    return NULL;
}

void signature_operation_end(struct signature_operation *operation)
{
    EVP_PKEY_free(operation->key);
    EVP_MD_CTX_free(operation->sm3);
    OPENSSL_cleanse(operation, sizeof *operation);
}

void find_operation_end(struct find_operation *operation)
{
    free(operation->handles);
    memset(operation, 0, sizeof *operation);
}

void session_cancel_operations(struct session *session)
{
    EVP_MD_CTX_free(session->digest);
    session->digest = NULL;
    session->digest_is_updated = false;
    signature_operation_end(&session->sign);
    signature_operation_end(&session->verify);
}

static void drop_objects(struct slot *slot, CK_SESSION_HANDLE owner)
{
    for (struct object **at = &slot->session_objects; *at != NULL;) {
        struct object *object = *at;
        if (object->owner == owner) {
            *at = object->next;
            object_free(object);
        } else {
            at = &object->next;
        }
    }
}

static void release(size_t place)
{
    struct session *session = softkey.sessions[place];
    drop_objects(session->slot, session->handle);
    session_cancel_operations(session);
    find_operation_end(&session->find);
    free(session);
    softkey.sessions[place] = NULL;
}

void session_close(struct session *session)
{
    struct slot *slot = session->slot;
    for (size_t i = 0; i < SESSION_MAX; i++) {
        if (softkey.sessions[i] == session) {
            release(i);
            break;
        }
    }
    if (slot->login != LOGIN_NONE && sessions_count(slot, false) == 0) {
        slot_logout(slot);
    }
}

void sessions_close_slot(struct slot *slot)
{
    for (size_t i = 0; i < SESSION_MAX; i++) {
        if (softkey.sessions[i] != NULL && softkey.sessions[i]->slot == slot) {
            release(i);
        }
    }
    if (slot->login != LOGIN_NONE) {
        slot_logout(slot);
    }
}

CK_ULONG sessions_count(const struct slot *slot, bool only_read_write)
{
    CK_ULONG count = 0;
    for (size_t i = 0; i < SESSION_MAX; i++) {
        const struct session *session = softkey.sessions[i];
        if (session != NULL && session->slot == slot && (session->is_read_write || !only_read_write)) {
            count++;
        }
    }
    return count;
}

void sessions_drop_signing(const struct slot *slot)
{
    for (size_t i = 0; i < SESSION_MAX; i++) {
        if (softkey.sessions[i] != NULL && softkey.sessions[i]->slot == slot) {
            signature_operation_end(&softkey.sessions[i]->sign);
        }
    }
}
