/* The objects an application can see through a session. */
#ifndef SOFTKEY_OBJECT_TABLE_H
#define SOFTKEY_OBJECT_TABLE_H

#include "module.h"

/** The object with that handle if it is visible now, or NULL. */
struct object *objects_find(const struct slot *slot, CK_OBJECT_HANDLE handle);

/** Handles of all visible objects that match; a malloc'ed array (NULL when none) whose count is returned. */
CK_RV objects_search(const struct slot *slot, const CK_ATTRIBUTE *wanted, CK_ULONG count, CK_OBJECT_HANDLE **handles,
                     size_t *found);

/**
 * Take over finished attribute lists as new objects, all or none. Token objects are stored before this returns.
 * The lists are emptied whatever happens. @return CKR_DEVICE_MEMORY when the token is full
 */
CK_RV objects_add(struct session *session, struct attributes *lists, size_t count, CK_OBJECT_HANDLE *handles);

/** Replace an object's attributes by `changed` (emptied), storing a token object. */
CK_RV objects_change(struct slot *slot, CK_OBJECT_HANDLE handle, struct attributes *changed);

CK_RV objects_remove(struct slot *slot, CK_OBJECT_HANDLE handle);

#endif
