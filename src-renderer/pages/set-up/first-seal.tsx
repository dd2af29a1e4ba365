import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import type { SealProgressView, SetUpState } from '#shared/contract/set-up.ts';
import type { SignedInPerson } from '#shared/contract/session.ts';
import { station } from '../../bridge/client.ts';
import { useWords } from '../../bridge/words.ts';
import { Skeleton } from '../../components/empty.tsx';
import { PageError } from '../page-error.tsx';
import { AddPeople, missingRoles } from './add-people.tsx';
import { KeyAndSeal } from './key-and-seal.tsx';
import { SealWaiting } from './seal-waiting.tsx';
import type { SetUpStep } from './step-list.tsx';
import { TakeIntoUse } from './take-into-use.tsx';
import { NotYours } from './who-goes-on.tsx';

const askEveryMs = 2_000;
const openPhases: ReadonlySet<SealProgressView['phase']> = new Set(['key', 'applied', 'made', 'on-key']);

/**
 * From the people to the seal in use. Where one is follows from the station alone; the one thing kept here is that
 * somebody with all people entered went on to the key, or back.
 */
export function FirstSeal(props: {
  readonly state: SetUpState;
  readonly person: SignedInPerson;
  readonly onTaken: (sealName: string) => void;
  readonly show: (step: SetUpStep, content: ReactNode) => ReactNode;
}) {
  const say = useWords();
  const { state, person, onTaken, show } = props;
  const isSystem = person.roles.includes('system');
  const isCustodian = person.roles.includes('custodian');
  const people = useQuery({ ...station.station.people.list.queryOptions(), enabled: isSystem });
  const progress = useQuery({
    ...station.setUp.sealProgress.queryOptions(),
    enabled: isSystem || isCustodian,
    placeholderData: keepPreviousData,
    refetchInterval: ({ state: { data } }) => (data && openPhases.has(data.phase) ? askEveryMs : false),
  });
  const [isAtKey, setAtKey] = useState<boolean | null>(null);
  if (!isSystem && !isCustodian) {
    const title = say('screen.setUp.door.title', { unit: state.unitName });
    return show('people', <NotYours title={title} name={person.name} />);
  }
  const error = progress.error ?? people.error;
  if (error && !progress.data) return show('people', <PageError error={error} reset={() => void progress.refetch()} />);
  if (!progress.data || (isSystem && !people.data)) return show('people', <Skeleton lines={6} />);

  const { phase, esId, order, caseState, deciders, problem } = progress.data;
  if (phase === 'on-key' && caseState === 'delivered' && order?.custodian.account === person.account && esId) {
    return show('use', <TakeIntoUse esId={esId} sealName={order.sealName} deciders={deciders} onTaken={onTaken} />);
  }
  if (openPhases.has(phase)) {
    const step = phase === 'on-key' ? 'use' : 'seal';
    return show(step, <SealWaiting progress={progress.data} isCustodian={isCustodian} />);
  }
  if (!isSystem) {
    const title = say('screen.setUp.door.title', { unit: state.unitName });
    return show('seal', <NotYours title={title} name={person.name} />);
  }
  const staff = people.data ?? [];
  const isKeyShown = missingRoles(staff).length === 0 && (isAtKey ?? (phase === 'failed' || hasFour(staff)));
  return isKeyShown
    ? show('seal', <KeyAndSeal state={state} people={staff} problem={problem} onBack={() => setAtKey(false)} />)
    : show(
        'people',
        <AddPeople
          people={staff}
          onAdded={() => {
            // Whoever is adding people stays with them until he goes on himself.
            setAtKey(false);
            void people.refetch();
          }}
          onNext={() => setAtKey(true)}
        />,
      );
}

/** With the head, too, there is nobody left to ask for: a reload goes straight on to the key. */
function hasFour(people: readonly SignedInPerson[]): boolean {
  return people.some(({ roles }) => roles.includes('head'));
}
