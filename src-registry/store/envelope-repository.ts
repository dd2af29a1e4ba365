import type { EnvelopeAnswerTable, ReadStore, StoreTransaction } from './registry-schema.ts';

export function findEnvelopeAnswer(db: ReadStore, id: string): Promise<EnvelopeAnswerTable | undefined> {
  return db.selectFrom('envelope_answers').selectAll().where('id', '=', id).executeTakeFirst();
}

export async function keepEnvelopeAnswer(tx: StoreTransaction, row: EnvelopeAnswerTable): Promise<void> {
  await tx.insertInto('envelope_answers').values(row).execute();
}
