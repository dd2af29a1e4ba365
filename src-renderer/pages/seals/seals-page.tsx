import { StopOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useMemo, useState } from 'react';
import type { StationFrame } from '#shared/contract/desk.ts';
import type { SealView } from '#shared/contract/station.ts';
import { station } from '../../bridge/client.ts';
import { usePerson } from '../../bridge/session.ts';
import { useFrame, useNow } from '../../bridge/use-station.ts';
import { useWords } from '../../bridge/words.ts';
import { Empty, Skeleton } from '../../components/empty.tsx';
import { PageBody, PageHead } from '../../components/panel.tsx';
import { whenFree } from '../../components/when-free.tsx';
import { PageError } from '../page-error.tsx';
import { KeyCard } from './key-card.tsx';
import { SealCard } from './seal-card.tsx';
import { SealHistory } from './seal-history.tsx';
import { SealList } from './seal-list.tsx';
import { SuspendDialog } from './suspend-dialog.tsx';
import { WhenToStop } from './when-to-stop.tsx';
import './seals.css';

/** 印章与密钥: the seals kept here, the key each of them lies in, and the way to stop one at once. */
export function SealsPage() {
  const say = useWords();
  const person = usePerson();
  const { data, error, refetch } = useQuery(station.station.seals.list.queryOptions());
  const frame = useFrame();
  const now = useNow(frame);
  const [chosen, setChosen] = useState<string | null>(null);
  const [isStopping, setStopping] = useState(false);
  const seals = useMemo(() => data && ownFirst(data, person.account), [data, person.account]);
  const seal = seals?.find(({ esId }) => esId === chosen) ?? seals?.[0];
  return (
    <>
      <PageHead
        isWhite
        title={say('screen.seals.title')}
        purpose={say(person.roles.includes('custodian') ? 'screen.seals.purpose' : 'screen.seals.purposeAll')}
        actions={
          seal?.state === 'active' && (
            <Button danger icon={<StopOutlined />} onClick={() => setStopping(true)}>
              {say('screen.seals.stop')}
            </Button>
          )
        }
      />
      {error && !data && <PageError error={error} reset={() => void refetch()} />}
      {!error && !seals && (
        <PageBody>
          <Skeleton lines={8} height={44} />
        </PageBody>
      )}
      {seals?.length === 0 && (
        <PageBody>
          <Empty title={say('screen.seals.empty.title')}>
            <p>{say('screen.seals.empty.text')}</p>
          </Empty>
        </PageBody>
      )}
      {seals && seal && <Split {...{ seals, seal, frame, now }} onChoose={setChosen} />}
      {seal && isStopping && <SuspendDialog seal={seal} onClose={() => setStopping(false)} />}
    </>
  );
}

interface Shown {
  readonly seals: readonly SealView[];
  readonly seal: SealView;
  readonly frame: StationFrame | undefined;
  readonly now: Date;
}

function Split({ onChoose, ...shown }: Shown & { readonly onChoose: (esId: string) => void }) {
  const { seals, seal, frame, now } = shown;
  return (
    <div className="sk-seals sk-grow">
      <SealList seals={seals} chosen={seal.esId} unitName={frame?.unitName} now={now} onChoose={onChoose} />
      <ChosenSeal {...shown} />
    </div>
  );
}

const ChosenSeal = whenFree(function ChosenSeal({ seals, seal, frame, now }: Shown) {
  return (
    <>
      <div className="sk-seals-main">
        <SealCard seal={seal} now={now} />
        <SealHistory seal={seal} />
      </div>
      <div className="sk-seals-side">
        <KeyCard seal={seal} seals={seals} unitName={frame?.unitName} profile={frame?.profile ?? null} />
        <WhenToStop />
      </div>
    </>
  );
});

/** A custodian sees his own seals before those of others. */
function ownFirst(seals: readonly SealView[], account: string): readonly SealView[] {
  return seals.toSorted((a, b) => Number(b.custodian === account) - Number(a.custodian === account));
}
