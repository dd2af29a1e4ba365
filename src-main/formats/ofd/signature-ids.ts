/** Beyond this a number in a file is a trap (a counter set to its end), not a counter. */
const largestCounted = 999_999_999;

/**
 * New identifiers for one signature and its stamps. Signatures and stamps share the counter MaxSignId, which files
 * often state too low, so every identifier in use counts.
 *
 * @param used MaxSignId, IDs of signatures and of stamps, as written (`s001`, `2`, `01`)
 * @param count how many are needed
 * @returns in the form the file uses: `s001` where it has such or none, else plain numbers
 */
export function nextSignatureIds(used: readonly string[], count: number): string[] {
  const usesPrefix = used.length === 0 || used.some((id) => /^s\d+$/i.test(id));
  const taken = new Set(used.map((id) => id.toLowerCase()));
  let number = Math.max(0, ...used.map(counted));
  const ids: string[] = [];
  while (ids.length < count) {
    number += 1;
    const id = usesPrefix ? `s${String(number).padStart(3, '0')}` : String(number);
    if (!taken.has(id)) ids.push(id);
  }
  return ids;
}

function counted(id: string): number {
  const digits = /^\D*(\d{1,10})$/.exec(id)?.[1];
  const number = digits === undefined ? 0 : Number(digits);
  return number < largestCounted ? number : 0;
}
