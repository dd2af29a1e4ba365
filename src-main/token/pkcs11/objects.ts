import type { Attribute, Handle } from 'pkcs11js';
import { StationError } from '#shared/errors/station-error.ts';
import type { TokenCertificate } from '../host-protocol.ts';
import { callModule, isCkr } from './ckr-failure.ts';
import type { TokenModule } from './token-module.ts';

/** Attribute and class numbers of PKCS#11 2.40 we use. */
export const CKA = {
  class: 0x0,
  token: 0x1,
  private: 0x2,
  label: 0x3,
  application: 0x10,
  value: 0x11,
  certificateType: 0x80,
  keyType: 0x100,
  subject: 0x101,
  id: 0x102,
  sensitive: 0x103,
  sign: 0x108,
  verify: 0x10a,
  extractable: 0x162,
  ecParams: 0x180,
  ecPoint: 0x181,
} as const;
export const CKO = { data: 0, certificate: 1, publicKey: 2, privateKey: 3 } as const;

/** CKA_APPLICATION of our data objects. */
export const applicationName = 'SealKeeper';

/** More objects than any real token holds; a driver that lists for ever is cut off here. */
const maxObjects = 256;

export function findObjects(module: TokenModule, session: Handle, template: Attribute[]): Handle[] {
  const { pkcs11 } = module;
  callModule('C_FindObjectsInit', () => pkcs11.C_FindObjectsInit(session, template));
  try {
    const found: Handle[] = [];
    while (found.length < maxObjects) {
      const some = callModule('C_FindObjects', () => pkcs11.C_FindObjects(session, 16));
      if (some.length === 0) break;
      found.push(...some);
    }
    return found;
  } finally {
    callModule('C_FindObjectsFinal', () => pkcs11.C_FindObjectsFinal(session));
  }
}

/**
 * One attribute, or null when the object has none or keeps it to itself. One by one, because a single missing
 * attribute makes a call for several fail as a whole.
 */
export function readAttribute(module: TokenModule, session: Handle, object: Handle, type: number): Uint8Array | null {
  try {
    const [attribute] = callModule('C_GetAttributeValue', () =>
      module.pkcs11.C_GetAttributeValue(session, object, [{ type }]),
    );
    return attribute === undefined ? null : new Uint8Array(attribute.value);
  } catch (error) {
    if (isCkr(error, 'CKR_ATTRIBUTE_TYPE_INVALID', 'CKR_ATTRIBUTE_SENSITIVE')) return null;
    throw error;
  }
}

export function readBoolean(module: TokenModule, session: Handle, object: Handle, type: number): boolean | null {
  const value = readAttribute(module, session, object, type);
  return value === null ? null : value[0] === 1;
}

/**
 * The private key with this CKA_ID; exactly one, or none is used.
 * @throws TOKEN_KEY_NOT_FOUND
 */
export function findPrivateKey(module: TokenModule, session: Handle, ckaId: Uint8Array): Handle {
  const keys = findObjects(module, session, [
    { type: CKA.class, value: CKO.privateKey },
    { type: CKA.id, value: Buffer.from(ckaId) },
  ]);
  const [key] = keys;
  if (key === undefined || keys.length !== 1) {
    throw new StationError('TOKEN_KEY_NOT_FOUND', { detail: '@token.missing.privateKey', found: keys.length });
  }
  return key;
}

/** Every certificate on the token. */
export function readCertificates(module: TokenModule, session: Handle): TokenCertificate[] {
  const objects = findObjects(module, session, [{ type: CKA.class, value: CKO.certificate }]);
  return objects.flatMap((object) => {
    const der = readAttribute(module, session, object, CKA.value);
    if (der === null) return [];
    const label = readAttribute(module, session, object, CKA.label) ?? new Uint8Array();
    const ckaId = readAttribute(module, session, object, CKA.id) ?? new Uint8Array();
    return [{ ckaId, label: new TextDecoder().decode(label), der }];
  });
}

/** The value of our data object with this label, or null. */
export function readData(module: TokenModule, session: Handle, label: string): Uint8Array | null {
  const [object] = findObjects(module, session, dataTemplate(label));
  return object === undefined ? null : readAttribute(module, session, object, CKA.value);
}

export function dataTemplate(label: string): Attribute[] {
  return [
    { type: CKA.class, value: CKO.data },
    { type: CKA.application, value: applicationName },
    { type: CKA.label, value: label },
  ];
}

/**
 * CKA_EC_POINT in the forms tokens give it: OCTET STRING around `04 || X || Y` (the standard), the bare point, or
 * X || Y.
 * @returns 65 bytes `04 || X || Y`, or null
 */
export function readEcPoint(value: Uint8Array): Uint8Array | null {
  if (value.length === 67 && value[0] === 0x04 && value[1] === 0x41 && value[2] === 0x04) return value.slice(2);
  if (value.length === 65 && value[0] === 0x04) return value.slice();
  if (value.length === 64) return Uint8Array.of(0x04, ...value);
  return null;
}
