/*
 * The functions of PKCS#11 2.40 that a seal key does not have.
 *
 * Each answers CKR_FUNCTION_NOT_SUPPORTED, and the two relics of parallel sessions (5.16) CKR_FUNCTION_NOT_PARALLEL. The
 * function list holds no NULL: an application may call what it finds there without looking.
 */
#include "entry.h"

#define NOT_SUPPORTED(name, parameters)                                                                                \
    CK_RV name parameters                                                                                              \
    {                                                                                                                  \
        CK_RV rv = enter_module();                                                                                     \
        return rv == CKR_OK ? leave(CKR_FUNCTION_NOT_SUPPORTED) : rv;                                                  \
    }

/* The parameters are named by the standard and used by none of these. */
#pragma GCC diagnostic ignored "-Wunused-parameter"

NOT_SUPPORTED(C_GetOperationState, (CK_SESSION_HANDLE handle, CK_BYTE *state, CK_ULONG *stateLen))
NOT_SUPPORTED(C_SetOperationState, (CK_SESSION_HANDLE handle, CK_BYTE *state, CK_ULONG stateLen,
              CK_OBJECT_HANDLE encryptionKey, CK_OBJECT_HANDLE authenticationKey))
NOT_SUPPORTED(C_CopyObject, (CK_SESSION_HANDLE handle, CK_OBJECT_HANDLE object, CK_ATTRIBUTE *attributes,
              CK_ULONG count, CK_OBJECT_HANDLE *copy))
NOT_SUPPORTED(C_EncryptInit, (CK_SESSION_HANDLE handle, CK_MECHANISM *mechanism, CK_OBJECT_HANDLE key))
NOT_SUPPORTED(C_Encrypt, (CK_SESSION_HANDLE handle, CK_BYTE *in, CK_ULONG inLen, CK_BYTE *out, CK_ULONG *outLen))
NOT_SUPPORTED(C_EncryptUpdate, (CK_SESSION_HANDLE handle, CK_BYTE *in, CK_ULONG inLen, CK_BYTE *out,
              CK_ULONG *outLen))
NOT_SUPPORTED(C_EncryptFinal, (CK_SESSION_HANDLE handle, CK_BYTE *out, CK_ULONG *outLen))
NOT_SUPPORTED(C_DecryptInit, (CK_SESSION_HANDLE handle, CK_MECHANISM *mechanism, CK_OBJECT_HANDLE key))
NOT_SUPPORTED(C_Decrypt, (CK_SESSION_HANDLE handle, CK_BYTE *in, CK_ULONG inLen, CK_BYTE *out, CK_ULONG *outLen))
NOT_SUPPORTED(C_DecryptUpdate, (CK_SESSION_HANDLE handle, CK_BYTE *in, CK_ULONG inLen, CK_BYTE *out,
              CK_ULONG *outLen))
NOT_SUPPORTED(C_DecryptFinal, (CK_SESSION_HANDLE handle, CK_BYTE *out, CK_ULONG *outLen))
NOT_SUPPORTED(C_DigestKey, (CK_SESSION_HANDLE handle, CK_OBJECT_HANDLE key))
NOT_SUPPORTED(C_SignRecoverInit, (CK_SESSION_HANDLE handle, CK_MECHANISM *mechanism, CK_OBJECT_HANDLE key))
NOT_SUPPORTED(C_SignRecover, (CK_SESSION_HANDLE handle, CK_BYTE *in, CK_ULONG inLen, CK_BYTE *out, CK_ULONG *outLen))
NOT_SUPPORTED(C_VerifyRecoverInit, (CK_SESSION_HANDLE handle, CK_MECHANISM *mechanism, CK_OBJECT_HANDLE key))
NOT_SUPPORTED(C_VerifyRecover, (CK_SESSION_HANDLE handle, CK_BYTE *in, CK_ULONG inLen, CK_BYTE *out,
              CK_ULONG *outLen))
NOT_SUPPORTED(C_DigestEncryptUpdate, (CK_SESSION_HANDLE handle, CK_BYTE *in, CK_ULONG inLen, CK_BYTE *out,
              CK_ULONG *outLen))
NOT_SUPPORTED(C_DecryptDigestUpdate, (CK_SESSION_HANDLE handle, CK_BYTE *in, CK_ULONG inLen, CK_BYTE *out,
              CK_ULONG *outLen))
NOT_SUPPORTED(C_SignEncryptUpdate, (CK_SESSION_HANDLE handle, CK_BYTE *in, CK_ULONG inLen, CK_BYTE *out,
              CK_ULONG *outLen))
NOT_SUPPORTED(C_DecryptVerifyUpdate, (CK_SESSION_HANDLE handle, CK_BYTE *in, CK_ULONG inLen, CK_BYTE *out,
              CK_ULONG *outLen))
NOT_SUPPORTED(C_GenerateKey, (CK_SESSION_HANDLE handle, CK_MECHANISM *mechanism, CK_ATTRIBUTE *attributes,
              CK_ULONG count, CK_OBJECT_HANDLE *key))
NOT_SUPPORTED(C_WrapKey, (CK_SESSION_HANDLE handle, CK_MECHANISM *mechanism, CK_OBJECT_HANDLE wrappingKey,
              CK_OBJECT_HANDLE key, CK_BYTE *wrapped, CK_ULONG *wrappedLen))
NOT_SUPPORTED(C_UnwrapKey, (CK_SESSION_HANDLE handle, CK_MECHANISM *mechanism,
              CK_OBJECT_HANDLE unwrappingKey, CK_BYTE *wrapped, CK_ULONG wrappedLen, CK_ATTRIBUTE *attributes,
              CK_ULONG count, CK_OBJECT_HANDLE *key))
NOT_SUPPORTED(C_DeriveKey, (CK_SESSION_HANDLE handle, CK_MECHANISM *mechanism, CK_OBJECT_HANDLE baseKey,
              CK_ATTRIBUTE *attributes, CK_ULONG count, CK_OBJECT_HANDLE *key))

CK_RV C_GetFunctionStatus(CK_SESSION_HANDLE handle)
{
    return CKR_FUNCTION_NOT_PARALLEL;
}

CK_RV C_CancelFunction(CK_SESSION_HANDLE handle)
{
    return CKR_FUNCTION_NOT_PARALLEL;
}
