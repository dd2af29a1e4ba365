import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { nodeProcessHost } from '#main/platform/processes.ts';
import type { TokenHostSettings } from '#main/token/host-client.ts';
import type { TokenRef } from '#main/token/host-protocol.ts';
import { initialiseToken } from '#main/token/personalise-token.ts';
import { createTokenService, type TokenService } from '#main/token/token-service.ts';

/** The training key's library; `native/setup` builds it before the tests run. */
export const softkeyModulePath = fileURLToPath(new URL('../../native/build/softkey/libsoftkey.so', import.meta.url));

/** A training key and the hand that plugs, pulls and breaks it from outside PKCS#11. */
export interface Softkey {
  readonly token: TokenRef;
  readonly officerPin: string;
  readonly userPin: string;
  readonly settings: TokenHostSettings;
  /** A fresh service over the same folder; close it. */
  openService(changes?: Partial<TokenHostSettings>): TokenService;
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
  /** Vendor numbers and habits for this token; see native/softkey/README.md. */
  setPersonality(...lines: string[]): void;
}

export interface SoftkeyOptions {
  /** Folder of the token inside `dir`; a second token in the same folder is plugged in beside it. */
  readonly name?: string;
  readonly label?: string;
  readonly soPin?: string;
  readonly userPin?: string;
  /** Lines of the personality file, for tests that need another vendor's habits from the start. */
  readonly personality?: readonly string[];
  /** False leaves the token blank: no serial number, no PIN. */
  readonly isInitialised?: boolean;
}

/** Make a training key in `dir` and give it its PINs; it has no key pair yet. */
export async function makeSoftkey(dir: string, options: SoftkeyOptions = {}): Promise<Softkey> {
  const { name = 'token-0001', label = '演练密钥', soPin = '87654321', userPin = '123456' } = options;
  const folder = join(dir, name);
  mkdirSync(folder, { recursive: true });
  writeLines(join(folder, 'personality'), ['kdf-iterations=1000', ...(options.personality ?? [])]);
  const settings: TokenHostSettings = {
    modulePath: softkeyModulePath,
    env: { SOFTKEY_DIR: dir, SOFTKEY_SPARE_SLOT: '0' },
  };
  const blank: TokenRef = { serial: '', manufacturer: 'SealKeeper' };
  const openService = (changes: Partial<TokenHostSettings> = {}): TokenService =>
    createTokenService({ processes: nodeProcessHost, settings: { ...settings, ...changes } });

  let token = blank;
  if (options.isInitialised !== false) {
    const service = openService();
    try {
      token = await initialiseToken(service, { token: blank, label, officerPin: soPin, userPin });
    } finally {
      service.close();
    }
  }
  const control = (...lines: string[]): void => writeLines(join(folder, 'control'), lines);
  let insertions = 0;
  return {
    token,
    officerPin: soPin,
    userPin,
    settings,
    openService,
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
    setPersonality: (...lines) => writeLines(join(folder, 'personality'), ['kdf-iterations=1000', ...lines]),
  };
}

/** By rename, so that the module never reads half of it. */
function writeLines(path: string, lines: readonly string[]): void {
  if (lines.length === 0) {
    rmSync(path, { force: true });
    return;
  }
  writeFileSync(`${path}.new`, `${lines.join('\n')}\n`);
  renameSync(`${path}.new`, path);
}
