import type { Say } from '../bridge/words.ts';

/**
 * A seal's name without the unit's, for lists that stand under the unit's name: the unit's own seal is 公章, others
 * are what follows the unit. The full name belongs in the button, the contract sentence and the hint.
 */
export function shortSealName(say: Say, sealName: string, unitName: string | null | undefined): string {
  if (!unitName || !sealName.startsWith(unitName)) return sealName;
  const rest = sealName.slice(unitName.length);
  return rest === '' ? say('screen.components.seal.unitSeal') : rest;
}
