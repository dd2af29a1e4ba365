import { gatherCase, preCheck } from '#main/stamping/stamp-case.ts';
import { stamp } from '#main/stamping/stamp.ts';
import { passes } from '#shared/policy/check.ts';
import { signedIn, type guardedContract } from './procedure.ts';
import type { StationParts } from './station-parts.ts';

export function stampingMethods(guarded: ReturnType<typeof guardedContract>, parts: StationParts) {
  return {
    precheck: guarded.stamping.precheck.handler(async ({ input, context }) => {
      const { desk } = parts.ready();
      const { checks } = await preCheck(desk, gatherCase(desk, input.requestId), signedIn(context));
      return { checks, mayStamp: passes(checks) };
    }),
    stamp: guarded.stamping.stamp.handler(({ input, context }) =>
      stamp(parts.ready().desk, { ...input, user: signedIn(context) }),
    ),
  };
}
