import { canonicalJson } from '#shared/log/canonical-json.ts';
import type { Receipt, SignedReceipt } from '#shared/registry/registry-statements.ts';
import type { RegistryParts } from '../server/registry-parts.ts';
import { nextNumber } from '../store/registry-store.ts';
import type { StoreTransaction } from '../store/registry-schema.ts';
import { insertReceipt } from '../store/usage-repository.ts';

/** Sign for what is held of a station's ledger. Receipts are numbered without a gap and kept for ever. */
export async function giveReceipt(
  parts: RegistryParts,
  tx: StoreTransaction,
  held: Omit<Receipt, 'registry' | 'receivedAt' | 'number'>,
): Promise<SignedReceipt> {
  const statement: Receipt = {
    registry: parts.authority.registry,
    ...held,
    receivedAt: parts.clock.now().toISOString(),
    number: await nextNumber(tx, 'receipt'),
  };
  const signed = parts.authority.signStatement('receipt', statement);
  await insertReceipt(tx, {
    number: statement.number,
    station: held.station,
    ledger_size: held.ledgerSize,
    statement: canonicalJson(statement),
    signature: signed.signature,
  });
  return signed;
}
