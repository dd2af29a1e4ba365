/** The middle one; the upper of two. NaN of nothing. */
export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

export function tenth(value: number): number {
  return Number(value.toFixed(1));
}
