import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import type { BatchFile } from '#shared/contract/batches.ts';
import { toErrorShape } from '#shared/errors/station-error.ts';
import { asStationError, station } from '../../bridge/client.ts';
import { errorText, useWords } from '../../bridge/words.ts';
import { ErrorLine } from '../../components/error-panel.tsx';
import { CompareDialog } from '../stamp/compare-dialog.tsx';

/** 对照两份文件, for a file of a batch that was changed after its approval; both are read when somebody asks for it. */
export function CompareFile({ file }: { readonly file: BatchFile }) {
  const { requestId, documentId, title } = file;
  const say = useWords();
  const [isOpen, setOpen] = useState(false);
  const compared = useQuery({
    ...station.stamping.compareChanged.queryOptions({ input: { requestId } }),
    enabled: isOpen,
    // What lies there may have been changed once more since the last look.
    staleTime: 0,
    gcTime: 0,
  });
  return (
    <>
      <Button
        size="small"
        className="sk-batch-why"
        loading={isOpen && compared.isPending}
        onClick={() => setOpen(true)}
      >
        {say('screen.stamp.changed.compare')}
        <span className="sk-unseen"> {title}</span>
      </Button>
      {compared.error && <ErrorLine error={errorText(toErrorShape(asStationError(compared.error)))} />}
      {isOpen && compared.data && (
        <CompareDialog documentId={documentId} title={title} found={compared.data} onClose={() => setOpen(false)} />
      )}
    </>
  );
}
