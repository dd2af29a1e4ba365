import { StationError } from '#shared/errors/station-error.ts';
import { isSignedBy, parseCheckpoint } from '#shared/log/checkpoint.ts';
import { toHex } from '#shared/log/text-bytes.ts';
import { sm2Verify } from '#main/sm/sm2.ts';
import { sm3 } from '#main/sm/sm3.ts';

export interface SignedHead {
  readonly note: string;
  readonly size: number;
  readonly root: string;
}

function refuse(detail: string, cause?: unknown): StationError {
  return new StationError('REGISTRY_SIGNATURE_INVALID', { detail: `@registry.${detail}` }, cause);
}

/** @throws REGISTRY_SIGNATURE_INVALID for a note that is unreadable, of another station, or not signed by its key */
export function readSignedHead(note: string, station: string, machineKey: Uint8Array): SignedHead {
  let signed: ReturnType<typeof parseCheckpoint>;
  try {
    signed = parseCheckpoint(note);
  } catch (error) {
    if (error instanceof StationError) throw refuse('checkpointUnreadable', error);
    throw error;
  }
  const isOwn =
    signed.checkpoint.station === station && isSignedBy(signed, [machineKey], { hash: sm3, verify: sm2Verify });
  if (!isOwn) throw refuse('checkpointSignature');
  return { note, size: signed.checkpoint.size, root: toHex(signed.checkpoint.root) };
}
