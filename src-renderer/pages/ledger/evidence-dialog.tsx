import { useMutation } from '@tanstack/react-query';
import { Input } from 'antd';
import { useState } from 'react';
import { station } from '../../bridge/client.ts';
import { saveResource } from '../../bridge/resources.ts';
import { useWords } from '../../bridge/words.ts';
import { Field } from '../../components/field.tsx';
import { EntryFormDialog } from './entry-form-dialog.tsx';

/** Asks what the evidence is for, and saves it. */
export function EvidenceDialog({ entryNo, onClose }: { readonly entryNo: string; readonly onClose: () => void }) {
  const say = useWords();
  const word = (key: string, facts?: Readonly<Record<string, unknown>>): string =>
    say(`screen.ledger.evidence.${key}`, facts);
  const [purpose, setPurpose] = useState('');
  const [isTried, setTried] = useState(false);
  const isNamed = purpose.trim().length >= 2;
  const save = useMutation({
    ...station.ledger.evidence.mutationOptions(),
    onSuccess: async ({ exportId, fileName }) => {
      if (exportId !== null) await saveResource(`export/${exportId}`, fileName);
      onClose();
    },
  });
  const act = (): void => {
    setTried(true);
    if (isNamed) save.mutate({ entryNo, purpose });
  };
  return (
    <EntryFormDialog {...{ entryNo, word, onClose }} isBusy={save.isPending} error={save.error} onAct={act}>
      <Field
        label={word('purpose')}
        hint={isTried && !isNamed ? { status: 'refused', text: word('purposeNeeded') } : undefined}
      >
        <Input value={purpose} maxLength={200} autoFocus onChange={(event) => setPurpose(event.target.value)} />
      </Field>
      <p className="sk-note">{word('logged')}</p>
    </EntryFormDialog>
  );
}
