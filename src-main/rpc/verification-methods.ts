import { readTrustFolder } from '#main/trust/trust-list.ts';
import { emptyTrustList } from '#main/trust/trust-list.ts';
import type { TrustContext } from '#main/verification/trust-context.ts';
import { compareRevisions } from '#main/verification/compare-revisions.ts';
import { lookAtFile } from '#main/verification/look-at-file.ts';
import { verifyFile } from '#main/verification/verify-file.ts';
import { noSession } from '#main/documents/uploads.ts';
import type { FileReport } from '#shared/contract/verification.ts';
import { fileSource } from '#main/platform/files.ts';
import type { guardedContract } from './procedure.ts';
import type { StationParts } from './station-parts.ts';

export function verificationMethods(guarded: ReturnType<typeof guardedContract>, parts: StationParts) {
  return {
    verify: guarded.verification.verify.handler(async ({ input }) => {
      const context = trustFor(parts, input.trustFolder);
      const files: FileReport[] = [];
      for (const file of input.files) files.push(await verifyFile(file, context, parts.words.error));
      return { files };
    }),
    look: guarded.verification.look.handler(({ input, context }) =>
      lookAtFile(parts.uploads.find(context.session ?? noSession, input.uploadId).path),
    ),
    compare: guarded.verification.compare.handler(async ({ input, context }) => {
      const source = fileSource(parts.uploads.find(context.session ?? noSession, input.uploadId).path);
      try {
        return await compareRevisions(source, input.end);
      } finally {
        source.close();
      }
    }),
    verifyUpload: guarded.verification.verifyUpload.handler(async ({ input, context }) => {
      const { path, fileName } = parts.uploads.find(context.session ?? noSession, input.uploadId);
      return { ...(await verifyFile(path, trustFor(parts, undefined), parts.words.error)), file: fileName };
    }),
  };
}

/** A folder given by hand replaces the station's own lists: the two must not be mixed without anybody noticing. */
function trustFor(parts: StationParts, folder: string | undefined): TrustContext {
  if (folder !== undefined) return { trust: readTrustFolder(folder), now: parts.clock.now(), status: null };
  return parts.findReady()?.trustContext() ?? { trust: emptyTrustList, now: parts.clock.now(), status: null };
}
