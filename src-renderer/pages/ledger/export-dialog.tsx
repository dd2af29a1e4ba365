import { useMutation, useQuery } from '@tanstack/react-query';
import { Button, Input, Modal, Segmented } from 'antd';
import { useState } from 'react';
import { toErrorShape } from '#shared/errors/station-error.ts';
import type { RegisterFilter } from '#shared/contract/ledger.ts';
import type { ExportPreview } from '#shared/contract/ledger-views.ts';
import { asStationError, station } from '../../bridge/client.ts';
import { saveResource } from '../../bridge/resources.ts';
import { errorText, useWords } from '../../bridge/words.ts';
import { Digest } from '../../components/digest.tsx';
import { Skeleton } from '../../components/empty.tsx';
import { ErrorLine } from '../../components/error-panel.tsx';
import { Field } from '../../components/field.tsx';
import { StatusWord } from '../../components/status-word.tsx';

/** Shows what a file would contain, asks what it is for, and saves it. */
export function ExportDialog({ filter, onClose }: { readonly filter: RegisterFilter; readonly onClose: () => void }) {
  const say = useWords();
  const word = (key: string, facts?: Readonly<Record<string, unknown>>): string =>
    say(`screen.ledger.export.${key}`, facts);
  const [format, setFormat] = useState<'csv' | 'json'>('csv');
  const [purpose, setPurpose] = useState('');
  const [isTried, setTried] = useState(false);
  const asked = { filter: { view: 'all' as const, ...filter } };
  const { data: preview, error } = useQuery(station.ledger.exportPreview.queryOptions({ input: asked }));
  const save = useMutation({
    ...station.ledger.exportFile.mutationOptions(),
    onSuccess: ({ exportId, fileName }) => saveResource(`export/${exportId}`, fileName),
  });
  const count = preview?.entries ?? 0;
  const isNamed = purpose.trim().length >= 2;
  const act = (): void => {
    setTried(true);
    if (isNamed && count > 0) save.mutate({ ...asked, format, purpose });
  };
  const failure = save.error ?? error;
  return (
    <Modal
      open
      width={860}
      title={word('title')}
      onCancel={onClose}
      footer={
        save.data ? (
          <Button onClick={onClose}>{say('screen.components.close')}</Button>
        ) : (
          <>
            <Button onClick={onClose}>{word('cancel')}</Button>
            <Button type="primary" disabled={count === 0} loading={save.isPending} onClick={act}>
              {word('act', { count })}
            </Button>
          </>
        )
      }
    >
      <div className="sk-entry-form">
        {preview ? <Preview preview={preview} /> : !error && <Skeleton lines={5} />}
        <Field label={word('format')}>
          <Segmented
            value={format}
            options={(['csv', 'json'] as const).map((value) => ({ value, label: word(value) }))}
            onChange={(value) => setFormat(value)}
          />
        </Field>
        <Field
          label={word('purpose')}
          hint={isTried && !isNamed ? { status: 'refused', text: word('purposeNeeded') } : undefined}
        >
          <Input
            value={purpose}
            maxLength={200}
            placeholder={word('purposeHint')}
            disabled={save.data !== undefined}
            onChange={(event) => setPurpose(event.target.value)}
            onPressEnter={act}
          />
        </Field>
        <p className="sk-note">{word('logged')}</p>
        {failure && <ErrorLine error={errorText(toErrorShape(asStationError(failure)))} />}
        {save.data && (
          <div role="status" className="sk-ledger-exported">
            <StatusWord status="ok">
              {word('done', { count: save.data.entries, fileName: save.data.fileName })}
            </StatusWord>
            <p className="sk-small sk-quiet">
              {word('digest')} <Digest hex={save.data.sm3} />
            </p>
          </div>
        )}
      </div>
    </Modal>
  );
}

function Preview({ preview }: { readonly preview: ExportPreview }) {
  const say = useWords();
  const { entries: count, columns, sample } = preview;
  const key = count === 0 ? 'scopeEmpty' : 'scope';
  return (
    <>
      <p className="sk-small sk-quiet">{say(`screen.ledger.export.${key}`, { count, shown: sample.length })}</p>
      <section className="sk-ledger-preview" tabIndex={0} aria-label={say('screen.ledger.export.preview')}>
        <table>
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column} scope="col">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {sample.map((cells, row) => (
              <tr key={row}>
                {cells.map((cell, column) => (
                  <td key={columns[column]}>{cell}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
}
