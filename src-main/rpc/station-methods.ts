import { invalidateRequestsOnSeal } from '#main/approvals/request-repository.ts';
import { appendLeaf } from '#main/ledger/append-leaf.ts';
import { listKeptSeals, readKeptSeal, suspendHere } from '#main/seals/kept-seals.ts';
import { transaction } from '#main/storage/database.ts';
import { keyMethods } from './key-methods.ts';
import { peopleMethods } from './people-methods.ts';
import { signedIn, type guardedContract } from './procedure.ts';
import { registerForm } from './register-form.ts';
import { keyViews, sealHistory, sealView } from './seal-views.ts';
import { longTermMethods, signatureFormMethods } from './signing-decisions.ts';
import { createFrameReader } from './station-frame.ts';
import type { StationParts } from './station-parts.ts';
import { timestampMethods } from './timestamp-methods.ts';

export function stationMethods(guarded: ReturnType<typeof guardedContract>, parts: StationParts) {
  const { db, ids } = parts;
  const { station } = guarded;
  const readFrame = createFrameReader(parts);
  return {
    frame: station.frame.handler(readFrame),
    registerForm: station.registerForm.handler(() => {
      // Whoever opens the form of a request has a file in his hand.
      parts.reader.expectDocument();
      return registerForm(parts);
    }),
    people: peopleMethods(guarded, parts),
    seals: {
      list: station.seals.list.handler(() => listKeptSeals(db).map((seal) => sealView(db, seal))),
      history: station.seals.history.handler(({ input }) => sealHistory(db, input.esId)),
      suspend: station.seals.suspend.handler(({ input, context }) => {
        const { account, name } = signedIn(context);
        const { esId } = readKeptSeal(db, input.esId);
        const noticeId = ids.uuid();
        const { ledger } = parts.ready();
        const closed = transaction(db, (tx) => {
          suspendHere(tx, esId, true);
          const invalidated = invalidateRequestsOnSeal(tx, esId);
          const by = { account, name };
          appendLeaf(tx, ledger, {
            kind: 'urgent',
            body: { noticeId, type: 'suspend', sealEsId: esId, reason: input.reason, by },
          });
          return invalidated;
        });
        parts.events.emit({ type: 'seals.changed' });
        for (const requestId of closed) parts.events.emit({ type: 'request.changed', requestId });
        return { noticeId };
      }),
    },
    key: keyMethods(guarded, parts),
    keys: station.keys.handler(() => keyViews(parts.tokens())),
    timestamps: timestampMethods(guarded, parts),
    signatureForm: signatureFormMethods(guarded, parts),
    longTerm: longTermMethods(guarded, parts),
    sync: {
      run: station.sync.run.handler(() => parts.ready().synchronise()),
      state: station.sync.state.handler(() => parts.ready().syncState()),
    },
    doctor: station.doctor.handler(async () => ({ lines: await parts.doctor() })),
  };
}
