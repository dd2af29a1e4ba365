import { useQuery } from '@tanstack/react-query';
import type { ProfileView } from '#shared/contract/desk.ts';
import type { KeyView, SealView } from '#shared/contract/station.ts';
import { toErrorShape } from '#shared/errors/station-error.ts';
import { asStationError, station } from '../../bridge/client.ts';
import { errorText, useWords } from '../../bridge/words.ts';
import { Skeleton } from '../../components/empty.tsx';
import { ErrorLine } from '../../components/error-panel.tsx';
import { FactsList } from '../../components/facts-list.tsx';
import { Panel } from '../../components/panel.tsx';
import { shortSealName } from '../../components/seal-name.ts';
import { StatusWord } from '../../components/status-word.tsx';
import { TriesBar } from '../../components/tries-bar.tsx';

/** The key this seal lies in: whether it is plugged in, and what state its PIN is in. */
export function KeyCard(props: {
  readonly seal: SealView;
  readonly seals: readonly SealView[];
  readonly unitName: string | null | undefined;
  readonly profile: ProfileView | null;
}) {
  const { seal, seals, unitName, profile } = props;
  const say = useWords();
  const { data, error } = useQuery({ ...station.station.keys.queryOptions(), refetchInterval: 10_000 });
  const key = data?.find(({ serial }) => serial === seal.tokenSerial);
  const word = (name: string, facts?: Readonly<Record<string, unknown>>): string =>
    say(`screen.seals.key.${name}`, facts);
  const onIt = seals.filter(({ tokenSerial }) => tokenSerial === seal.tokenSerial);
  const rows = [
    { label: word('serial'), value: <span className="sk-mono">{inFours(seal.tokenSerial)}</span> },
    {
      label: word('model'),
      value: [key?.model ?? seal.tokenModel, key?.isTraining && word('training')].filter(Boolean).join('，'),
    },
    ...(key ? [{ label: word('pin'), value: pinText(key, profile) }] : []),
    { label: word('privateKey'), value: word('privateKeyText') },
    { label: word('holds'), value: onIt.map(({ name }) => shortSealName(say, name, unitName)).join('、') },
  ];
  return (
    <Panel
      title={profile?.terms.token ?? word('title')}
      aside={data && <StatusWord status={key ? 'ok' : 'neutral'}>{word(key ? 'plugged' : 'absent')}</StatusWord>}
    >
      {error && <ErrorLine error={errorText(toErrorShape(asStationError(error)))} />}
      {!error && !data && <Skeleton lines={5} height={24} />}
      {data && (
        <div className="sk-key-card">
          {key && <TriesBar state={key.triesState} hasText />}
          <FactsList rows={rows} />
        </div>
      )}
    </Panel>
  );

  function pinText({ minPinLength, maxPinLength, pinMustChange }: KeyView, rules: ProfileView | null): string {
    const length =
      maxPinLength > 0
        ? word('length', { min: minPinLength, max: maxPinLength })
        : word('lengthFrom', { min: minPinLength });
    const age = rules?.pinMaxAgeDays ? word('age', { days: rules.pinMaxAgeDays }) : '';
    return [pinMustChange ? word('mustChange') : length, age].filter(Boolean).join('，');
  }
}

/** Serial numbers are read aloud in fours. */
function inFours(serial: string): string {
  return serial.match(/.{1,4}/g)?.join(' ') ?? serial;
}
