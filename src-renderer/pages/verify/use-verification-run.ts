import { useEffect, useState, useSyncExternalStore } from 'react';
import { StationError } from '#shared/errors/station-error.ts';
import type { FileReport } from '#shared/contract/verification.ts';
import { asStationError, client } from '../../bridge/client.ts';
import { upload } from '../../bridge/resources.ts';
import { createVerificationRun, type RunState, type VerificationRun } from './verification-run.ts';

/** A run of the page: it stops when the page is left. */
export function useVerificationRun(): readonly [VerificationRun, RunState] {
  const [run] = useState(() => createVerificationRun({ judge, nowMs: () => performance.now() }));
  useEffect(() => run.stop, [run]);
  return [run, useSyncExternalStore(run.subscribe, run.state)];
}

async function judge(file: File, signal: AbortSignal): Promise<FileReport> {
  try {
    const { uploadId } = await upload(file, signal);
    return await client.verification.verifyUpload({ uploadId, isRemoved: true }, { signal });
  } catch (error) {
    // A file that went away, or that this user may not read, is its own misfortune and not that of the run.
    if (!(error instanceof StationError) && !(await isReadable(file))) {
      throw new StationError('DOC_NOT_FOUND', { file: file.name }, error);
    }
    throw asStationError(error);
  }
}

async function isReadable(file: File): Promise<boolean> {
  return file
    .slice(0, 1)
    .arrayBuffer()
    .then(
      () => true,
      () => false,
    );
}
