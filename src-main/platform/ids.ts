import { randomUUID } from 'node:crypto';

/** Where new identifiers come from. A port, so that a test can name the rows it will look for. */
export interface Ids {
  /** @returns a UUID in its canonical text form, lower case (RFC 9562) */
  uuid(): string;
}

export const systemIds: Ids = { uuid: () => randomUUID() };

/** Predictable version 4 shaped identifiers, counting up from 1: for tests and reproducible fixtures only. */
export function countingIds(): Ids {
  let count = 0;
  return {
    uuid: () => {
      count += 1;
      return `00000000-0000-4000-8000-${count.toString(16).padStart(12, '0')}`;
    },
  };
}
