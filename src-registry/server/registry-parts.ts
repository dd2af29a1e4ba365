import type { SealLifeRules } from '#shared/registry/seal-life.ts';
import type { Clock } from '#main/platform/clock.ts';
import type { Ids } from '#main/platform/ids.ts';
import type { Logger } from '#main/platform/logger.ts';
import type { Authority } from '../keys/authority.ts';
import type { RegistryStore } from '../store/registry-store.ts';

/** What every service of the registry is built from. */
export interface RegistryParts {
  readonly store: RegistryStore;
  readonly authority: Authority;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly logger: Logger;
  readonly rules: SealLifeRules;
}
