import type { RegistryChip, StationCondition } from '#shared/contract/desk.ts';
import { useWords } from '../../bridge/words.ts';
import { FactsList } from '../../components/facts-list.tsx';
import { Panel } from '../../components/panel.tsx';
import { StatusWord, type Status } from '../../components/status-word.tsx';
import { moment, sayTime } from '../../components/time-words.ts';

/** What one stamped file takes with its copies, for a number people can picture. */
const bytesPerFile = 4 * 1024 * 1024;
const scarceFiles = 500;
const registryWords: Readonly<Record<RegistryChip['state'], readonly [string, Status]>> = {
  fresh: ['synced', 'ok'],
  offline: ['offline', 'attention'],
  stale: ['stale', 'refused'],
  never: ['never', 'attention'],
};

/** 本机状况. */
export function ConditionPanel(props: {
  readonly condition: StationCondition;
  readonly registry: RegistryChip | undefined;
  readonly now: Date;
}) {
  const say = useWords();
  const { condition, registry, now } = props;
  const word = (key: string, facts?: Readonly<Record<string, unknown>>): string =>
    say(`screen.desk.condition.${key}`, facts);
  const { ledger, freeBytes } = condition;
  const checked = ledger.checkedAt && sayTime(say, moment(new Date(ledger.checkedAt), now));
  const count = Math.floor(freeBytes / bytesPerFile);
  const [registryWord, registryStatus] = registryWords[registry?.state ?? 'never'];
  const pending = registry?.pending ?? 0;
  const rows = [
    {
      label: word('ledger'),
      value: (
        <Condition
          status={ledger.isSound === null ? 'neutral' : ledger.isSound ? 'ok' : 'refused'}
          word={word(ledger.isSound === null ? 'unchecked' : ledger.isSound ? 'sound' : 'broken')}
          more={word(checked ? 'checked' : 'entries', { count: ledger.entries, at: checked })}
        />
      ),
    },
    {
      label: word('registry'),
      value: (
        <Condition
          status={registryStatus}
          word={word(registryWord)}
          more={pending > 0 ? word('queue', { pending }) : word('noQueue')}
        />
      ),
    },
    {
      label: word('space'),
      value: (
        <Condition
          status={count < scarceFiles ? 'attention' : 'ok'}
          word={word(count < scarceFiles ? 'scarce' : 'enough')}
          more={count >= 10_000 ? word('roomMany', { count: Math.floor(count / 10_000) }) : word('room', { count })}
        />
      ),
    },
  ];
  return (
    <Panel title={word('title')}>
      <FactsList rows={rows} />
    </Panel>
  );
}

function Condition(props: { readonly status: Status; readonly word: string; readonly more: string }) {
  return (
    <span className="sk-row">
      <StatusWord status={props.status}>{props.word}</StatusWord>
      <span className="sk-quiet">{props.more}</span>
    </span>
  );
}
