import { zhCnFactTopics } from './fact-topics.ts';
import { zhCnOfdChecks, zhCnOfdReasons } from './ofd-facts.ts';
import { zhCnPdfChecks, zhCnPdfReasons } from './pdf-facts.ts';
import { zhCnSignatureChecks, zhCnSignatureReasons } from './signature-facts.ts';
import { zhCnTrustReasons } from './trust-facts.ts';

/** Words of the facts and reasons of a verification. */
export const zhCnFacts = {
  checks: { ...zhCnSignatureChecks, ofd: zhCnOfdChecks, pdf: zhCnPdfChecks },
  reasons: { ...zhCnOfdReasons, ...zhCnPdfReasons, ...zhCnSignatureReasons, ...zhCnTrustReasons },
  topics: zhCnFactTopics,
  /** Words of the program itself that stand in evidence, by the name of the evidence. */
  values: {
    source: { claimed: '签章者声明', timestamp: '时间戳' },
    by: { pinned: '信任清单所列的制章者', root: '由可信的根证书签发' },
    signerList: { certificates: '证书', digests: '证书的杂凑值' },
  },
  checkAlone: '{{check}}',
  checkAndReason: '{{check}}：{{reason}}',
} as const;
