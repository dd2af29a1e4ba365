import fs from 'node:fs';
import path from 'node:path';
import type { Clock } from '#main/platform/clock.ts';
import { freeBytes } from '#main/platform/files.ts';
import type { Ids } from '#main/platform/ids.ts';
import { StationError } from '#shared/errors/station-error.ts';
import { defaultLimits } from './import-document.ts';

/** A file that a screen has handed over and that is not a document of the station yet. */
export interface Upload {
  readonly uploadId: string;
  readonly fileName: string;
  /** Bytes. */
  readonly size: number;
  readonly path: string;
}

export interface Uploads {
  /**
   * Takes the bytes as they come; nothing is kept of an upload that breaks off or grows too large. Where a session has
   * very many, its oldest makes room.
   *
   * @throws DOC_EMPTY, DOC_TOO_LARGE, STATION_STORAGE_FAILED (disk full)
   */
  receive(session: string, fileName: string, body: AsyncIterable<Uint8Array>): Promise<Upload>;
  /** @throws DOC_NOT_FOUND for an unknown upload and for another session's */
  find(session: string, uploadId: string): Upload;
  /** Removes one upload of the session; nothing happens where there is none. */
  discard(session: string, uploadId: string): void;
  /** Removes what the session has uploaded. */
  endSession(session: string): void;
  /** Removes what has lain there for an hour. */
  removeOld(): void;
}

/** Stands for the session where nobody is signed in; only the id of an upload leads to it then. */
export const noSession = '';

type Kept = Upload & { readonly session: string; readonly receivedMs: number };

const maxAgeMs = 3_600_000;
/** More than anybody looks at in turn; a page gone wild fills no disk with small files. */
const maxPerSession = 200;
const reserveBytes = 200 * 1024 * 1024;

const megabytes = (bytes: number): string => `${Math.ceil(bytes / 1048576)} MB`;

/** @param deps.folder of the station's own; emptied at the start, because uploads do not outlive their sessions */
export function createUploads(deps: {
  readonly folder: string;
  readonly clock: Clock;
  readonly ids: Ids;
  /** Asked at each upload: the profile in force bounds it. */
  readonly maxBytes?: () => number;
}): Uploads {
  const { folder, clock, ids, maxBytes = () => defaultLimits.maxBytes } = deps;
  const kept = new Map<string, Kept>();
  fs.rmSync(folder, { recursive: true, force: true });

  function remove(isOver: (upload: Kept) => boolean): void {
    for (const [uploadId, upload] of kept) {
      if (!isOver(upload)) continue;
      kept.delete(uploadId);
      fs.rmSync(upload.path, { force: true });
    }
  }

  return {
    receive: async (session, fileName, body) => {
      const ofSession = [...kept.values()].filter((upload) => upload.session === session);
      const tooMany = new Set(ofSession.slice(0, Math.max(0, ofSession.length + 1 - maxPerSession)));
      remove((upload) => tooMany.has(upload));
      fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
      const uploadId = ids.uuid();
      const file = path.join(folder, uploadId);
      const size = await writeBounded(file, body, maxBytes());
      const receivedMs = clock.now().getTime();
      const upload: Upload = { uploadId, fileName: baseName(fileName), size, path: file };
      kept.set(uploadId, { ...upload, session, receivedMs });
      return upload;
    },
    find: (session, uploadId) => {
      const upload = kept.get(uploadId);
      if (upload?.session !== session) throw new StationError('DOC_NOT_FOUND', { file: uploadId });
      return upload;
    },
    discard: (session, uploadId) => remove((upload) => upload.session === session && upload.uploadId === uploadId),
    endSession: (session) => remove((upload) => upload.session === session),
    removeOld: () => remove((upload) => clock.now().getTime() - upload.receivedMs > maxAgeMs),
  };
}

async function writeBounded(file: string, body: AsyncIterable<Uint8Array>, maxBytes: number): Promise<number> {
  const handle = await fs.promises.open(file, 'wx', 0o600);
  let size = 0;
  let isComplete = false;
  try {
    for await (const chunk of body) {
      size += chunk.length;
      if (size > maxBytes) {
        throw new StationError('DOC_TOO_LARGE', { actual: `> ${megabytes(maxBytes)}`, limit: megabytes(maxBytes) });
      }
      if (freeBytes(path.dirname(file)) < reserveBytes) {
        throw new StationError('STATION_STORAGE_FAILED', { detail: 'ENOSPC', path: path.dirname(file) });
      }
      await handle.write(chunk);
    }
    if (size === 0) throw new StationError('DOC_EMPTY');
    isComplete = true;
    return size;
  } finally {
    await handle.close();
    if (!isComplete) fs.rmSync(file, { force: true });
  }
}

/** What remains of a name once nothing in it can lead elsewhere. */
export function baseName(fileName: string): string {
  const last = fileName.split(/[\\/]/).at(-1) ?? '';
  const plain = [...last]
    .filter((character) => character >= ' ')
    .join('')
    .trim();
  return plain === '' || plain === '.' || plain === '..' ? 'document' : plain.slice(-200);
}
