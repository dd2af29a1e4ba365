import { useMutation } from '@tanstack/react-query';
import { Button, Radio } from 'antd';
import { useState } from 'react';
import { toErrorShape } from '#shared/errors/station-error.ts';
import { asStationError } from '../../bridge/client.ts';
import { errorText, useWords } from '../../bridge/words.ts';
import { Banner } from '../../components/banner.tsx';
import { ErrorLine } from '../../components/error-panel.tsx';
import { Panel } from '../../components/panel.tsx';
import { ChoiceLabel } from './choice-label.tsx';

/** One decision of the office out of a few, each said in a line and explained in another. */
export function OfficeChoice<Choice extends string>(props: {
  /** Its words stand under `screen.settings.signing.<name>`. */
  readonly name: 'form' | 'longTerm';
  readonly options: readonly Choice[];
  readonly value: Choice;
  readonly mayChange: boolean;
  readonly change: (chosen: Choice) => Promise<unknown>;
  readonly onChanged: () => void;
}) {
  const { name, options, value, mayChange, change, onChanged } = props;
  const say = useWords();
  const word = (key: string): string => say(`screen.settings.signing.${name}.${key}`);
  const [chosen, setChosen] = useState(value);
  const decide = useMutation({ mutationFn: change, onSuccess: onChanged });
  return (
    <Panel title={word('title')} note={word('note')}>
      <Radio.Group
        className="sk-settings-options"
        name={`office-${name}`}
        aria-label={word('title')}
        value={chosen}
        disabled={!mayChange}
        onChange={(event) => setChosen(event.target.value as Choice)}
        options={options.map((option) => ({
          value: option,
          label: <ChoiceLabel name={word(option)} explanation={word(`${option}Text`)} isInForce={option === value} />,
        }))}
      />
      {decide.error && <ErrorLine error={errorText(toErrorShape(asStationError(decide.error)))} />}
      {decide.isSuccess && chosen === value && <Banner status="ok">{word('saved')}</Banner>}
      {mayChange && (
        <Button
          type="primary"
          disabled={chosen === value}
          loading={decide.isPending}
          onClick={() => decide.mutate(chosen)}
        >
          {word('save')}
        </Button>
      )}
    </Panel>
  );
}
