import type { Ids } from '#main/platform/ids.ts';
import { StationError } from '#shared/errors/station-error.ts';

/** A file made for one session to fetch. */
export interface ExportedFile {
  readonly path: string;
  readonly fileName: string;
  readonly contentType: string;
}

/** Where a method lays a file that a screen then fetches by address (`/resource/export/{exportId}`). */
export interface ExportShelf {
  /** @returns the export's id */
  put(session: string, file: ExportedFile): string;
  /** @throws DOC_NOT_FOUND for an unknown export and for another session's */
  find(session: string, exportId: string): ExportedFile;
  endSession(session: string): void;
}

/** The files themselves stay in the folder of exports; only the addresses end with the session. */
export function createExportShelf(ids: Ids): ExportShelf {
  const shelf = new Map<string, ExportedFile & { readonly session: string }>();
  return {
    put: (session, file) => {
      const exportId = ids.uuid();
      shelf.set(exportId, { ...file, session });
      return exportId;
    },
    find: (session, exportId) => {
      const file = shelf.get(exportId);
      if (file?.session !== session) throw new StationError('DOC_NOT_FOUND', { file: exportId });
      return file;
    },
    endSession: (session) => {
      for (const [exportId, file] of shelf) if (file.session === session) shelf.delete(exportId);
    },
  };
}
