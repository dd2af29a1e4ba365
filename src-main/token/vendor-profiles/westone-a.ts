import { type VendorProfile } from './profile-shape.ts';

/** Westone, header of 2018. Variant B has the same names and other numbers, so neither is matched: choose it in the settings. */
export const westoneA: VendorProfile = {
  id: 'westone-a',
  title: 'Westone, variant A',
  match: { file: [], manufacturer: [], description: [], model: [] },
  isTraining: false,
  keyType: 0x80000001,
  allowsEcKeyType: true,
  keyPairGeneration: 0x80000001,
  signMechanisms: [{ code: 0x80000002, input: 'e', parameter: 'none' }],
  ecParamsHex: null,
  signatureForm: 'auto',
  vendorCkrs: [{ value: 0x90000005, sameAs: 0xa4 }],
  maxObjectBytes: 2048,
  expectedSignMs: 250,
  provenBy: null,
};
