import type { Attribute } from 'pkcs11js';
import type { VendorProfile } from '../vendor-profiles/profile-shape.ts';
import { CKA, CKO } from './objects.ts';

/** Templates for a signing pair that lives on the token and whose private half never leaves it. */
export function sm2KeyPairTemplates(
  profile: VendorProfile,
  ckaId: Uint8Array,
  label: string,
): { publicKey: Attribute[]; privateKey: Attribute[] } {
  const id = { type: CKA.id, value: Buffer.from(ckaId) };
  const common: Attribute[] = [
    { type: CKA.token, value: true },
    { type: CKA.keyType, value: profile.keyType },
    { type: CKA.label, value: label },
    id,
  ];
  const { ecParamsHex } = profile;
  const curve: Attribute[] =
    ecParamsHex === null ? [] : [{ type: CKA.ecParams, value: Buffer.from(ecParamsHex, 'hex') }];
  return {
    publicKey: [
      { type: CKA.class, value: CKO.publicKey },
      ...common,
      ...curve,
      { type: CKA.private, value: false },
      { type: CKA.verify, value: true },
    ],
    privateKey: [
      { type: CKA.class, value: CKO.privateKey },
      ...common,
      { type: CKA.private, value: true },
      { type: CKA.sensitive, value: true },
      { type: CKA.extractable, value: false },
      { type: CKA.sign, value: true },
    ],
  };
}
