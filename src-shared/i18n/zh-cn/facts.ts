/** Words of the facts and reasons of a verification. */
export const zhCnFacts = {
  checks: {
    placeholder: '',
  },
} as const;
