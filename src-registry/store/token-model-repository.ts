import type { ReadStore, StoreTransaction, TokenModelTable } from './registry-schema.ts';

export function findTokenModel(db: ReadStore, model: string): Promise<TokenModelTable | undefined> {
  return db.selectFrom('token_models').selectAll().where('model', '=', model).executeTakeFirst();
}

export async function saveTokenModel(tx: StoreTransaction, row: TokenModelTable): Promise<void> {
  await tx
    .insertInto('token_models')
    .values(row)
    .onConflict((conflict) => conflict.column('model').doUpdateSet(row))
    .execute();
}
