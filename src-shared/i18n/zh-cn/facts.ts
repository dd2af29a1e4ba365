import { zhCnOfdChecks, zhCnOfdReasons } from './ofd-facts.ts';

/** Words of the facts and reasons of a verification. */
export const zhCnFacts = {
  checks: {
    ofd: zhCnOfdChecks,
    placeholder: '',
  },
  reasons: { ...zhCnOfdReasons },
} as const;
