import { createTrustReading, type TrustWords } from '#main/reader/trust-words.ts';
import { readLongTermLevel } from '#main/stamping/long-term-settings.ts';
import type { ArchiveDesk } from '#main/stamping/stamp-desk.ts';
import type { ReadableDb } from '#main/storage/database.ts';
import { collectMaterial } from '#main/trust/collect-material.ts';

/** Long-term material as the office decided it, out of what this station trusts and keeps. */
export function createArchiveDesk(db: ReadableDb, trust: () => TrustWords): ArchiveDesk {
  const read = createTrustReading();
  return {
    settings: () => readLongTermLevel(db),
    collect: (certificates) => {
      const { trust: list, revocation, now } = read(trust());
      return collectMaterial(certificates, { trust: list, revocation, now });
    },
  };
}
