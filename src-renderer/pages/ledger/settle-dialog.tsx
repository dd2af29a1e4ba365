import { useMutation } from '@tanstack/react-query';
import { Button, Input, Radio } from 'antd';
import { useRef, useState } from 'react';
import type { SettlementFinding } from '#shared/model/correctable-fields.ts';
import { client, queryClient, station } from '../../bridge/client.ts';
import { upload } from '../../bridge/resources.ts';
import { useWords } from '../../bridge/words.ts';
import { Field } from '../../components/field.tsx';
import { StatusWord } from '../../components/status-word.tsx';
import { ConsentFields, EntryFormDialog, isGiven, noConsent } from './entry-form-dialog.tsx';

/** 核定: what became of an outcome nobody knew. Two persons answer for it, and the entry itself stays as it is. */
export function SettleDialog({ entryNo, onClose }: { readonly entryNo: string; readonly onClose: () => void }) {
  const say = useWords();
  const word = (key: string, facts?: Readonly<Record<string, unknown>>): string =>
    say(`screen.ledger.settle.${key}`, facts);
  const [finding, setFinding] = useState<SettlementFinding | null>(null);
  const [file, setFile] = useState<File | null>(null);
  const [statement, setStatement] = useState('');
  const [consent, setConsent] = useState(noConsent);
  const [isTried, setTried] = useState(false);
  const isFound = finding === 'signature-found';
  const settle = useMutation({
    mutationFn: async () => {
      const evidence = isFound && file ? { uploadId: (await upload(file)).uploadId } : {};
      return client.ledger.settle({
        entryNo,
        statement: statement.trim(),
        consent,
        ...evidence,
      });
    },
    onSuccess: (story) => {
      queryClient.setQueryData(station.ledger.story.queryKey({ input: { entryNo } }), story);
      onClose();
    },
    onSettled: () => setConsent((given) => ({ ...given, password: '' })),
  });
  const hint = (key: string, isMissing: boolean) =>
    isTried && isMissing ? ({ status: 'refused', text: word(key) } as const) : undefined;
  const isReady = finding !== null && statement.trim().length >= 4 && isGiven(consent) && (!isFound || file !== null);
  const act = (): void => {
    setTried(true);
    if (isReady) settle.mutate();
  };
  return (
    <EntryFormDialog {...{ entryNo, word, onClose }} isBusy={settle.isPending} error={settle.error} onAct={act}>
      <Radio.Group
        name="finding"
        value={finding}
        options={(['no-signature-found', 'signature-found'] as const).map((name) => ({
          value: name,
          label: word(`finding.${name}`),
        }))}
        onChange={(event) => setFinding(event.target.value as SettlementFinding)}
      />
      {isTried && finding === null && <StatusWord status="refused">{word('findingNeeded')}</StatusWord>}
      {finding && <p className="sk-small sk-quiet">{word(`follows.${finding}`)}</p>}
      {isFound && (
        <Field label={word('file')} hint={hint('fileNeeded', file === null)}>
          <ChosenFile file={file} onFile={setFile} />
        </Field>
      )}
      <Field label={word('statement')} hint={hint('statementNeeded', statement.trim().length < 4)}>
        <Input.TextArea
          value={statement}
          rows={2}
          maxLength={500}
          onChange={(event) => setStatement(event.target.value)}
        />
      </Field>
      <ConsentFields {...{ word, consent }} hint={hint('consentNeeded', !isGiven(consent))} onChange={setConsent} />
    </EntryFormDialog>
  );
}

/** The system's choice of a file, under a button in the language of the screen. */
function ChosenFile(props: { readonly file: File | null; readonly onFile: (file: File | null) => void }) {
  const { file, onFile } = props;
  const say = useWords();
  const input = useRef<HTMLInputElement>(null);
  return (
    <span className="sk-row">
      <input
        ref={input}
        type="file"
        accept=".pdf,.ofd"
        hidden
        onChange={(event) => onFile(event.target.files?.[0] ?? null)}
      />
      <Button onClick={() => input.current?.click()}>{say('screen.ledger.settle.choose')}</Button>
      <span className="sk-small">{file?.name ?? say('screen.ledger.settle.noFile')}</span>
    </span>
  );
}
