import fs from 'node:fs';
import path from 'node:path';
import type { Station } from '#main/app/open-station.ts';
import { demoAccounts } from '#main/app/demo/demo-people.ts';
import { changeLongTermLevel } from '#main/stamping/long-term-settings.ts';
import { changeTimestampSettings } from '#main/stamping/timestamp-settings.ts';
import { transaction } from '#main/storage/database.ts';
import { readCertificate } from '#main/trust/certificate.ts';
import { issueRevocationList } from '#main/trust/issue-revocation-list.ts';
import { operatingCa } from '#test/support/operating-ca.ts';
import { startTimestampAuthority, type TimestampAuthority } from '#test/support/timestamp-authority.ts';

const hourMs = 3_600_000;

/**
 * Everything an office can want behind a seal: a required timestamp, certificates and a revocation list in force, and a
 * document timestamp over all of it.
 *
 * @param keys of the registry, which is the authority
 */
export async function wantLongTerm(
  { parts: { db, clock, paths } }: Station,
  keys: string,
): Promise<TimestampAuthority> {
  const authority = await startTimestampAuthority(keys, clock);
  const by = { account: demoAccounts.handler, at: clock.now() };
  transaction(db, (tx) => {
    changeTimestampSettings(tx, { source: 'address', url: authority.url, isRequired: true }, by);
    changeLongTermLevel(tx, 'timestamped', by);
  });
  const ca = operatingCa(keys);
  const now = clock.now().getTime();
  const list = {
    issuerDer: readCertificate(ca.certificate).subjectDer,
    thisUpdate: new Date(now - hourMs),
    nextUpdate: new Date(now + 24 * hourMs),
    revoked: [],
  };
  fs.mkdirSync(paths.trust, { recursive: true });
  fs.writeFileSync(path.join(paths.trust, 'operating-ca.crl'), issueRevocationList(list, ca.sign));
  return authority;
}
