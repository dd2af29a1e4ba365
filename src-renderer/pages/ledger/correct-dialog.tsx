import { useMutation } from '@tanstack/react-query';
import { Input } from 'antd';
import { useState } from 'react';
import { correctableFields } from '#shared/model/correctable-fields.ts';
import { queryClient, station } from '../../bridge/client.ts';
import { useWords } from '../../bridge/words.ts';
import { Field } from '../../components/field.tsx';
import { Select } from '../../components/select.tsx';
import { ConsentFields, EntryFormDialog, isGiven, noConsent } from './entry-form-dialog.tsx';

/** Adds a correction; somebody who decides consents at the same screen. */
export function CorrectDialog({ entryNo, onClose }: { readonly entryNo: string; readonly onClose: () => void }) {
  const say = useWords();
  const word = (key: string, facts?: Readonly<Record<string, unknown>>): string =>
    say(`screen.ledger.correct.${key}`, facts);
  const [field, setField] = useState<(typeof correctableFields)[number]>('remark');
  const [value, setValue] = useState('');
  const [consent, setConsent] = useState(noConsent);
  const [isTried, setTried] = useState(false);
  const correct = useMutation({
    ...station.ledger.correct.mutationOptions(),
    onSuccess: (story) => {
      queryClient.setQueryData(station.ledger.story.queryKey({ input: { entryNo } }), story);
      onClose();
    },
    onSettled: () => setConsent((given) => ({ ...given, password: '' })),
  });
  const hint = (key: string, isMissing: boolean) =>
    isTried && isMissing ? ({ status: 'refused', text: word(key) } as const) : undefined;
  const act = (): void => {
    setTried(true);
    if (value.trim() !== '' && isGiven(consent)) correct.mutate({ entryNo, field, value, consent });
  };
  return (
    <EntryFormDialog {...{ entryNo, word, onClose }} isBusy={correct.isPending} error={correct.error} onAct={act}>
      <Field label={word('field')}>
        <Select
          aria-label={word('field')}
          value={field}
          options={correctableFields.map((name) => ({ value: name, label: say(`screen.ledger.entry.${name}`) }))}
          onChange={setField}
        />
      </Field>
      <Field label={word('value')} hint={hint('valueNeeded', value.trim() === '')}>
        <Input value={value} maxLength={500} autoFocus onChange={(event) => setValue(event.target.value)} />
      </Field>
      <ConsentFields {...{ word, consent }} hint={hint('consentNeeded', !isGiven(consent))} onChange={setConsent} />
    </EntryFormDialog>
  );
}
