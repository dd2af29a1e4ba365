import { StationError } from '#shared/errors/station-error.ts';
import type { Placement } from '#shared/model/placement.ts';
import { appendedSource } from '../appended-source.ts';
import type { ByteSource } from '../byte-source.ts';
import { newDamage, type SignatureFacts } from '../earlier-signatures.ts';
import { openSignable, preparePdf } from './prepare-pdf.ts';
import { readPdfSignatures } from './read-signatures.ts';
import { signingRoom, type SigningRoom } from './signing-room.ts';

/** One transparent dot: which picture is stamped makes no difference to those who signed before. */
const dot = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);
const emptySequence = Uint8Array.of(0x30, 0);

/** What becomes of a PDF when a seal is put on it, in what its file allows. */
export interface PdfRoom {
  readonly kind: SigningRoom['kind'];
  /** Adobe's usage rights (UR3) lapse with any change; they are nobody's signature. */
  readonly hasUsageRights: boolean;
}

/** @throws DOC_ENCRYPTED, DOC_BROKEN, DOC_SIGNING_FORBIDDEN, DOC_LOCKED_BY_SIGNATURE and others of `openPdf` */
export function pdfRoom(source: ByteSource): PdfRoom {
  const file = openSignable(source);
  const rights = file.objects.dict(file.objects.dict(file.catalog.get('Perms'))?.get('UR3'));
  return { kind: signingRoom(file).kind, hasUsageRights: rights !== undefined };
}

/**
 * Puts a seal without a signature on a signed PDF, in memory, and reads the others again: what would break them is
 * refused before anybody is asked.
 *
 * @throws DOC_SIGNING_FORBIDDEN; whatever `preparePdf` throws
 */
export function rehearsePdf(
  source: ByteSource,
  placements: readonly Placement[],
  textFont: Uint8Array | undefined,
): void {
  const before = earlierSignatures(source);
  const prepared = preparePdf(source, {
    placements,
    sealImage: { type: 'PNG', data: dot },
    sealDer: emptySequence,
    signedAt: new Date(0),
    ...(textFont && { textFont }),
  });
  if (before.length === 0) return;
  const stamped = appendedSource(source, Buffer.concat([...prepared.finish(emptySequence).chunks]));
  const damage = newDamage(before, earlierSignatures(stamped));
  if (damage !== null) throw new StationError('DOC_SIGNING_FORBIDDEN', { detail: '@pdf.breaks-earlier', damage });
}

const earlierSignatures = (source: ByteSource): readonly SignatureFacts[] =>
  readPdfSignatures(source).map(({ contents, facts }) => ({ signedValue: contents, facts }));
