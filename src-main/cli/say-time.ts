/** `2026-03-09 14:05:07`: how screens and sheets show office time. */
export function officialTime(officeTime: string): string {
  return officeTime.slice(0, 19).replace('T', ' ');
}
