import type { TokenModel } from '#shared/registry/administration.ts';
import type { RegistryParts } from '../server/registry-parts.ts';
import { appendAudit } from '../store/audit-repository.ts';
import type { AccountTable, StoreTransaction } from '../store/registry-schema.ts';
import { saveTokenModel } from '../store/token-model-repository.ts';

/** Put a model of USB Key on the approved list, with its product certificate (XC-E-18). */
export async function listTokenModel(
  parts: RegistryParts,
  tx: StoreTransaction,
  by: AccountTable,
  model: TokenModel,
): Promise<TokenModel> {
  await saveTokenModel(tx, {
    model: model.model,
    product_certificate: model.productCertificate,
    is_training: model.isTraining ? 1 : 0,
  });
  await appendAudit(tx, { at: parts.clock.now(), actor: by.account, action: 'token.list', facts: { ...model } });
  return model;
}
