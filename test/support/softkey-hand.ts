import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The hand that plugs, pulls and breaks a training key from outside PKCS#11; see native/softkey/README.md. */
export interface SoftkeyHand {
  unplug(): void;
  plug(): void;
  /** Pull the key while the next signature is being made: before the key has computed it, or just after. */
  removeDuringSign(moment?: 'before' | 'after'): void;
  /** How many signatures this token made in its life. */
  signatureCount(): number;
  setLatencyMs(latencyMs: number): void;
  giveWrongSignatures(): void;
  /** Let the next call of this function fail, such as `C_Login:6` for CKR_FUNCTION_FAILED. */
  failNext(callAndCode: string): void;
  /** Any words of the control file; they replace what was set before. */
  control(...lines: string[]): void;
}

/** @param folder of one token */
export function softkeyHand(folder: string): SoftkeyHand {
  const control = (...lines: string[]): void => writeLines(join(folder, 'control'), lines);
  let insertions = 0;
  return {
    control,
    unplug: () => control('removed'),
    plug: () => {
      insertions += 1;
      control(`inserted=${insertions}`);
    },
    removeDuringSign: (moment = 'before') => control(`remove-during-sign=${moment}`),
    signatureCount: () => {
      const counter = join(folder, 'counter');
      return existsSync(counter) ? Number(readFileSync(counter, 'utf8').trim()) : 0;
    },
    setLatencyMs: (latencyMs) => control(`latency-ms=${latencyMs}`),
    giveWrongSignatures: () => control('wrong-signature'),
    failNext: (callAndCode) => control(`next-error=${callAndCode}`),
  };
}

/** By rename, so that the module never reads half of it. */
export function writeLines(path: string, lines: readonly string[]): void {
  if (lines.length === 0) {
    rmSync(path, { force: true });
    return;
  }
  writeFileSync(`${path}.new`, `${lines.join('\n')}\n`);
  renameSync(`${path}.new`, path);
}
