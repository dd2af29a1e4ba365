import { toBase64 } from '#shared/log/text-bytes.ts';
import { statusList, timeAnswer, trustList } from '../statements/published-lists.ts';
import { enrolStation } from '../stations/enrolment-desk.ts';
import { keepRefusal } from './refusal.ts';
import { registry } from './registry-implementer.ts';
import type { RegistryParts } from './registry-parts.ts';

/** Routes that need no proof of who asks: statements signed by the registry, and enrolment by code. */
export function openRoutes(parts: RegistryParts) {
  const { authority } = parts;
  return {
    certificates: registry.open.certificates.handler(() => ({
      registry: authority.registry,
      isDemonstration: authority.isDemonstration,
      root: toBase64(authority.root),
      intermediates: authority.intermediates.map(toBase64),
      signing: toBase64(authority.signing),
      makers: authority.makers.map(toBase64),
    })),
    time: registry.open.time.handler(({ input }) => timeAnswer(parts, input.nonce)),
    statusList: registry.open.statusList.handler(() => statusList(parts)),
    trustList: registry.open.trustList.handler(() => trustList(parts)),
    enrol: registry.open.enrol.handler(({ input }) =>
      keepRefusal(parts, 'unknown', 'station.enrol', (tx) => enrolStation(parts, tx, input)),
    ),
  };
}
