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
  checkAlone: '{{check}}',
  checkAndReason: '{{check}}：{{reason}}',
} as const;
