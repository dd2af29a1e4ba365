import { StationError } from '#shared/errors/station-error.ts';
import { canonicalJson } from '#shared/log/canonical-json.ts';
import { fromBase64 } from '#shared/log/text-bytes.ts';
import { requiredMaterials } from '#shared/model/seal-materials.ts';
import type { Review, SealApplication } from '#shared/registry/seal-application.ts';
import type { RegistryParts } from '../server/registry-parts.ts';
import { appendAudit } from '../store/audit-repository.ts';
import type { AccountTable, SealCaseRow, StoreTransaction } from '../store/registry-schema.ts';
import { insertCase, insertFirstEvent, liveNameSeal } from '../store/seal-case-repository.ts';
import { findStation, findUnit } from '../store/station-repository.ts';
import { findTokenModel } from '../store/token-model-repository.ts';
import { readImpression, shippedImpression } from './seal-image.ts';
import { moveSeal, requireCase } from './seal-transition.ts';

function refuse(detail: string, facts: Record<string, string | number> = {}): StationError {
  return new StationError('REGISTRY_APPLICATION_INVALID', { detail: `@registry.${detail}`, ...facts });
}

/** The impression an application brings or names, as a clean PNG. @throws REGISTRY_APPLICATION_INVALID */
export function impressionOf(application: SealApplication): Uint8Array {
  const { impression } = application;
  if (impression.kind === 'shipped') return shippedImpression(impression.name);
  const bytes = fromBase64(impression.data);
  if (bytes === null) throw refuse('impressionUnreadable');
  return readImpression(bytes);
}

/**
 * Take an application for a seal. What is missing is named one by one (XC-E-8); one name seal a unit (XA-E-19).
 *
 * @param by account of the handler or custodian, or of the official who enters it for them
 * @returns the case, in state `applied`
 * @throws REGISTRY_APPLICATION_INVALID
 */
export async function takeApplication(
  parts: RegistryParts,
  tx: StoreTransaction,
  application: SealApplication,
  by: string,
): Promise<SealCaseRow> {
  await checkApplication(tx, application);
  const at = parts.clock.now();
  const row: SealCaseRow = {
    case_id: parts.ids.uuid(),
    state: 'draft',
    since: at.toISOString(),
    unit: application.unit,
    category: application.category,
    seal_name: application.sealName,
    station: application.station,
    custodian_account: application.custodian.account,
    custodian_name: application.custodian.name,
    token_serial: application.token.serial,
    token_model: application.token.model,
    application: canonicalJson(JSON.parse(JSON.stringify(application))),
    reason: null,
    es_id: null,
    valid_from: null,
    valid_to: null,
    reviewed_by: null,
    made_by: null,
    filing_number: null,
    challenge: null,
  };
  await insertCase(tx, row);
  const draft = {
    case_id: row.case_id,
    at: row.since,
    event: 'draft',
    to_state: row.state,
    actor: by,
    role: 'handler',
  };
  await insertFirstEvent(tx, draft);
  await appendAudit(tx, { at, actor: by, action: 'seal.draft', facts: { caseId: row.case_id, unit: row.unit } });
  return moveSeal(parts, tx, row, { event: 'submit', by, as: 'handler' });
}

async function checkApplication(tx: StoreTransaction, application: SealApplication): Promise<void> {
  const { unit, category, token } = application;
  if ((await findUnit(tx, unit)) === undefined) throw refuse('unitUnknown', { unit });
  const station = await findStation(tx, application.station);
  if (station?.unit !== unit) throw refuse('unknownStation', { station: application.station });
  if (application.physicalSeal === undefined) throw refuse('missingPhysicalSeal');
  const given = new Set(application.materials.map(({ name }) => name));
  const missing = requiredMaterials.find((name) => !given.has(name));
  if (missing !== undefined) throw refuse('missingMaterial', { material: missing });
  if (!application.truthDeclared) throw refuse('truthNotDeclared');
  if ((await findTokenModel(tx, token.model)) === undefined) throw refuse('tokenModelUnknown', { model: token.model });
  impressionOf(application);
  if (category === 'unit_name' && (await liveNameSeal(tx, unit)) !== undefined) throw refuse('nameSealExists');
}

/**
 * Decide on an application: the three checks and the comparison with the filed impression (HN-8, XC-E-9).
 *
 * @throws REGISTRY_APPLICATION_INVALID when a reason is missing, or an approval lacks a check
 */
export async function review(
  parts: RegistryParts,
  tx: StoreTransaction,
  reviewer: AccountTable,
  decision: Review,
): Promise<SealCaseRow> {
  const seal = await requireCase(tx, decision.caseId);
  const { reason } = decision;
  if (decision.decision !== 'approve') {
    if (reason === undefined || reason.trim() === '') throw refuse('reasonNeeded');
    return moveSeal(parts, tx, seal, { event: decision.decision, by: reviewer.account, as: 'reviewer', reason });
  }
  if (!decision.isComplete || !decision.isTrue || !decision.isLawful) throw refuse('checksIncomplete');
  const application = JSON.parse(seal.application) as SealApplication;
  if (!decision.impressionConfirmed) {
    throw refuse('impressionNotConfirmed', {
      image: application.widthMm,
      filed: application.physicalSeal?.widthMm ?? 0,
    });
  }
  return moveSeal(parts, tx, seal, {
    event: 'approve',
    by: reviewer.account,
    as: 'reviewer',
    ...(reason === undefined ? {} : { reason }),
    change: { reviewed_by: reviewer.account },
  });
}
