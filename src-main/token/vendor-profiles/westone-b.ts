import { type VendorProfile } from './profile-shape.ts';

/** Westone, the other header. See variant A. */
export const westoneB: VendorProfile = {
  id: 'westone-b',
  title: 'Westone, variant B',
  match: { file: [], manufacturer: [], description: [], model: [] },
  isTraining: false,
  keyType: 0x80000001,
  allowsEcKeyType: true,
  keyPairGeneration: 0x80000003,
  signMechanisms: [{ code: 0x80000004, input: 'e', parameter: 'none' }],
  ecParamsHex: null,
  signatureForm: 'auto',
  vendorCkrs: [{ value: 0x90000005, sameAs: 0xa4 }],
  maxObjectBytes: 2048,
  expectedSignMs: 250,
  provenBy: null,
};
