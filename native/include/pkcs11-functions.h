/*
 * PKCS#11 2.40: the 68 functions in the order of the standard's function list.
 *
 * Written once as a list; prototypes and CK_FUNCTION_LIST are made from it, so the two cannot drift.
 */
#ifndef SEALKEEPER_PKCS11_FUNCTIONS_H
#define SEALKEEPER_PKCS11_FUNCTIONS_H

struct CK_FUNCTION_LIST;

#define PKCS11_FUNCTIONS(F) PKCS11_MANAGEMENT(F) PKCS11_OBJECTS(F) PKCS11_CIPHERS(F) PKCS11_SIGNATURES(F) PKCS11_KEYS(F)

#define PKCS11_MANAGEMENT(F)                                                                                           \
    F(C_Initialize, (void *initArgs))                                                                                  \
    F(C_Finalize, (void *reserved))                                                                                    \
    F(C_GetInfo, (CK_INFO * info))                                                                                     \
    F(C_GetFunctionList, (struct CK_FUNCTION_LIST * *list))                                                            \
    F(C_GetSlotList, (CK_BBOOL tokenPresent, CK_SLOT_ID *slots, CK_ULONG *count))                                      \
    F(C_GetSlotInfo, (CK_SLOT_ID slotID, CK_SLOT_INFO *info))                                                          \
    F(C_GetTokenInfo, (CK_SLOT_ID slotID, CK_TOKEN_INFO *info))                                                        \
    F(C_GetMechanismList, (CK_SLOT_ID slotID, CK_MECHANISM_TYPE *list, CK_ULONG *count))                               \
    F(C_GetMechanismInfo, (CK_SLOT_ID slotID, CK_MECHANISM_TYPE type, CK_MECHANISM_INFO *info))                        \
    F(C_InitToken, (CK_SLOT_ID slotID, CK_UTF8CHAR *pin, CK_ULONG pinLen, CK_UTF8CHAR *label))                         \
    F(C_InitPIN, (CK_SESSION_HANDLE handle, CK_UTF8CHAR *pin, CK_ULONG pinLen))                                        \
    F(C_SetPIN,                                                                                                        \
      (CK_SESSION_HANDLE handle, CK_UTF8CHAR *oldPin, CK_ULONG oldLen, CK_UTF8CHAR *newPin, CK_ULONG newLen))          \
    F(C_OpenSession,                                                                                                   \
      (CK_SLOT_ID slotID, CK_FLAGS flags, void *application, CK_NOTIFY notify, CK_SESSION_HANDLE *handle))             \
    F(C_CloseSession, (CK_SESSION_HANDLE handle))                                                                      \
    F(C_CloseAllSessions, (CK_SLOT_ID slotID))                                                                         \
    F(C_GetSessionInfo, (CK_SESSION_HANDLE handle, CK_SESSION_INFO *info))                                             \
    F(C_GetOperationState, (CK_SESSION_HANDLE handle, CK_BYTE *state, CK_ULONG *stateLen))                             \
    F(C_SetOperationState, (CK_SESSION_HANDLE handle, CK_BYTE *state, CK_ULONG stateLen,                               \
                            CK_OBJECT_HANDLE encryptionKey, CK_OBJECT_HANDLE authenticationKey))                       \
    F(C_Login, (CK_SESSION_HANDLE handle, CK_USER_TYPE user, CK_UTF8CHAR *pin, CK_ULONG pinLen))                       \
    F(C_Logout, (CK_SESSION_HANDLE handle))

