import type { Translated } from '../translated.ts';
import type { zhCnToken } from '../zh-cn/token.ts';

export const enToken: Translated<typeof zhCnToken> = {
  tries: {
    normal: 'No wrong PIN on record.',
    tried: 'At least one wrong PIN so far.',
    final: 'One try is left; another wrong PIN locks the key.',
    locked: 'The key is locked.',
  },
  purpose: {
    stamping: 'stamping',
    'certificate-request': 'certificate request',
    'activation-proof': 'seal activation',
    'self-test': 'key self-test',
    'seal-making': 'seal making',
    'pin-change': 'change of PIN',
  },
  use: {
    forged: 'The warrant does not come from an approval.',
    notLive: 'The warrant is no longer valid.',
    notReserved: 'The intent of this warrant is not on record yet.',
    takenBefore: 'The warrant has been taken to the key before.',
    otherForm: 'The data to be signed are not a stamp of this permission.',
    otherDigest: 'The data to be signed differ from those of the recorded intent.',
    inProgress: 'The warrant of this request is in use.',
    useSpent: 'This use is over and cannot be repeated.',
    otherCertificate: 'The warrant is for another certificate or key.',
    notInBatch: 'The document is not on the approved list of this batch.',
    batchLimit: 'This login has used up its number of signatures or its time.',
    sessionClosed: 'The key session has ended.',
  },
  unfit: {
    notRepeated: 'The new PIN was not repeated alike.',
    length: 'A new PIN has {{min}} to {{max}} characters.',
    short: 'A new PIN has at least {{min}} characters.',
    same: 'The new PIN is the old one.',
    simple: 'The new PIN is too simple: not one character over and over, and no run of digits or letters.',
  },
  mismatch: {
    certificate: 'The signing certificate on the key is not the enrolled one.',
    serial: 'The serial number of the key changed before signing.',
    publicKey: 'The public key on the key is not that of the certificate.',
    module: 'The driver file is not the one that was tested; test it again.',
    sealObject: 'The seal data on the key are not those of the seal on file.',
  },
  missing: {
    privateKey: 'There is no private key with the identifier of the certificate, or more than one.',
    certificate: 'There is no signing certificate.',
    profile: 'model "{{model}}", driver "{{file}}"',
    mechanism: 'This model offers no SM2 mechanism we can use.',
  },
};
