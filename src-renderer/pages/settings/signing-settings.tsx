import { useMutation, useQuery } from '@tanstack/react-query';
import { Button, Radio } from 'antd';
import { useState } from 'react';
import { toErrorShape } from '#shared/errors/station-error.ts';
import { signatureProfileSchema, type SignatureProfile } from '#shared/model/signature-profile.ts';
import { asStationError, queryClient, station } from '../../bridge/client.ts';
import { errorText, useWords } from '../../bridge/words.ts';
import { Banner } from '../../components/banner.tsx';
import { Skeleton } from '../../components/empty.tsx';
import { ErrorLine } from '../../components/error-panel.tsx';
import { Panel } from '../../components/panel.tsx';
import { PageError } from '../page-error.tsx';
import { TimestampSettingsForm } from './timestamp-settings.tsx';

/** 签名与时间戳: decisions of the office. Everybody may read them, the system administrator changes them. */
export function SigningSettings({ mayChange }: { readonly mayChange: boolean }) {
  const say = useWords();
  const form = useQuery(station.station.signatureForm.read.queryOptions());
  const timestamps = useQuery(station.station.timestamps.read.queryOptions());
  const error = form.error ?? timestamps.error;
  if (error) return <PageError error={error} reset={() => void Promise.all([form.refetch(), timestamps.refetch()])} />;
  if (!form.data || !timestamps.data) return <Skeleton lines={8} />;
  return (
    <div className="sk-settings-stack">
      {!mayChange && <p className="sk-quiet">{say('screen.settings.signing.readOnly')}</p>}
      <TimestampSettingsForm settings={timestamps.data} mayChange={mayChange} />
      <FormOfSignature profile={form.data} mayChange={mayChange} />
    </div>
  );
}

function FormOfSignature({ profile, mayChange }: { readonly profile: SignatureProfile; readonly mayChange: boolean }) {
  const say = useWords();
  const word = (key: string): string => say(`screen.settings.signing.form.${key}`);
  const [chosen, setChosen] = useState(profile);
  const change = useMutation(
    station.station.signatureForm.change.mutationOptions({
      onSuccess: () => {
        void queryClient.invalidateQueries({ queryKey: station.station.signatureForm.key() });
        void queryClient.invalidateQueries({ queryKey: station.station.registerForm.key() });
      },
    }),
  );
  return (
    <Panel title={word('title')} note={word('note')}>
      <Radio.Group
        className="sk-settings-options"
        name="signature-form"
        aria-label={word('title')}
        value={chosen}
        disabled={!mayChange}
        onChange={(event) => setChosen(event.target.value as SignatureProfile)}
        options={signatureProfileSchema.options.map((value) => ({
          value,
          label: (
            <>
              {word(value)}
              <small className="sk-quiet">{word(`${value}Text`)}</small>
            </>
          ),
        }))}
      />
      {change.error && <ErrorLine error={errorText(toErrorShape(asStationError(change.error)))} />}
      {change.isSuccess && chosen === profile && <Banner status="ok">{word('saved')}</Banner>}
      {mayChange && (
        <Button
          type="primary"
          disabled={chosen === profile}
          loading={change.isPending}
          onClick={() => change.mutate({ profile: chosen })}
        >
          {word('save')}
        </Button>
      )}
    </Panel>
  );
}
