import { useMutation } from '@tanstack/react-query';
import { Button } from 'antd';
import { toErrorShape } from '#shared/errors/station-error.ts';
import { asStationError } from '../../bridge/client.ts';
import { fetchResource } from '../../bridge/resources.ts';
import { saveFile } from '../../bridge/save-file.ts';
import { errorText, useWords } from '../../bridge/words.ts';
import { ErrorLine } from '../../components/error-panel.tsx';

const forms = ['pdf', 'csv'] as const;

/** What became of every file, to be kept or printed, or for a spreadsheet. */
export function SaveBatchReport({ batchId, batchNo }: { readonly batchId: string; readonly batchNo: string }) {
  const say = useWords();
  const save = useMutation({
    mutationFn: async (form: (typeof forms)[number]) => {
      const response = await fetchResource(`batch/${batchId}/report.${form}`);
      saveFile(await response.blob(), `${batchNo}-${say('approvals.batchReport.name')}.${form}`);
    },
  });
  return (
    <>
      {save.error && <ErrorLine error={errorText(toErrorShape(asStationError(save.error)))} />}
      {forms.map((form) => (
        <Button key={form} loading={save.isPending && save.variables === form} onClick={() => save.mutate(form)}>
          {say(`screen.batch.report.${form}`)}
          <span className="sk-unseen"> {batchNo}</span>
        </Button>
      ))}
    </>
  );
}
