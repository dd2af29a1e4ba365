import { fileSource } from '#main/platform/files.ts';
import { sm3 } from '#main/sm/sm3.ts';
import type { WriteTransaction } from '#main/storage/database.ts';
import type { DigestPass } from '#main/documents/document-digest.ts';
import type { StampingWarrant } from '#main/warrant/warrant-office.ts';
import type { SignedInPerson } from '#shared/contract/session.ts';
import { StationError } from '#shared/errors/station-error.ts';
import { firstRefusal } from '#shared/policy/check.ts';
import { giveBackChanged } from './give-back.ts';
import { requireTimestamps } from './obtain-timestamp.ts';
import { requireSpace } from './output-file.ts';
import { prepareStamp, wholeSecond, type PreparedStamp } from './prepare-stamp.ts';
import { gatherCase, preCheck, type StampCase } from './stamp-case.ts';
import type { StampDesk } from './stamp-desk.ts';

/** A request that passed its checks and is placed: it wants a warrant and the key. */
export interface ReadyStamp {
  readonly stampCase: StampCase;
  readonly digests: DigestPass;
  /** The stamp as prepared last; made anew when it has waited too long for the key. */
  prepared(): Promise<TimedStamp>;
  /** Lets go of the document. Always call it. */
  close(): void;
}

export type TimedStamp = PreparedStamp & { readonly signedAt: Date };

/** A stamp that waited longer than this for the key gets a fresh signing time; it is prepared again. */
const freshMs = 30_000;

/**
 * Everything that can be refused without the key: check the request and its document as it lies now, look for room,
 * place the stamps. Nothing is written.
 *
 * @throws the first refusal of the pre-checks, and an approval whose document was changed ends with it;
 *   STAMP_DISK_FULL; STAMP_TIMESTAMP_UNAVAILABLE; what `prepareStamp` throws
 */
export async function makeReady(
  desk: StampDesk,
  order: { readonly requestId: string; readonly user: SignedInPerson; readonly outputFolder?: string | undefined },
): Promise<ReadyStamp> {
  const stampCase = gatherCase(desk, order.requestId);
  const { checks, digests } = await preCheck(desk, stampCase, order.user);
  const refusal = firstRefusal(checks);
  if (refusal?.code) {
    if (refusal.code === 'DOC_CHANGED_SINCE_APPROVAL') giveBackChanged(desk, order.requestId);
    throw new StationError(refusal.code, refusal.facts ?? {});
  }
  // Before anybody is asked for a PIN; looked at again when the output is planned.
  requireSpace(order.outputFolder ?? desk.sealedFolder, stampCase.document.size);
  await requireTimestamps(desk);
  const source = fileSource(stampCase.documentPath);
  try {
    let last = await prepareNow(desk, stampCase, source, digests);
    return {
      stampCase,
      digests,
      prepared: async () => {
        const isStale = desk.clock.now().getTime() - last.signedAt.getTime() > freshMs;
        if (isStale) last = await prepareNow(desk, stampCase, source, digests);
        return last;
      },
      close: () => source.close(),
    };
  } catch (error) {
    source.close();
    throw error;
  }
}

async function prepareNow(
  desk: StampDesk,
  { request, document, seal, certificate }: StampCase,
  source: ReturnType<typeof fileSource>,
  digests: DigestPass,
): Promise<TimedStamp> {
  const signedAt = wholeSecond(desk.clock.now());
  const { format } = document;
  const { textFont } = desk;
  const input = {
    format,
    source,
    seal,
    certificate,
    draft: request.draft,
    signedAt,
    originalHash: digests.sm3State,
    textFont,
  };
  return { ...(await prepareStamp(input)), signedAt };
}

/** The decisions are verified once more, and the warrant is issued. */
export function issueWarrant(desk: StampDesk, tx: WriteTransaction, { request, seal }: StampCase): StampingWarrant {
  const key = { certificateSm3: sm3(seal.certificate), tokenSerial: seal.tokenSerial };
  return desk.warrants.issue(tx, desk.approvals.approvedUse(tx, request.requestId, key));
}