#define PKCS11_OBJECTS(F)                                                                                              \
    F(C_CreateObject,                                                                                                  \
      (CK_SESSION_HANDLE handle, CK_ATTRIBUTE *attributes, CK_ULONG count, CK_OBJECT_HANDLE *object))                  \
    F(C_CopyObject, (CK_SESSION_HANDLE handle, CK_OBJECT_HANDLE object, CK_ATTRIBUTE *attributes, CK_ULONG count,      \
                     CK_OBJECT_HANDLE *copy))                                                                          \
    F(C_DestroyObject, (CK_SESSION_HANDLE handle, CK_OBJECT_HANDLE object))                                            \
    F(C_GetObjectSize, (CK_SESSION_HANDLE handle, CK_OBJECT_HANDLE object, CK_ULONG *size))                            \
    F(C_GetAttributeValue,                                                                                             \
      (CK_SESSION_HANDLE handle, CK_OBJECT_HANDLE object, CK_ATTRIBUTE *attributes, CK_ULONG count))                   \
    F(C_SetAttributeValue,                                                                                             \
      (CK_SESSION_HANDLE handle, CK_OBJECT_HANDLE object, CK_ATTRIBUTE *attributes, CK_ULONG count))                   \
    F(C_FindObjectsInit, (CK_SESSION_HANDLE handle, CK_ATTRIBUTE *attributes, CK_ULONG count))                         \
    F(C_FindObjects, (CK_SESSION_HANDLE handle, CK_OBJECT_HANDLE *objects, CK_ULONG maximum, CK_ULONG *count))         \
    F(C_FindObjectsFinal, (CK_SESSION_HANDLE handle))

#define PKCS11_CIPHERS(F)                                                                                              \
    F(C_EncryptInit, (CK_SESSION_HANDLE handle, CK_MECHANISM *mechanism, CK_OBJECT_HANDLE key))                        \
    F(C_Encrypt, (CK_SESSION_HANDLE handle, CK_BYTE *in, CK_ULONG inLen, CK_BYTE *out, CK_ULONG *outLen))              \
    F(C_EncryptUpdate, (CK_SESSION_HANDLE handle, CK_BYTE *in, CK_ULONG inLen, CK_BYTE *out, CK_ULONG *outLen))        \
    F(C_EncryptFinal, (CK_SESSION_HANDLE handle, CK_BYTE *out, CK_ULONG *outLen))                                      \
    F(C_DecryptInit, (CK_SESSION_HANDLE handle, CK_MECHANISM *mechanism, CK_OBJECT_HANDLE key))                        \
    F(C_Decrypt, (CK_SESSION_HANDLE handle, CK_BYTE *in, CK_ULONG inLen, CK_BYTE *out, CK_ULONG *outLen))              \
    F(C_DecryptUpdate, (CK_SESSION_HANDLE handle, CK_BYTE *in, CK_ULONG inLen, CK_BYTE *out, CK_ULONG *outLen))        \
    F(C_DecryptFinal, (CK_SESSION_HANDLE handle, CK_BYTE *out, CK_ULONG *outLen))                                      \
    F(C_DigestInit, (CK_SESSION_HANDLE handle, CK_MECHANISM *mechanism))                                               \
    F(C_Digest, (CK_SESSION_HANDLE handle, CK_BYTE *in, CK_ULONG inLen, CK_BYTE *out, CK_ULONG *outLen))               \
    F(C_DigestUpdate, (CK_SESSION_HANDLE handle, CK_BYTE *in, CK_ULONG inLen))                                         \
    F(C_DigestKey, (CK_SESSION_HANDLE handle, CK_OBJECT_HANDLE key))                                                   \
    F(C_DigestFinal, (CK_SESSION_HANDLE handle, CK_BYTE *out, CK_ULONG *outLen))

