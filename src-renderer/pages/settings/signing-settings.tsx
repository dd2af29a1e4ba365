import { useQuery } from '@tanstack/react-query';
import { longTermLevelSchema } from '#shared/model/long-term.ts';
import { signatureProfileSchema } from '#shared/model/signature-profile.ts';
import { client, queryClient, station } from '../../bridge/client.ts';
import { useWords } from '../../bridge/words.ts';
import { Skeleton } from '../../components/empty.tsx';
import { PageError } from '../page-error.tsx';
import { OfficeChoice } from './office-choice.tsx';
import { TimestampSettingsForm } from './timestamp-settings.tsx';

/** 签名与时间戳: decisions of the office. Everybody may read them, the system administrator changes them. */
export function SigningSettings({ mayChange }: { readonly mayChange: boolean }) {
  const say = useWords();
  const form = useQuery(station.station.signatureForm.read.queryOptions());
  const longTerm = useQuery(station.station.longTerm.read.queryOptions());
  const timestamps = useQuery(station.station.timestamps.read.queryOptions());
  const all = [form, longTerm, timestamps];
  const error = all.find((query) => query.error)?.error;
  if (error) return <PageError error={error} reset={() => void Promise.all(all.map((query) => query.refetch()))} />;
  if (!form.data || !longTerm.data || !timestamps.data) return <Skeleton lines={8} />;
  return (
    <div className="sk-settings-stack">
      {!mayChange && <p className="sk-quiet">{say('screen.settings.signing.readOnly')}</p>}
      <TimestampSettingsForm settings={timestamps.data} mayChange={mayChange} />
      <OfficeChoice
        name="longTerm"
        options={longTermLevelSchema.options}
        value={longTerm.data}
        mayChange={mayChange}
        change={(level) => client.station.longTerm.change({ level })}
        onChanged={() => void queryClient.invalidateQueries({ queryKey: station.station.longTerm.key() })}
      />
      <OfficeChoice
        name="form"
        options={signatureProfileSchema.options}
        value={form.data}
        mayChange={mayChange}
        change={(profile) => client.station.signatureForm.change({ profile })}
        onChanged={() => {
          void queryClient.invalidateQueries({ queryKey: station.station.signatureForm.key() });
          void queryClient.invalidateQueries({ queryKey: station.station.registerForm.key() });
        }}
      />
    </div>
  );
}
