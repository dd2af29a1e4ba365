import { sm2CurveParamsHex, type VendorProfile } from './profile-shape.ts';

/** TASS: 8000 signs e and answers in DER. The SM3 variants are left out: whether they use Z is not known. */
export const tass: VendorProfile = {
  id: 'tass',
  title: 'TASS',
  match: { file: ['tass'], manufacturer: [], description: [], model: [] },
  isTraining: false,
  keyType: 0x80000004,
  allowsEcKeyType: true,
  keyPairGeneration: 0x80008001,
  signMechanisms: [{ code: 0x80008000, input: 'e', parameter: 'none' }],
  ecParamsHex: sm2CurveParamsHex,
  signatureForm: 'auto',
  vendorCkrs: [],
  maxObjectBytes: 2048,
  expectedSignMs: 250,
  provenBy: null,
};
