import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { SealLifeRules } from '#shared/registry/seal-life.ts';
import { systemClock, type Clock } from '#main/platform/clock.ts';
import { renameDurably, writeDurably } from '#main/platform/files.ts';
import { systemIds, type Ids } from '#main/platform/ids.ts';
import { silentLogger, type Logger } from '#main/platform/logger.ts';
import { lockDataFolder } from '#main/storage/data-lock.ts';
import { firstAccounts, trainingTokenModel } from './demo/demonstration-names.ts';
import { openDemonstrationAuthority } from './keys/demonstration-authority.ts';
import { answerTimestampQuery } from './statements/timestamp-desk.ts';
import type { RegistryParts } from './server/registry-parts.ts';
import { createRegistryRouter, type RegistryRouter } from './server/registry-router.ts';
import { hasAccounts, insertAccount } from './store/account-repository.ts';
import { appendAudit } from './store/audit-repository.ts';
import { nextNumber, openRegistryStore } from './store/registry-store.ts';
import type { StoreTransaction } from './store/registry-schema.ts';
import { saveTokenModel } from './store/token-model-repository.ts';

export interface RegistryOptions {
  /** Folder of this registry alone: database, keys, tokens of the first accounts. */
  readonly dir: string;
  readonly clock?: Clock;
  readonly ids?: Ids;
  readonly logger?: Logger;
  readonly rules?: SealLifeRules;
}

export interface Registry {
  readonly router: RegistryRouter;
  /** @throws when the store cannot be read */
  checkHealth(): Promise<void>;
  /** The timestamp authority for training: DER of a query to DER of an answer. */
  answerTimestampQuery(query: Uint8Array): Uint8Array;
  close(): Promise<void>;
}

/** Filing (备案) before delivery, renewal also after expiry: the rules of most profiles. */
const usualRules: SealLifeRules = { filingRequired: true, renewalAfterExpiry: true };

/**
 * A registry over one folder, without a network: keys, store, services, router. The first start makes keys,
 * certificates and accounts; the personal tokens are written once, to `admin-tokens.json` (mode 0600), for the people
 * to take away.
 *
 * @throws STATION_DATA_IN_USE when another registry runs on the folder, STATION_DATA_NEWER, STATION_STORAGE_FAILED
 */
export async function openRegistry(options: RegistryOptions): Promise<Registry> {
  const { dir } = options;
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const lock = lockDataFolder(join(dir, 'registry.lock'));
  const clock = options.clock ?? systemClock;
  const store = openRegistryStore(join(dir, 'registry.sqlite'));
  try {
    const parts: RegistryParts = {
      store,
      authority: openDemonstrationAuthority(join(dir, 'keys'), clock.now()),
      clock,
      ids: options.ids ?? systemIds,
      logger: options.logger ?? silentLogger,
      rules: options.rules ?? usualRules,
    };
    if (!(await hasAccounts(store.read))) await store.write((tx) => firstStart(tx, dir, clock));
    return {
      router: createRegistryRouter(parts),
      checkHealth: async () => {
        await hasAccounts(store.read);
      },
      answerTimestampQuery: (query) => answerTimestampQuery(parts, query),
      close: async () => {
        await store.close();
        lock.release();
      },
    };
  } catch (error) {
    await store.close();
    lock.release();
    throw error;
  }
}

async function firstStart(tx: StoreTransaction, dir: string, clock: Clock): Promise<void> {
  const tokens: Record<string, { name: string; token: string }> = {};
  for (const account of firstAccounts) {
    tokens[account.role] = { name: account.name, token: await insertAccount(tx, account) };
  }
  const { model, productCertificate, isTraining } = trainingTokenModel;
  await saveTokenModel(tx, { model, product_certificate: productCertificate, is_training: isTraining ? 1 : 0 });
  await nextNumber(tx, 'trust');
  await appendAudit(tx, { at: clock.now(), actor: 'program', action: 'registry.create', facts: {} });
  const path = join(dir, 'admin-tokens.json');
  writeDurably(`${path}.new`, [new TextEncoder().encode(`${JSON.stringify(tokens, null, 2)}\n`)]);
  renameDurably(`${path}.new`, path);
}
