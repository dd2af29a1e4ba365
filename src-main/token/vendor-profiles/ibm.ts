import { sm2CurveParamsHex, type VendorProfile } from './profile-shape.ts';

/** IBM-compatible numbers; some Sansec modules accept them too, where the profile is chosen in the settings. */
export const ibm: VendorProfile = {
  id: 'ibm',
  title: 'IBM-compatible',
  match: { file: ['opencryptoki', 'ep11'], manufacturer: ['IBM'], description: [], model: [] },
  isTraining: false,
  keyType: 0x80050002,
  allowsEcKeyType: true,
  keyPairGeneration: 0x8005000a,
  signMechanisms: [{ code: 0x8005000b, input: 'e', parameter: 'none' }],
  ecParamsHex: sm2CurveParamsHex,
  signatureForm: 'auto',
  vendorCkrs: [],
  maxObjectBytes: 2048,
  expectedSignMs: 100,
  provenBy: null,
};
