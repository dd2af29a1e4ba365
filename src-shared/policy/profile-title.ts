/** What stands above the place itself, and the place's own rank. */
const above = /^.*(省|自治区|市)(?=.)/u;
const rank = /(省|自治区|市|县|区)$/u;

/**
 * The short name of a regulation set as the frame shows it: the place without its rank, and the year.
 *
 * @param regionName such as 河南省安阳市
 * @param profileId such as `anyang-2020`
 */
export function shortProfileTitle(regionName: string, profileId: string): string {
  const place = regionName.replace(above, '').replace(rank, '');
  return `${place} ${profileId.slice(-4)}`.trim();
}
