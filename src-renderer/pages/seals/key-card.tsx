import { useQuery } from '@tanstack/react-query';
import type { ProfileView } from '#shared/contract/desk.ts';
import type { KeyCareView, KeyView, SealView } from '#shared/contract/station.ts';
import { toErrorShape } from '#shared/errors/station-error.ts';
import { asStationError, station } from '../../bridge/client.ts';
import { usePerson } from '../../bridge/session.ts';
import { errorText, useWords } from '../../bridge/words.ts';
import { Skeleton } from '../../components/empty.tsx';
import { ErrorLine } from '../../components/error-panel.tsx';
import { FactsList } from '../../components/facts-list.tsx';
import { Panel } from '../../components/panel.tsx';
import { shortSealName } from '../../components/seal-name.ts';
import { StatusWord, type Status } from '../../components/status-word.tsx';
import { dateText } from '../../components/time-words.ts';
import { TriesBar } from '../../components/tries-bar.tsx';
import { KeyActs } from './key-acts.tsx';

const pinStatus: Readonly<Partial<Record<KeyCareView['pin']['state'], Status>>> = {
  due: 'attention',
  over: 'refused',
  unknown: 'attention',
};
const driverStatus: Readonly<Record<KeyCareView['test']['driver'], Status>> = {
  same: 'ok',
  changed: 'refused',
  untested: 'attention',
  unread: 'attention',
};

/** The key this seal lies in: whether it is plugged in, the state and the age of its PIN, its last self-test. */
export function KeyCard(props: {
  readonly seal: SealView;
  readonly seals: readonly SealView[];
  readonly unitName: string | null | undefined;
  readonly profile: ProfileView | null;
}) {
  const { seal, seals, unitName, profile } = props;
  const say = useWords();
  const person = usePerson();
  const { data, error } = useQuery({ ...station.station.keys.queryOptions(), refetchInterval: 10_000 });
  const { data: care } = useQuery(station.station.key.care.queryOptions({ input: { esId: seal.esId } }));
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
    ...(care ? [{ label: profile?.terms.pin ?? word('pin'), value: <PinAgeWords care={care} plugged={key} /> }] : []),
    { label: word('privateKey'), value: word('privateKeyText') },
    ...(care ? [{ label: word('test'), value: <TestWords test={care.test} /> }] : []),
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
          {care && seal.custodian === person.account && (
            <KeyActs seal={seal} care={care} unitName={unitName} isPlugged={key !== undefined} />
          )}
        </div>
      )}
    </Panel>
  );
}

/** 已用 84 天，限 90 天. An age nobody knows is said to be unknown. */
function PinAgeWords({
  care: { pin },
  plugged,
}: {
  readonly care: KeyCareView;
  readonly plugged: KeyView | undefined;
}) {
  const say = useWords();
  const left = pin.until === null ? null : Math.max(0, Math.ceil((pin.until - Date.now()) / 86_400_000));
  const facts = { days: pin.days, limit: pin.limitDays, left };
  const words = plugged?.pinMustChange
    ? say('screen.seals.key.mustChange')
    : say(`screen.seals.care.pin.${pin.state}`, facts);
  const status = plugged?.pinMustChange ? 'refused' : pinStatus[pin.state];
  return status === undefined ? <>{words}</> : <StatusWord status={status}>{words}</StatusWord>;
}

function TestWords({ test: { driver, testedAt } }: { readonly test: KeyCareView['test'] }) {
  const say = useWords();
  const at = testedAt === null ? '' : dateText(new Date(testedAt));
  return <StatusWord status={driverStatus[driver]}>{say(`screen.seals.care.driver.${driver}`, { at })}</StatusWord>;
}

/** Serial numbers are read aloud in fours. */
function inFours(serial: string): string {
  return serial.match(/.{1,4}/g)?.join(' ') ?? serial;
}
