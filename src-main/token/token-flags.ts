/** Bits of CK_TOKEN_INFO.flags we read (PKCS#11 2.40, section 3.3). */
export const tokenFlag = {
  loginRequired: 0x4,
  userPinInitialized: 0x8,
  protectedAuthenticationPath: 0x100,
  tokenInitialized: 0x400,
  userPinCountLow: 0x10000,
  userPinFinalTry: 0x20000,
  userPinLocked: 0x40000,
  userPinToBeChanged: 0x80000,
} as const;

/**
 * How many tries a token admits to have left. PKCS#11 never gives a number, so none is shown: `tried` is "at least one
 * wrong try so far", `final` is "the next wrong PIN locks the key".
 */
export type TriesState = 'normal' | 'tried' | 'final' | 'locked';

export function triesStateOf(flags: number, who: 'user' | 'officer' = 'user'): TriesState {
  // The officer's bits are the user's, four places higher (CKF_SO_PIN_COUNT_LOW is 0x100000).
  const bits = who === 'officer' ? flags >>> 4 : flags;
  if ((bits & tokenFlag.userPinLocked) !== 0) return 'locked';
  if ((bits & tokenFlag.userPinFinalTry) !== 0) return 'final';
  if ((bits & tokenFlag.userPinCountLow) !== 0) return 'tried';
  return 'normal';
}

const order: readonly TriesState[] = ['normal', 'tried', 'final', 'locked'];

/** True when the token has counted a wrong PIN between the two readings. */
export function hasGotWorse(before: TriesState, after: TriesState): boolean {
  return order.indexOf(after) > order.indexOf(before);
}

/** Where the catalogue says it in words. */
export function triesWords(state: TriesState): string {
  return `@token.tries.${state}`;
}