#define PKCS11_SIGNATURES(F)                                                                                           \
    F(C_SignInit, (CK_SESSION_HANDLE handle, CK_MECHANISM *mechanism, CK_OBJECT_HANDLE key))                           \
    F(C_Sign, (CK_SESSION_HANDLE handle, CK_BYTE *in, CK_ULONG inLen, CK_BYTE *signature, CK_ULONG *signatureLen))     \
    F(C_SignUpdate, (CK_SESSION_HANDLE handle, CK_BYTE *in, CK_ULONG inLen))                                           \
    F(C_SignFinal, (CK_SESSION_HANDLE handle, CK_BYTE *signature, CK_ULONG *signatureLen))                             \
    F(C_SignRecoverInit, (CK_SESSION_HANDLE handle, CK_MECHANISM *mechanism, CK_OBJECT_HANDLE key))                    \
    F(C_SignRecover, (CK_SESSION_HANDLE handle, CK_BYTE *in, CK_ULONG inLen, CK_BYTE *out, CK_ULONG *outLen))          \
    F(C_VerifyInit, (CK_SESSION_HANDLE handle, CK_MECHANISM *mechanism, CK_OBJECT_HANDLE key))                         \
    F(C_Verify, (CK_SESSION_HANDLE handle, CK_BYTE *in, CK_ULONG inLen, CK_BYTE *signature, CK_ULONG signatureLen))    \
    F(C_VerifyUpdate, (CK_SESSION_HANDLE handle, CK_BYTE *in, CK_ULONG inLen))                                         \
    F(C_VerifyFinal, (CK_SESSION_HANDLE handle, CK_BYTE *signature, CK_ULONG signatureLen))                            \
    F(C_VerifyRecoverInit, (CK_SESSION_HANDLE handle, CK_MECHANISM *mechanism, CK_OBJECT_HANDLE key))                  \
    F(C_VerifyRecover, (CK_SESSION_HANDLE handle, CK_BYTE *in, CK_ULONG inLen, CK_BYTE *out, CK_ULONG *outLen))        \
    F(C_DigestEncryptUpdate, (CK_SESSION_HANDLE handle, CK_BYTE *in, CK_ULONG inLen, CK_BYTE *out, CK_ULONG *outLen))  \
    F(C_DecryptDigestUpdate, (CK_SESSION_HANDLE handle, CK_BYTE *in, CK_ULONG inLen, CK_BYTE *out, CK_ULONG *outLen))  \
    F(C_SignEncryptUpdate, (CK_SESSION_HANDLE handle, CK_BYTE *in, CK_ULONG inLen, CK_BYTE *out, CK_ULONG *outLen))    \
    F(C_DecryptVerifyUpdate, (CK_SESSION_HANDLE handle, CK_BYTE *in, CK_ULONG inLen, CK_BYTE *out, CK_ULONG *outLen))

#define PKCS11_KEYS(F)                                                                                                 \
    F(C_GenerateKey, (CK_SESSION_HANDLE handle, CK_MECHANISM *mechanism, CK_ATTRIBUTE *attributes, CK_ULONG count,     \
                      CK_OBJECT_HANDLE *key))                                                                          \
    F(C_GenerateKeyPair,                                                                                               \
      (CK_SESSION_HANDLE handle, CK_MECHANISM *mechanism, CK_ATTRIBUTE *publicAttributes, CK_ULONG publicCount,        \
       CK_ATTRIBUTE *privateAttributes, CK_ULONG privateCount, CK_OBJECT_HANDLE *publicKey,                            \
       CK_OBJECT_HANDLE *privateKey))                                                                                  \
    F(C_WrapKey, (CK_SESSION_HANDLE handle, CK_MECHANISM *mechanism, CK_OBJECT_HANDLE wrappingKey,                     \
                  CK_OBJECT_HANDLE key, CK_BYTE *wrapped, CK_ULONG *wrappedLen))                                       \
    F(C_UnwrapKey, (CK_SESSION_HANDLE handle, CK_MECHANISM *mechanism, CK_OBJECT_HANDLE unwrappingKey,                 \
                    CK_BYTE *wrapped, CK_ULONG wrappedLen, CK_ATTRIBUTE *attributes, CK_ULONG count,                   \
                    CK_OBJECT_HANDLE *key))                                                                            \
    F(C_DeriveKey, (CK_SESSION_HANDLE handle, CK_MECHANISM *mechanism, CK_OBJECT_HANDLE baseKey,                       \
                    CK_ATTRIBUTE *attributes, CK_ULONG count, CK_OBJECT_HANDLE *key))                                  \
    F(C_SeedRandom, (CK_SESSION_HANDLE handle, CK_BYTE *seed, CK_ULONG seedLen))                                       \
    F(C_GenerateRandom, (CK_SESSION_HANDLE handle, CK_BYTE *random, CK_ULONG randomLen))                               \
    F(C_GetFunctionStatus, (CK_SESSION_HANDLE handle))                                                                 \
    F(C_CancelFunction, (CK_SESSION_HANDLE handle))                                                                    \
    F(C_WaitForSlotEvent, (CK_FLAGS flags, CK_SLOT_ID *slot, void *reserved))

#define PKCS11_PROTOTYPE(name, parameters) CK_RV name parameters;
PKCS11_FUNCTIONS(PKCS11_PROTOTYPE)

#define PKCS11_MEMBER(name, parameters) CK_RV(*name) parameters;
typedef struct CK_FUNCTION_LIST {
    CK_VERSION version;
    PKCS11_FUNCTIONS(PKCS11_MEMBER)
} CK_FUNCTION_LIST;

#endif
