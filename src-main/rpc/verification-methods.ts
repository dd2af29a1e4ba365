import { emptyTrustList } from '#main/trust/trust-list.ts';
import { folderTrust } from '#main/reader/folder-trust.ts';
import { trustWordsOf, type TrustWords } from '#main/reader/trust-words.ts';
import { noSession } from '#main/documents/uploads.ts';
import type { FileReport } from '#shared/contract/verification.ts';
import type { guardedContract } from './procedure.ts';
import type { StationParts } from './station-parts.ts';

export function verificationMethods(guarded: ReturnType<typeof guardedContract>, parts: StationParts) {
  const { reader, words } = parts;
  return {
    verify: guarded.verification.verify.handler(async ({ input }) => {
      const trust = trustFor(parts, input.trustFolder);
      const files: FileReport[] = [];
      for (const file of input.files) files.push(await reader.verify(file, trust, words.error));
      return { files };
    }),
    look: guarded.verification.look.handler(({ input, context }) =>
      reader.look(parts.uploads.find(context.session ?? noSession, input.uploadId).path),
    ),
    compare: guarded.verification.compare.handler(({ input, context }) =>
      reader.compare(parts.uploads.find(context.session ?? noSession, input.uploadId).path, input.end),
    ),
    verifyUpload: guarded.verification.verifyUpload.handler(async ({ input, context }) => {
      const session = context.session ?? noSession;
      const { path, fileName } = parts.uploads.find(session, input.uploadId);
      try {
        return { ...(await reader.verify(path, trustFor(parts, undefined), words.error)), file: fileName };
      } finally {
        if (input.isRemoved === true) parts.uploads.discard(session, input.uploadId);
      }
    }),
  };
}

/** A folder given by hand replaces the station's own lists: the two must not be mixed without anybody noticing. */
export function trustFor(parts: StationParts, folder: string | undefined): TrustWords {
  if (folder !== undefined) return folderTrust(folder, parts.clock.now());
  return parts.findReady()?.trust() ?? trustWordsOf(emptyTrustList, parts.clock.now());
}
