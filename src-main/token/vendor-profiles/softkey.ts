import { sm2CurveParamsHex, type VendorProfile } from './profile-shape.ts';

/** The software token of this project (native/softkey) with its default numbers, which are those of the Sansec family. */
export const softkey: VendorProfile = {
  id: 'softkey',
  title: 'SealKeeper training key',
  match: { file: ['softkey'], manufacturer: ['SealKeeper'], description: [], model: [] },
  isTraining: true,
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
  maxObjectBytes: 48 * 1024,
  expectedSignMs: 20,
  provenBy: 'test/main/token',
};
