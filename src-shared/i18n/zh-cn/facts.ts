import { zhCnOfdChecks, zhCnOfdReasons } from './ofd-facts.ts';
import { zhCnPdfChecks, zhCnPdfReasons } from './pdf-facts.ts';

/** Words of the facts and reasons of a verification. */
export const zhCnFacts = {
  checks: {
    ofd: zhCnOfdChecks,
    pdf: zhCnPdfChecks,
    placeholder: '',
  },
  reasons: { ...zhCnOfdReasons, ...zhCnPdfReasons },
} as const;
