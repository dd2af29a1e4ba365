import { approvalMigrations } from '#main/approvals/approval-schema.ts';
import { documentMigrations } from '#main/documents/document-schema.ts';
import { ledgerMigrations } from '#main/ledger/ledger-schema.ts';
import { sealMigrations } from '#main/seals/seal-schema.ts';
import { stampingMigrations } from '#main/stamping/job-schema.ts';
import { stationMigrations } from '#main/station/station-schema.ts';
import type { Migration } from '#main/storage/migrations.ts';
import { syncMigrations } from '#main/sync/sync-schema.ts';
import { tokenMigrations } from '#main/token/enrolment-repository.ts';
import { warrantMigrations } from '#main/warrant/warrant-migrations.ts';

/** Every table of the station, room by room. */
export const allMigrations: readonly Migration[] = [
  ...stationMigrations,
  ...documentMigrations,
  ...sealMigrations,
  ...approvalMigrations,
  ...warrantMigrations,
  ...ledgerMigrations,
  ...tokenMigrations,
  ...syncMigrations,
  ...stampingMigrations,
];
