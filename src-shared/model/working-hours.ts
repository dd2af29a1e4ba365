/**
 * When an office works: Monday to Friday from 08:00 to 18:00 in office time (product value; no regulation of the
 * profiles names hours, and days off that move are not known here). A use outside is pointed out and never stopped.
 */
export const workingHours = { from: '08:00', to: '18:00' } as const;

/** @param usedAt office time such as `2026-11-16T19:26:41+08:00` */
export function isOutOfHours(usedAt: string): boolean {
  const clock = usedAt.slice(11, 16);
  const weekday = new Date(`${usedAt.slice(0, 10)}T00:00:00Z`).getUTCDay();
  return weekday === 0 || weekday === 6 || clock < workingHours.from || clock >= workingHours.to;
}
