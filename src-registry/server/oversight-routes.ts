import { sealView } from '../seals/seal-view.ts';
import { requireCase } from '../seals/seal-transition.ts';
import { appendAudit, auditRows, isAuditIntact } from '../store/audit-repository.ts';
import type { AccountRole, StoreTransaction } from '../store/registry-schema.ts';
import { allCases, eventsOf } from '../store/seal-case-repository.ts';
import { allStations } from '../store/station-repository.ts';
import { allDivergences, incidentsAfter, leavesBetween } from '../store/usage-repository.ts';
import { answerAccount } from './account-call.ts';
import { divergenceView, incidentView, sealEventView, stationView, usageView } from './oversight-views.ts';
import { registry } from './registry-implementer.ts';
import type { RegistryParts } from './registry-parts.ts';

const everybody: readonly AccountRole[] = ['reviewer', 'maker', 'admin', 'auditor'];
const incidentReaders: readonly AccountRole[] = ['auditor', 'reviewer'];
const auditors: readonly AccountRole[] = ['auditor'];

/** Looking: lists and records. Every look is itself in the audit log (XC-D-18); usage and audit are the auditor's. */
export function oversightRoutes(parts: RegistryParts) {
  const { oversight } = registry;
  const look = <Answer extends object>(
    authorization: string | undefined,
    roles: readonly AccountRole[],
    action: string,
    read: (tx: StoreTransaction) => Promise<Answer>,
  ): Promise<Answer> =>
    answerAccount<Answer>(parts, authorization, roles, action, async (account, tx) => {
      const answer = await read(tx);
      await appendAudit(tx, { at: parts.clock.now(), actor: account.account, action, facts: {} });
      return answer;
    });
  return {
    seals: oversight.seals.handler(({ context }) =>
      look(context.authorization, everybody, 'seal.list', async (tx) => (await allCases(tx)).map(sealView)),
    ),
    dossier: oversight.dossier.handler(({ input, context }) =>
      look(context.authorization, everybody, 'seal.dossier', async (tx) => ({
        seal: sealView(await requireCase(tx, input.caseId)),
        events: (await eventsOf(tx, input.caseId)).map(sealEventView),
      })),
    ),
    stations: oversight.stations.handler(({ context }) =>
      look(context.authorization, everybody, 'station.list', async (tx) => (await allStations(tx)).map(stationView)),
    ),
    usage: oversight.usage.handler(({ input, context }) =>
      look(context.authorization, auditors, 'usage.list', async (tx) =>
        (await leavesBetween(tx, input.station, input.after, input.after + input.limit)).map(usageView),
      ),
    ),
    incidents: oversight.incidents.handler(({ input, context }) =>
      look(context.authorization, incidentReaders, 'incident.list', async (tx) =>
        (await incidentsAfter(tx, input.after, input.limit)).map(incidentView),
      ),
    ),
    divergences: oversight.divergences.handler(({ context }) =>
      look(context.authorization, auditors, 'divergence.list', async (tx) =>
        (await allDivergences(tx)).map(divergenceView),
      ),
    ),
    audit: oversight.audit.handler(({ input, context }) =>
      look(context.authorization, auditors, 'audit.read', async (tx) => ({
        rows: await auditRows(tx, input.after, input.limit),
        isIntact: await isAuditIntact(tx),
      })),
    ),
  };
}
