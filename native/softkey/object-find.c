/* PKCS#11 2.40, 5.7: searching. The result is fixed when the search begins. */
#include "entry.h"
#include "object-table.h"
#include "object-template.h"
#include "session-table.h"

CK_RV C_FindObjectsInit(CK_SESSION_HANDLE handle, CK_ATTRIBUTE *attributes, CK_ULONG count)
{
    struct session *session = NULL;
    CK_RV rv = enter_session(handle, __func__, &session);
    if (rv != CKR_OK) {
        return rv;
    }
    if (session->find.is_active) {
        return leave(CKR_OPERATION_ACTIVE);
    }
    rv = template_check_pointers(attributes, count);
    if (rv == CKR_OK) {
        rv = objects_search(session->slot, attributes, count, &session->find.handles, &session->find.count);
    }
    session->find.is_active = rv == CKR_OK;
    return leave(rv);
}

CK_RV C_FindObjects(CK_SESSION_HANDLE handle, CK_OBJECT_HANDLE *objects, CK_ULONG maximum, CK_ULONG *count)
{
    struct session *session = NULL;
    CK_RV rv = enter_session(handle, __func__, &session);
    if (rv != CKR_OK) {
        return rv;
    }
    struct find_operation *find = &session->find;
    if (!find->is_active) {
        return leave(CKR_OPERATION_NOT_INITIALIZED);
    }
    if (count == NULL || (objects == NULL && maximum > 0)) {
        return leave(CKR_ARGUMENTS_BAD);
    }
    CK_ULONG given = 0;
    while (given < maximum && find->given < find->count) {
        CK_OBJECT_HANDLE object = find->handles[find->given++];
        /* It may have been destroyed, or hidden by a logout, since the search began. */
        if (objects_find(session->slot, object) != NULL) {
            objects[given++] = object;
        }
    }
    *count = given;
    return leave(CKR_OK);
}

CK_RV C_FindObjectsFinal(CK_SESSION_HANDLE handle)
{
    struct session *session = NULL;
    CK_RV rv = enter_session(handle, __func__, &session);
    if (rv != CKR_OK) {
        return rv;
    }
    if (!session->find.is_active) {
        return leave(CKR_OPERATION_NOT_INITIALIZED);
    }
    find_operation_end(&session->find);
    return leave(CKR_OK);
}
