import { useCallback, useRef, useState } from 'react';
import type { FileLook, FileReport } from '#shared/contract/verification.ts';
import { client } from '../../bridge/client.ts';
import { upload } from '../../bridge/resources.ts';

/** A file somebody handed over, on its way to a verdict. */
export interface VerifiedFile {
  readonly id: number;
  readonly fileName: string;
  /** Bytes. */
  readonly size: number;
  readonly state: 'sending' | 'checking' | 'done' | 'failed';
  readonly uploadId: string | null;
  readonly report: FileReport | null;
  /** Pages and coverage; null where the file cannot be shown. */
  readonly look: FileLook | null;
  readonly error: unknown;
  readonly at: Date;
}

export interface Verification {
  readonly files: readonly VerifiedFile[];
  readonly current: VerifiedFile | null;
  readonly choose: (id: number) => void;
  readonly take: (files: readonly File[]) => void;
  readonly clear: () => void;
}

/** Verifies files one after another; one that cannot be read holds up none of the others. */
export function useVerification(): Verification {
  const [files, setFiles] = useState<readonly VerifiedFile[]>([]);
  const [chosen, setChosen] = useState<number | null>(null);
  const lastId = useRef(0);

  const take = useCallback((dropped: readonly File[]) => {
    if (dropped.length === 0) return;
    const batch = dropped.map((file) => ({ file, id: (lastId.current += 1) }));
    const at = new Date();
    setFiles((all) => [...all, ...batch.map(({ id, file }) => newFile(id, file, at))]);
    setChosen(batch[0]!.id);
    const change = (id: number, next: Partial<VerifiedFile>): void =>
      setFiles((all) => all.map((file) => (file.id === id ? { ...file, ...next } : file)));
    void (async () => {
      for (const { file, id } of batch) {
        try {
          const { uploadId } = await upload(file);
          change(id, { state: 'checking', uploadId });
          const report = await client.verification.verifyUpload({ uploadId });
          // What cannot be read cannot be shown either; the report says why.
          const look =
            report.verdict === 'error' ? null : await client.verification.look({ uploadId }).catch(() => null);
          change(id, { state: 'done', report, look, at: new Date() });
        } catch (error) {
          change(id, { state: 'failed', error });
        }
      }
    })();
  }, []);

  return {
    files,
    current: files.find(({ id }) => id === chosen) ?? files[0] ?? null,
    choose: setChosen,
    take,
    clear: () => setFiles([]),
  };
}

function newFile(id: number, { name, size }: File, at: Date): VerifiedFile {
  return { id, fileName: name, size, state: 'sending', uploadId: null, report: null, look: null, error: null, at };
}
