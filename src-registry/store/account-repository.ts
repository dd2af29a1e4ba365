import { createHash, randomBytes } from 'node:crypto';
import type { AccountRole, AccountTable, ReadStore, StoreTransaction } from './registry-schema.ts';

export interface NewAccount {
  readonly account: string;
  readonly name: string;
  readonly role: AccountRole;
}

const digestOf = (token: string): string => createHash('sha256').update(token).digest('hex');

/** @returns the personal token, 256 random bits; it is told once and kept only as a digest */
export async function insertAccount(tx: StoreTransaction, account: NewAccount): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  await tx
    .insertInto('accounts')
    .values({ ...account, token_sha256: digestOf(token) })
    .execute();
  return token;
}

/** Looked up by digest, so the time it takes tells nothing about the token. */
export function findAccountByToken(db: ReadStore, token: string): Promise<AccountTable | undefined> {
  return db.selectFrom('accounts').selectAll().where('token_sha256', '=', digestOf(token)).executeTakeFirst();
}

export async function hasAccounts(db: ReadStore): Promise<boolean> {
  return (await db.selectFrom('accounts').select('account').limit(1).executeTakeFirst()) !== undefined;
}
