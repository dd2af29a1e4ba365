import { Input } from 'antd';
import { useState } from 'react';
import { useWords } from '../../bridge/words.ts';
import { Field } from '../../components/field.tsx';
import type { Look } from './places.ts';
import { Length } from './placing-fields.tsx';

const usualHeightMm = 3.5;

/** OFD has no form for a look. @param isTurned whether a turn and a line of text go with it; slices have neither */
export function LookFields(props: {
  readonly look: Look;
  readonly isPdf: boolean;
  readonly isTurned: boolean;
  /** Of one place: its line of text stands as it is written. */
  readonly isSingle?: boolean;
  readonly onChange: (look: Look) => void;
}) {
  const { look, isPdf, isTurned, isSingle = false, onChange } = props;
  const say = useWords();
  if (!isPdf) return <p className="sk-quiet sk-small">{say('screen.placing.lookPdfOnly')}</p>;
  const { rotation, opacity, text } = look;
  const set = (change: { [Key in keyof Look]?: Look[Key] | undefined }): void => {
    const next = { rotation, opacity, text, ...change };
    onChange({
      ...(next.rotation !== undefined && { rotation: next.rotation }),
      ...(next.opacity !== undefined && { opacity: next.opacity }),
      ...(next.text && { text: next.text }),
    });
  };
  return (
    <div className="sk-look-fields">
      <Length
        name="opacity"
        unit="percent"
        min={10}
        max={100}
        value={opacity === undefined ? 100 : Math.round(opacity * 100)}
        onChange={(value = 100) => set({ opacity: value < 100 ? value / 100 : undefined })}
      />
      {isTurned && (
        <>
          <Length
            name="rotation"
            unit="degrees"
            min={-180}
            max={180}
            value={rotation ?? 0}
            onChange={(value = 0) => set({ rotation: value === 0 ? undefined : value })}
          />
          <LineOfText text={text} hint={isSingle ? 'textSingle' : 'text'} onChange={(next) => set({ text: next })} />
          {text && (
            <Length
              name="textHeight"
              step={0.5}
              min={1.5}
              max={10}
              value={text.heightMm}
              onChange={(heightMm = usualHeightMm) => set({ text: { ...text, heightMm } })}
            />
          )}
        </>
      )}
    </div>
  );
}

/** What is typed may end in a space for a moment; what is kept never does. */
function LineOfText(props: {
  readonly text: Look['text'];
  readonly hint: 'text' | 'textSingle';
  readonly onChange: (text: Look['text']) => void;
}) {
  const { text, hint, onChange } = props;
  const say = useWords();
  const [typed, setTyped] = useState(text?.value ?? '');
  const shown = typed.trim() === (text?.value ?? '') ? typed : (text?.value ?? '');
  return (
    <Field label={say('screen.placing.label.text')} isOptional>
      <Input
        value={shown}
        maxLength={60}
        placeholder={say(`screen.placing.hint.${hint}`)}
        onChange={(event) => {
          const value = event.target.value.normalize('NFC');
          setTyped(value);
          const kept = value.trim();
          onChange(kept === '' ? undefined : { value: kept, heightMm: text?.heightMm ?? usualHeightMm });
        }}
      />
    </Field>
  );
}
