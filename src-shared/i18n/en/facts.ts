import type { Translated } from '../translated.ts';
import type { zhCnFacts } from '../zh-cn/facts.ts';
import { enFactTopics } from './fact-topics.ts';
import { enOfdChecks, enOfdReasons } from './ofd-facts.ts';
import { enPdfChecks, enPdfReasons } from './pdf-facts.ts';
import { enSignatureChecks, enSignatureReasons } from './signature-facts.ts';
import { enTrustReasons } from './trust-facts.ts';

export const enFacts: Translated<typeof zhCnFacts> = {
  checks: { ...enSignatureChecks, ofd: enOfdChecks, pdf: enPdfChecks },
  reasons: { ...enOfdReasons, ...enPdfReasons, ...enSignatureReasons, ...enTrustReasons },
  topics: enFactTopics,
  /** Words of the program itself that stand in evidence, by the name of the evidence. */
  values: {
    source: { claimed: 'the signer’s claim', timestamp: 'a timestamp' },
    by: { pinned: 'a maker on the trust list', root: 'issued under a trusted root' },
    signerList: { certificates: 'certificates', digests: 'digests of certificates' },
  },
  checkAlone: '{{check}}',
  checkAndReason: '{{check}}: {{reason}}',
};
