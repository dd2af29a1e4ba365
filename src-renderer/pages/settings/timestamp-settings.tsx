import { useMutation } from '@tanstack/react-query';
import { Button, Checkbox, Input, Radio } from 'antd';
import { useState } from 'react';
import { toErrorShape } from '#shared/errors/station-error.ts';
import { timestampSettingsSchema, type TimestampSettings } from '#shared/model/timestamp-settings.ts';
import { asStationError, queryClient, station } from '../../bridge/client.ts';
import { errorText, useWords } from '../../bridge/words.ts';
import { Banner } from '../../components/banner.tsx';
import { ErrorLine } from '../../components/error-panel.tsx';
import { Field } from '../../components/field.tsx';
import { Panel } from '../../components/panel.tsx';
import { ChoiceLabel } from './choice-label.tsx';
import { TimestampTrial } from './timestamp-trial.tsx';

const sources = timestampSettingsSchema.shape.source.options;

/** Where stamps get their timestamps, whether nothing is stamped without one, and a trial before it is decided. */
export function TimestampSettingsForm(props: { readonly settings: TimestampSettings; readonly mayChange: boolean }) {
  const { settings, mayChange } = props;
  const say = useWords();
  const word = (key: string): string => say(`screen.settings.signing.timestamps.${key}`);
  const [source, setSource] = useState(settings.source);
  const [url, setUrl] = useState(settings.url ?? '');
  const [isRequired, setRequired] = useState(settings.isRequired);
  const asked: TimestampSettings = {
    source,
    url: source === 'address' ? url.trim() : null,
    isRequired: source !== 'off' && isRequired,
  };
  const isFit = timestampSettingsSchema.safeParse(asked).success;
  const isChanged = JSON.stringify(asked) !== JSON.stringify(settings);
  const change = useMutation(
    station.station.timestamps.change.mutationOptions({
      onSuccess: () => void queryClient.invalidateQueries({ queryKey: station.station.timestamps.key() }),
    }),
  );
  const trial = useMutation(station.station.timestamps.test.mutationOptions());
  const isUnfit = source === 'address' && url.trim() !== '' && !isFit;
  return (
    <Panel title={word('title')} note={word('note')}>
      <form
        className="sk-settings-choices"
        onSubmit={(event) => {
          event.preventDefault();
          if (isFit && isChanged && mayChange) change.mutate(asked);
        }}
      >
        <Radio.Group
          className="sk-settings-options"
          name="timestamp-source"
          aria-label={word('title')}
          value={source}
          disabled={!mayChange}
          onChange={(event) => {
            setSource(event.target.value as TimestampSettings['source']);
            trial.reset();
          }}
          options={sources.map((value) => ({
            value,
            label: (
              <ChoiceLabel
                name={word(value)}
                explanation={word(`${value}Text`)}
                isInForce={value === settings.source}
              />
            ),
          }))}
        />
        {source === 'address' && (
          <div className="sk-settings-address">
            <Field label={word('url')} hint={isUnfit ? { status: 'refused', text: word('urlUnfit') } : undefined}>
              <Input
                value={url}
                maxLength={500}
                placeholder="https://"
                spellCheck={false}
                autoComplete="off"
                disabled={!mayChange}
                onChange={(event) => {
                  setUrl(event.target.value);
                  trial.reset();
                }}
              />
            </Field>
          </div>
        )}
        {source !== 'off' && (
          <Checkbox checked={isRequired} disabled={!mayChange} onChange={(event) => setRequired(event.target.checked)}>
            {word('required')}
            <small className="sk-quiet sk-settings-under">{word(isRequired ? 'requiredText' : 'optionalText')}</small>
          </Checkbox>
        )}
        <TimestampTrial trial={trial} />
        {change.error && <ErrorLine error={errorText(toErrorShape(asStationError(change.error)))} />}
        {change.isSuccess && !isChanged && <Banner status="ok">{word('saved')}</Banner>}
        {mayChange && (
          <div className="sk-row">
            <Button type="primary" htmlType="submit" disabled={!isFit || !isChanged} loading={change.isPending}>
              {word('save')}
            </Button>
            {source !== 'off' && (
              <Button disabled={!isFit} loading={trial.isPending} onClick={() => trial.mutate(asked)}>
                {word('test')}
              </Button>
            )}
          </div>
        )}
      </form>
    </Panel>
  );
}
