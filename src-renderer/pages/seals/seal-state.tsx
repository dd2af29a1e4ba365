import type { SealView } from '#shared/contract/station.ts';
import { useWords, type Say } from '../../bridge/words.ts';
import { StatusWord, type Status } from '../../components/status-word.tsx';

const dayMs = 86_400_000;
/** A seal that ends within this many days wants attention (product value). */
const remindDays = 90;

export function daysLeft(seal: SealView, now: Date): number {
  return Math.floor((Date.parse(seal.validTo) - now.getTime()) / dayMs);
}

/** Active, ending soon, or what the registry or this station says instead. */
export function sealStatus(say: Say, seal: SealView, now: Date): { readonly status: Status; readonly words: string } {
  const words = say(`states.seal.${seal.state}`);
  if (seal.state === 'suspended' || seal.state === 'cancelled' || seal.state === 'expired')
    return { status: 'refused', words };
  if (seal.state !== 'active') return { status: 'waiting', words };
  const days = daysLeft(seal, now);
  if (days < 0) return { status: 'refused', words: say('states.seal.expired') };
  if (days < remindDays) return { status: 'attention', words: say('screen.seals.daysLeft', { days }) };
  return { status: 'ok', words };
}

export function SealState({ seal, now }: { readonly seal: SealView; readonly now: Date }) {
  const say = useWords();
  const { status, words } = sealStatus(say, seal, now);
  return <StatusWord status={status}>{words}</StatusWord>;
}
