import { sm2CurveParamsHex, type VendorProfile } from './profile-shape.ts';

/** Thales Luna and Trustonic: SM2DSA over e. SM3 variants are left out until their use of Z is known. */
export const luna: VendorProfile = {
  id: 'luna',
  title: 'Thales Luna',
  match: { file: ['cryptoki', 'libCryptoki2'], manufacturer: ['SafeNet', 'Thales'], description: [], model: [] },
  isTraining: false,
  keyType: 0x80000016,
  allowsEcKeyType: true,
  keyPairGeneration: 0x80000b20,
  signMechanisms: [{ code: 0x80000b21, input: 'e', parameter: 'none' }],
  ecParamsHex: sm2CurveParamsHex,
  signatureForm: 'auto',
  vendorCkrs: [],
  maxObjectBytes: 2048,
  expectedSignMs: 100,
  provenBy: null,
};
