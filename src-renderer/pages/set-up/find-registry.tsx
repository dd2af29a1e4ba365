import { useMutation } from '@tanstack/react-query';
import { Button, Checkbox, Input } from 'antd';
import { useId, useState, type FormEvent } from 'react';
import { toErrorShape } from '#shared/errors/station-error.ts';
import { asStationError, station } from '../../bridge/client.ts';
import { errorText, useWords } from '../../bridge/words.ts';
import { headAndTail } from '../../components/digest-groups.ts';
import { ErrorLine } from '../../components/error-panel.tsx';
import { Field } from '../../components/field.tsx';
import { StatusWord } from '../../components/status-word.tsx';
import { DigestBoard } from './digest-board.tsx';
import { comparePaper, hexDigits, type EnrolmentDraft } from './enrolment-draft.ts';
import { StepFoot, StepPanel } from './step-foot.tsx';

type RegistryDraft = Pick<EnrolmentDraft, 'url' | 'registryName' | 'rootSm3' | 'isDemonstration' | 'paper' | 'isSame'>;

const nothingFound = { registryName: '', rootSm3: '', isDemonstration: false, isSame: false } as const;

/** 登记中心: an address, and the digest of its root, which two people compare before anything is sent. */
export function FindRegistry(props: {
  readonly draft: RegistryDraft;
  readonly onChange: (part: Partial<RegistryDraft>) => void;
  readonly onBack: () => void;
  readonly onClear: () => void;
  readonly onNext: () => void;
}) {
  const say = useWords();
  const { draft, onChange, onBack, onClear, onNext } = props;
  const word = (key: string, facts?: Readonly<Record<string, unknown>>): string =>
    say(`screen.setUp.registry.${key}`, facts);
  const [isMalformed, setMalformed] = useState(false);
  const hintId = useId();
  const inspect = useMutation(
    station.setUp.inspectRegistry.mutationOptions({
      onSuccess: ({ registry, ...found }) => onChange({ ...found, registryName: registry, isSame: false }),
    }),
  );
  const isFound = draft.rootSm3 !== '';

  function ask(): void {
    const url = originOf(draft.url);
    setMalformed(url === null);
    if (url === null) return;
    onChange({ ...nothingFound, url });
    inspect.mutate({ url });
  }
  const reason = reasonNotToGoOn(draft);
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    if (!isFound) ask();
    else if (reason === null) onNext();
  };

  return (
    <StepPanel title={word('title')} note={word('note')}>
      <form className="sk-setup-body" onSubmit={onSubmit}>
        <div className="sk-setup-ask">
          <Field label={word('url')} hint={isMalformed ? { status: 'refused', text: word('urlWrong') } : undefined}>
            <Input
              value={draft.url}
              autoFocus={!isFound}
              spellCheck={false}
              autoComplete="off"
              inputMode="url"
              aria-describedby={hintId}
              aria-invalid={isMalformed}
              onChange={(event) => {
                setMalformed(false);
                inspect.reset();
                onChange({ ...nothingFound, url: event.target.value });
              }}
            />
          </Field>
          <Button type={isFound ? 'default' : 'primary'} loading={inspect.isPending} onClick={ask}>
            {word(isFound ? 'askAgain' : 'ask')}
          </Button>
        </div>
        <p id={hintId} className="sk-note">
          {word('urlHint')}
        </p>
        {inspect.error && <ErrorLine error={errorText(toErrorShape(asStationError(inspect.error)))} />}
        {isFound && <Comparison draft={draft} onChange={onChange} />}
        <StepFoot
          onBack={onBack}
          onClear={onClear}
          reason={reason === null ? undefined : word(reason)}
          {...(isFound && { next: say('screen.setUp.next', { step: say('screen.setUp.step.station') }) })}
        />
      </form>
    </StepPanel>
  );
}

function Comparison(props: {
  readonly draft: RegistryDraft;
  readonly onChange: (part: Partial<RegistryDraft>) => void;
}) {
  const say = useWords();
  const { draft, onChange } = props;
  const word = (key: string, facts?: Readonly<Record<string, unknown>>): string =>
    say(`screen.setUp.registry.${key}`, facts);
  const compared = comparePaper(draft);
  const isDifferent = compared.state === 'different';
  const mismatch = { expected: headAndTail(hexDigits(draft.paper)), actual: headAndTail(draft.rootSm3) };
  return (
    <div className="sk-setup-found" role="group" aria-label={word('digest')}>
      <div className="sk-setup-states" role="status">
        <StatusWord status="ok">{word('found', { name: draft.registryName })}</StatusWord>
        {draft.isDemonstration && <StatusWord status="attention">{word('demonstration')}</StatusWord>}
        {isPlain(draft.url) && <StatusWord status="attention">{word('plain')}</StatusWord>}
      </div>
      <h3>{word('digest')}</h3>
      <p className="sk-small">{word('how')}</p>
      <DigestBoard hex={draft.rootSm3} different={isDifferent ? compared.groups : []} />
      <Field label={word('paper')} isOptional>
        <Input.TextArea
          value={draft.paper}
          rows={2}
          className="sk-mono"
          spellCheck={false}
          autoComplete="off"
          aria-invalid={isDifferent}
          onChange={(event) => onChange({ paper: event.target.value, isSame: false })}
        />
      </Field>
      <p className="sk-note">{word('paperHint')}</p>
      <div role="status">
        {compared.state === 'same' && <StatusWord status="ok">{word('paperSame')}</StatusWord>}
        {compared.state === 'short' && (
          <StatusWord status="attention">{word('paperLeft', { left: compared.by })}</StatusWord>
        )}
        {compared.state === 'long' && (
          <StatusWord status="attention">{word('paperOver', { over: compared.by })}</StatusWord>
        )}
      </div>
      {isDifferent && <ErrorLine error={errorText({ code: 'SYNC_ROOT_MISMATCH', facts: mismatch })} />}
      <Checkbox
        checked={draft.isSame}
        disabled={isDifferent}
        onChange={(event) => onChange({ isSame: event.target.checked })}
      >
        <b>{word('tick')}</b>
      </Checkbox>
    </div>
  );
}

function reasonNotToGoOn(draft: RegistryDraft): string | null {
  if (draft.rootSm3 === '') return 'needConnection';
  const { state } = comparePaper(draft);
  if (state === 'different') return 'needSame';
  if (state === 'short' || state === 'long') return 'needWhole';
  return draft.isSame ? null : 'needTick';
}

/** `https://host:port`, or null for what is no such address. */
function originOf(text: string): string | null {
  const url = URL.parse(text.trim());
  return url && /^https?:$/.test(url.protocol) ? url.origin : null;
}

/** Read along by others on the way; on this computer itself there is no way. */
function isPlain(text: string): boolean {
  const url = URL.parse(text);
  return url?.protocol === 'http:' && !['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname);
}
