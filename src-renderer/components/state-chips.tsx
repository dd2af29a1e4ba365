import { CloudSyncOutlined } from '@ant-design/icons';
import type { KeyChip, RegistryChip } from '#shared/contract/desk.ts';
import { useWords, type Say } from '../bridge/words.ts';
import { Chip } from './chip.tsx';
import { UsbKeyIcon } from './icons.tsx';
import { StatusWord, type Status } from './status-word.tsx';
import { age, sayTime, span } from './time-words.ts';

const keyStatus: Readonly<Record<KeyChip['state'], Status | null>> = {
  unread: null,
  none: null,
  normal: 'ok',
  tried: 'attention',
  final: 'attention',
  locked: 'refused',
};

/** The key: which one, and what state its PIN is in. `word` replaces the state where only presence is told. */
export function KeyStateChip(props: { readonly chip: KeyChip; readonly now: Date; readonly word?: string }) {
  const say = useWords();
  const { chip, now, word } = props;
  const { state, ending } = chip;
  const status = keyStatus[state];
  const name = say(`screen.frame.key.${chip.isTraining ? 'trainingName' : 'name'}`, { ending });
  const stateWord = (state === 'normal' && word) || say(`screen.frame.key.${state}`);
  const title = say(`screen.frame.key.title.${state}`, { ending });
  const read = say('screen.frame.key.read', { age: sayTime(say, age(new Date(chip.readAt), now)) });
  return (
    <Chip
      icon={<UsbKeyIcon />}
      label={status ? `${name} ${stateWord}` : stateWord}
      title={title}
      follows={`${say(`screen.frame.key.follows.${state}`)} ${read}`}
    >
      {status ? (
        <>
          <span>{name}</span>
          <StatusWord status={status}>{stateWord}</StatusWord>
        </>
      ) : (
        stateWord
      )}
    </Chip>
  );
}

/** The registry: when it was reached, how long the state of seals is known, and what waits to be sent. */
export function RegistryStateChip(props: { readonly chip: RegistryChip; readonly now: Date; readonly word?: string }) {
  const say = useWords();
  const { chip, now, word } = props;
  const facts = registryFacts(say, chip, now);
  const words = (chip.state === 'fresh' && word) || say(`screen.frame.registry.${chip.state}`, facts);
  const status: Status | null = chip.state === 'fresh' ? null : chip.state === 'stale' ? 'refused' : 'attention';
  return (
    <Chip
      icon={<CloudSyncOutlined />}
      label={words}
      title={say(`screen.frame.registry.title.${chip.state}`, facts)}
      follows={say(`screen.frame.registry.follows.${chip.state}`, facts)}
    >
      {status ? <StatusWord status={status}>{words}</StatusWord> : words}
    </Chip>
  );
}

/** Facts for every sentence about the registry. */
export function registryFacts(say: Say, chip: RegistryChip, now: Date): Readonly<Record<string, string | number>> {
  const { lastSuccess, statusUntil, pending } = chip;
  const sinceMs = lastSuccess === null ? 0 : now.getTime() - Date.parse(lastSuccess);
  const leftMs = statusUntil === null ? 0 : Date.parse(statusUntil) - now.getTime();
  const ageWords = chip.state === 'fresh' && lastSuccess !== null ? age(new Date(lastSuccess), now) : span(sinceMs);
  const queue = pending > 0 ? say('screen.frame.registry.queue', { pending }) : say('screen.frame.registry.noQueue');
  return { age: sayTime(say, ageWords), left: sayTime(say, span(leftMs)), pending, queue };
}
