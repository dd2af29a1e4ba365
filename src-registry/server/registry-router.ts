import { administrationRoutes } from './administration-routes.ts';
import { openRoutes } from './open-routes.ts';
import { oversightRoutes } from './oversight-routes.ts';
import { registry } from './registry-implementer.ts';
import type { RegistryParts } from './registry-parts.ts';
import { stationRoutes } from './station-routes.ts';

/** Every route of the contract with its service behind it. */
export function createRegistryRouter(parts: RegistryParts) {
  return registry.router({
    open: openRoutes(parts),
    station: stationRoutes(parts),
    administration: administrationRoutes(parts),
    oversight: oversightRoutes(parts),
  });
}

export type RegistryRouter = ReturnType<typeof createRegistryRouter>;
