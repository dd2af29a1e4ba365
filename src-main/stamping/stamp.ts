import { transaction } from '#main/storage/database.ts';
import type { StampingWarrant } from '#main/warrant/warrant-office.ts';
import type { SignedInPerson } from '#shared/contract/session.ts';
import type { StampResult, StampStep } from '#shared/contract/stamping.ts';
import type { AskedLongTerm } from '#shared/model/long-term.ts';
import { issueWarrant, makeReady } from './ready-stamp.ts';
import type { StampDesk } from './stamp-desk.ts';
import { inTurn } from './station-turn.ts';
import { finishUse, signWarrant } from './use-warrant.ts';

export interface StampOrder {
  readonly requestId: string;
  readonly user: SignedInPerson;
  readonly outputFolder?: string | undefined;
  /** Beyond the office's decision. */
  readonly longTerm?: AskedLongTerm | undefined;
  readonly onStep?: (step: StampStep) => void;
}

/**
 * Stamp one document: check, place, issue the warrant, ask for the PIN, and use the warrant.
 *
 * @throws the first refusal of the pre-checks; STAMP_STATION_BUSY while another stamp is under way; TOKEN_*; STAMP_*;
 *   DOC_*
 */
export async function stamp(desk: StampDesk, order: StampOrder): Promise<StampResult> {
  return inTurn(desk, async () => {
    const startedAt = performance.now();
    const ready = await makeReady(desk, order);
    try {
      const warrant = transaction(desk.db, (tx) => issueWarrant(desk, tx, ready.stampCase));
      const session = await desk.key.open(warrant, { documentName: ready.stampCase.document.fileName });
      let closing: Promise<void> | undefined;
      const onStep = (step: StampStep): void => {
        order.onStep?.(step);
        // The key has done its part: it is logged out while the document is finished.
        if (step === 'signature') closing = session.close();
      };
      try {
        const { user, outputFolder, longTerm } = order;
        const sign = (_: StampingWarrant, e: Uint8Array, tbs: Uint8Array) => session.sign(e, tbs);
        const use = { ready, warrantIn: () => warrant, user, outputFolder, longTerm, sign, onStep, startedAt };
        return await finishUse(desk, await signWarrant(desk, use));
      } finally {
        await (closing ?? session.close());
      }
    } finally {
      ready.close();
    }
  });
}
