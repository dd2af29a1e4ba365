/** The middle one; the upper of two. NaN of nothing. */
export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** A tenth of the values is smaller. NaN of nothing. */
export function quickestTenth(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 10)] ?? Number.NaN;
}

/** To one decimal. */
export function tenth(value: number): number {
  return Number(value.toFixed(1));
}
