/** `3f2a91c0…` as `3f2a 91c0 …`: groups of four. */
export function groupByFour(hex: string): string {
  return hex.match(/.{1,4}/g)?.join(' ') ?? '';
}

/** Head and tail, two groups each: `3f2a 91c0 … 5d7e b7e4`. A short value is shown whole. */
export function headAndTail(hex: string): string {
  if (hex.length <= 20) return groupByFour(hex);
  return `${groupByFour(hex.slice(0, 8))} … ${groupByFour(hex.slice(-8))}`;
}
