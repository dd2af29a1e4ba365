import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { nodeProcessHost } from '#main/platform/processes.ts';
import type { TokenHostSettings } from '#main/token/host-client.ts';
import type { TokenRef } from '#main/token/host-protocol.ts';
import { initialiseToken } from '#main/token/personalise-token.ts';
import { createTokenService, type TokenService } from '#main/token/token-service.ts';
import { softkeyHand, writeLines, type SoftkeyHand } from './softkey-hand.ts';

/** The training key's library; `native/setup` builds it before the tests run. */
export const softkeyModulePath = fileURLToPath(new URL('../../native/build/softkey/libsoftkey.so', import.meta.url));

/** A training key and the hand that plugs, pulls and breaks it from outside PKCS#11. */
export interface Softkey extends SoftkeyHand {
  readonly token: TokenRef;
  readonly officerPin: string;
  readonly userPin: string;
  readonly settings: TokenHostSettings;
  /** A fresh service over the same folder; close it. */
  openService(changes?: Partial<TokenHostSettings>): TokenService;
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
  return {
    token,
    officerPin: soPin,
    userPin,
    settings,
    openService,
    ...softkeyHand(folder),
    setPersonality: (...lines) => writeLines(join(folder, 'personality'), ['kdf-iterations=1000', ...lines]),
  };
}
