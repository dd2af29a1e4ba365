import { LockOutlined, StopOutlined } from '@ant-design/icons';
import { Button, Input } from 'antd';
import { useState, type ReactNode } from 'react';
import type { KeyChip, RegistryChip } from '#shared/contract/desk.ts';
import { useWords } from '../../bridge/words.ts';
import { ArmedButton } from '../../components/armed-button.tsx';
import { Banner } from '../../components/banner.tsx';
import { ClauseTag } from '../../components/clause-tag.tsx';
import { Skeleton } from '../../components/empty.tsx';
import { Field } from '../../components/field.tsx';
import { Panel } from '../../components/panel.tsx';
import { KeyStateChip, RegistryStateChip } from '../../components/state-chips.tsx';
import { StatusWord } from '../../components/status-word.tsx';

const useGalleryWords = () => {
  const say = useWords();
  return (key: string): string => say(`screen.gallery.${key}`);
};

function Specimen({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className="sk-specimen">
      {children}
      <span className="sk-note">{label}</span>
    </div>
  );
}

export function ButtonCard() {
  const word = useGalleryWords();
  const [isBusy, setBusy] = useState(false);
  const [round, setRound] = useState(0);
  return (
    <Panel title={word('buttons')}>
      <div className="sk-gallery-wrap">
        <Specimen label={word('primary')}>
          <Button type="primary">{word('act')}</Button>
        </Specimen>
        <Specimen label={word('arming')}>
          <ArmedButton key={round} onAct={() => setRound(round + 1)}>
            {word('act')}
          </ArmedButton>
        </Specimen>
        <Specimen label={word('busy')}>
          <Button type="primary" loading={isBusy} onClick={() => setBusy(!isBusy)}>
            {word('act')}
          </Button>
        </Specimen>
        <Specimen label={word('disabled')}>
          <ArmedButton onAct={() => undefined} disabledReason={word('reason')}>
            {word('act')}
          </ArmedButton>
        </Specimen>
        <Specimen label={word('secondary')}>
          <Button>{word('other')}</Button>
        </Specimen>
        <Specimen label={word('text')}>
          <Button type="link">{word('correct')}</Button>
        </Specimen>
        <Specimen label={word('danger')}>
          <Button danger icon={<StopOutlined />}>
            {word('stop')}
          </Button>
        </Specimen>
        <Specimen label={word('confirmOnly')}>
          <Button danger type="primary">
            {word('stopSeal')}
          </Button>
        </Specimen>
        <Specimen label={word('row')}>
          <Button size="small">{word('inRow')}</Button>
        </Specimen>
      </div>
    </Panel>
  );
}

export function FieldCard() {
  const word = useGalleryWords();
  const clause = <ClauseTag basis="clause" clause="AY-13" />;
  return (
    <Panel title={word('fields')}>
      <div className="sk-gallery-three">
        <Field label={word('why')} tag={clause}>
          <Input placeholder={word('whyHint')} />
        </Field>
        <Field label={word('handler')} tag={clause}>
          <Input value="林晓棠" readOnly suffix={<LockOutlined aria-hidden />} />
        </Field>
        <Field label={word('number')} isOptional hint={{ status: 'attention', text: word('brackets') }}>
          <Input defaultValue="青农函[2026]47号" status="warning" />
        </Field>
        <Field label={word('why')} tag={clause} hint={{ status: 'refused', text: word('noReason') }}>
          <Input placeholder={word('whyHint')} status="error" />
        </Field>
        <Field label={word('documentTitle')} tag={<ClauseTag basis="product" />}>
          <Skeleton lines={1} height={36} />
        </Field>
      </div>
    </Panel>
  );
}

export function StatusCard() {
  const word = useGalleryWords();
  return (
    <Panel title={word('states')}>
      <div className="sk-gallery-wrap">
        <StatusWord status="ok">{word('used')}</StatusWord>
        <StatusWord status="ok">{word('success')}</StatusWord>
        <StatusWord status="attention">{word('soon')}</StatusWord>
        <StatusWord status="refused">{word('refused')}</StatusWord>
        <StatusWord status="neutral">{word('voided')}</StatusWord>
        <StatusWord status="waiting">{word('waiting')}</StatusWord>
      </div>
      <div className="sk-gallery-wrap sk-note">
        <ClauseTag basis="clause" clause="AY-13" /> {word('clauseNote')}
        <ClauseTag basis="product" />
        <ClauseTag basis="unit" words={word('unitRule')} /> {word('noClause')}
      </div>
    </Panel>
  );
}

const now = new Date('2026-11-18T10:32:00+08:00');
const keyStates: readonly KeyChip['state'][] = ['none', 'normal', 'tried', 'final', 'locked'];
const registries: readonly RegistryChip[] = [
  {
    state: 'fresh',
    lastSuccess: '2026-11-18T02:30:00Z',
    statusUntil: '2026-11-19T01:52:00Z',
    statusNumber: 412,
    pending: 0,
  },
  {
    state: 'offline',
    lastSuccess: '2026-11-15T02:30:00Z',
    statusUntil: '2026-11-18T08:33:00Z',
    statusNumber: 412,
    pending: 14,
  },
  {
    state: 'stale',
    lastSuccess: '2026-11-15T02:30:00Z',
    statusUntil: '2026-11-18T01:00:00Z',
    statusNumber: 412,
    pending: 14,
  },
];

export function ChipCard() {
  const word = useGalleryWords();
  return (
    <Panel title={word('bar')}>
      <div className="sk-gallery-wrap">
        {keyStates.map((state) => (
          <KeyStateChip
            key={state}
            chip={{ state, ending: '3F2A', isTraining: false, readAt: '2026-11-18T10:31:00+08:00' }}
            now={now}
          />
        ))}
      </div>
      <div className="sk-gallery-wrap">
        {registries.map((chip) => (
          <RegistryStateChip key={chip.state} chip={chip} now={now} />
        ))}
      </div>
    </Panel>
  );
}

export function BannerCard() {
  const word = useGalleryWords();
  return (
    <Panel title={word('banners')}>
      <Banner status="ok" title={word('sound')}>
        {word('soundMore')}
      </Banner>
      <Banner status="attention" title={word('offline')}>
        {word('offlineMore')}
      </Banner>
      <Banner status="refused" title={word('broken')}>
        {word('brokenMore')}
      </Banner>
    </Panel>
  );
}
