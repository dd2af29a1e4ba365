/** What a check is about, for the words that explain it: `facts.topics.<name>`. */
export const factTopics = [
  'content',
  'signature',
  'makerSignature',
  'entitlement',
  'form',
  'picture',
  'sealValidity',
  'certificate',
  'revocation',
  'maker',
  'status',
  'time',
  'timestamp',
  'since',
  'byteRange',
  'laterChanges',
  'field',
  'references',
  'coverage',
  'list',
  'stamps',
  'sealFile',
  'straddle',
  'package',
] as const;
export type FactTopic = (typeof factTopics)[number];

/** The first line that fits decides. */
const topics: readonly (readonly [FactTopic, RegExp])[] = [
  ['revocation', /\.revocation$/],
  ['content', /^(ses\.dataHash|cms\.(content|messageDigest|contentType)|signature\.value|ofd\.signedValue)$/],
  ['makerSignature', /^ses\.makerSignature$/],
  ['entitlement', /^ses\.signerInSeal$/],
  ['picture', /^ses\.sealPicture$/],
  ['sealValidity', /^ses\.sealValidity$/],
  ['maker', /^(trust\.|makerChain\.|maker\.)/],
  ['certificate', /^(chain\.|signer\.|cms\.(signers|signerCertificate|signingCertificate)$)/],
  ['status', /^seal\.status$/],
  ['since', /^time\.(sealNow|certificateNow)$/],
  ['time', /^time\./],
  ['timestamp', /^(timestamp|ses\.sealTimestamp$)/],
  ['signature', /^(ses\.signature|cms\.(signature|attributes|digestAlgorithm))$/],
  ['laterChanges', /^pdf\.(laterChanges|coverage)$/],
  ['field', /^pdf\.(field|structure)$/],
  ['byteRange', /^pdf\./],
  ['references', /^ofd\.(references|referenceMissing|weakDigest)$/],
  ['coverage', /^ofd\.(coverage|documents|signaturesXmlUnprotected)$/],
  ['list', /^ofd\.signatureList$/],
  ['straddle', /^(ofd|pdf)\.straddle/],
  ['stamps', /^ofd\.stamps$/],
  ['sealFile', /^ofd\.sealFile$/],
  ['package', /^ofd\./],
];

/** Checks that no line names are about the form of the data. */
export function topicOf(check: string): FactTopic {
  return topics.find(([, pattern]) => pattern.test(check))?.[0] ?? 'form';
}
