import { useQuery } from '@tanstack/react-query';
import { useCallback, useRef, useState, type ReactNode } from 'react';
import type { FileLook } from '#shared/contract/verification.ts';
import { station } from '../../bridge/client.ts';
import type { ViewerHandle } from '../../components/viewer/viewer.tsx';
import { FilePages } from './file-pages.tsx';
import { FileVerdict } from './file-verdict.tsx';
import type { VerifiedFile } from './use-verification.ts';

const noneCovered: FileLook['signatures'] = [];

/** One file: what is said of it on the left, its pages on the right. A seal clicked on the page opens its grounds. */
export function FileView(props: {
  readonly file: VerifiedFile;
  /** The files that were verified together. */
  readonly list: ReactNode;
}) {
  const { file, list } = props;
  const { report, look, uploadId } = file;
  const viewer = useRef<ViewerHandle>(null);
  const [chosen, setChosen] = useState<number | null>(null);
  const [state, setState] = useState<'now' | 'sealed'>('now');
  const worst = report?.signatures.findIndex(({ verdict }) => verdict === report.verdict) ?? 0;
  const at = chosen ?? Math.max(0, worst);
  const coverage = (look?.signatures ?? noneCovered)[at];
  const end = coverage?.signedState?.end ?? 0;
  const isChanged = coverage?.changes.some(({ isAllowed }) => !isAllowed) ?? false;
  const { data: comparison = null, isFetching } = useQuery({
    ...station.verification.compare.queryOptions({ input: { uploadId: uploadId ?? '', end } }),
    enabled: uploadId !== null && end > 0 && isChanged,
    retry: false,
  });
  const choose = useCallback((index: number) => {
    setChosen(index);
    setState('now');
  }, []);
  const onPage = useCallback((page: number) => viewer.current?.showPage(page), []);
  return (
    <div className={`sk-grow sk-verify ${look ? 'sk-verify-split' : ''}`}>
      <div className="sk-verify-words">
        {list}
        <FileVerdict
          file={file}
          at={at}
          comparison={comparison}
          isComparing={isFetching}
          onChoose={choose}
          onPage={(page) => {
            setState('now');
            onPage(page);
          }}
        />
      </div>
      {look && (
        <FilePages
          file={file}
          look={look}
          at={at}
          comparison={comparison}
          state={coverage?.signedState ? state : 'now'}
          onState={setState}
          onChoose={choose}
          ref={viewer}
        />
      )}
    </div>
  );
}
