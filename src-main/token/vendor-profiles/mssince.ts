import { type VendorProfile } from './profile-shape.ts';

/** MsSince MK-1: numbers outside the vendor range, from the vendor's header. */
export const mssince: VendorProfile = {
  id: 'mssince',
  title: 'MsSince MK-1',
  match: { file: ['mk_sm2', 'mkpkcs11'], manufacturer: ['MsSince'], description: [], model: [] },
  isTraining: false,
  keyType: 0x00010001,
  allowsEcKeyType: true,
  keyPairGeneration: 0x00010009,
  signMechanisms: [{ code: 0x00010002, input: 'e', parameter: 'none' }],
  ecParamsHex: null,
  signatureForm: 'auto',
  vendorCkrs: [],
  maxObjectBytes: 2048,
  expectedSignMs: 250,
  provenBy: null,
};
