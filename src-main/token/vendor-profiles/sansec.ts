import { sm2CurveParamsHex, type VendorProfile } from './profile-shape.ts';

/** Sansec: numbers from the vendor's header; 8100 hashes without Z, 8103 with Z, as published vectors show. */
export const sansec: VendorProfile = {
  id: 'sansec',
  title: 'Sansec',
  match: { file: ['upkcs11', 'swpkcs11'], manufacturer: [], description: [], model: [] },
  isTraining: false,
  keyType: 0x80000004,
  allowsEcKeyType: true,
  keyPairGeneration: 0x80008001,
  signMechanisms: [
    { code: 0x80008105, input: 'e', parameter: 'none' },
    { code: 0x80008104, input: 'e', parameter: 'none' },
    { code: 0x80008102, input: 'msg+Z', parameter: 'none' },
    { code: 0x80008103, input: 'msg+Z', parameter: 'none' },
    { code: 0x80008100, input: 'msg-noZ', parameter: 'none' },
    { code: 0x80008101, input: 'msg-noZ', parameter: 'none' },
  ],
  ecParamsHex: sm2CurveParamsHex,
  signatureForm: 'auto',
  vendorCkrs: [],
  maxObjectBytes: 2048,
  expectedSignMs: 250,
  provenBy: 'published signature vectors; no token seen',
};
