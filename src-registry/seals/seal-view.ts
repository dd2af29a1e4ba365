import type { SealCase } from '#shared/registry/seal-case.ts';
import type { SealCaseRow } from '../store/registry-schema.ts';

/** A row as the contract shows it; what is not known yet is left out. */
export function sealView(row: SealCaseRow): SealCase {
  return {
    caseId: row.case_id,
    state: row.state,
    since: row.since,
    unit: row.unit,
    sealName: row.seal_name,
    category: row.category,
    station: row.station,
    custodian: { account: row.custodian_account, name: row.custodian_name },
    tokenSerial: row.token_serial,
    ...(row.reason === null ? {} : { reason: row.reason }),
    ...(row.es_id === null ? {} : { esId: row.es_id }),
    ...(row.valid_from === null ? {} : { validFrom: row.valid_from }),
    ...(row.valid_to === null ? {} : { validTo: row.valid_to }),
    ...(row.reviewed_by === null ? {} : { reviewedBy: row.reviewed_by }),
    ...(row.made_by === null ? {} : { madeBy: row.made_by }),
    ...(row.filing_number === null ? {} : { filingNumber: row.filing_number }),
  };
}
