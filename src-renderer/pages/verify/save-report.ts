import type { Say } from '../../bridge/words.ts';
import type { VerifiedFile } from './use-verification.ts';

/** Saves what was found as JSON: the report as the station gave it, with the file it speaks of. */
export function saveReport(say: Say, { fileName, size, report, look, at }: VerifiedFile): void {
  const content = { fileName, size, verifiedAt: at.toISOString(), report, coverage: look?.signatures ?? [] };
  const blob = new Blob([`${JSON.stringify(content, null, 2)}\n`], { type: 'application/json' });
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = `${fileName}-${say('screen.verify.saveName')}.json`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
