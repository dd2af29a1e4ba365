import { useState } from 'react';
import type { SealView } from '#shared/contract/station.ts';
import { useFrame } from '../../bridge/use-station.ts';
import { useWords } from '../../bridge/words.ts';
import { ClauseTag } from '../../components/clause-tag.tsx';
import { Digest } from '../../components/digest.tsx';
import { FactsList } from '../../components/facts-list.tsx';
import { Panel } from '../../components/panel.tsx';
import { dateText } from '../../components/time-words.ts';
import { CertificateDialog } from './certificate-dialog.tsx';
import { SealState, daysLeft } from './seal-state.tsx';
import { TrueSize } from './true-size.tsx';

/** One seal: its picture at true size, whose it is, how long it is valid, and what state it is in. */
export function SealCard({ seal, now }: { readonly seal: SealView; readonly now: Date }) {
  const say = useWords();
  const word = (key: string, facts?: Readonly<Record<string, unknown>>): string =>
    say(`screen.seals.fact.${key}`, facts);
  const [isCertificateOpen, setCertificateOpen] = useState(false);
  const clause = useFrame()?.profile?.clauses.custodian ?? null;
  const { certificate, chain } = seal;
  const size = { width: round(seal.widthMm), height: round(seal.heightMm) };
  const rows = [
    ...(seal.sealCode === '' ? [] : [{ label: word('code'), value: seal.sealCode }]),
    { label: word('esId'), value: <span className="sk-mono">{seal.esId}</span> },
    {
      label: word('category'),
      value: word(size.width === size.height ? 'categoryRound' : 'categoryText', {
        category: say(`screen.seals.category.${seal.category}`),
        ...size,
      }),
    },
    {
      label: word('custodian'),
      value: [seal.custodianName, seal.custodianAppointment].filter(Boolean).join('　'),
      aside: <ClauseTag basis={clause === null ? 'product' : 'clause'} clause={clause ?? ''} />,
    },
    {
      label: word('chain'),
      value: chain
        ? word('chainText', { steps: chain.steps.map(({ name }) => name).join('、'), version: chain.version })
        : word('holder'),
    },
    { label: word('maker'), value: shortSubject(seal.maker) },
    ...(seal.filingNumber === null ? [] : [{ label: word('filing'), value: seal.filingNumber }]),
    {
      label: word('certificate'),
      value: <Digest hex={certificate.sm3} />,
      aside: (
        <button type="button" className="sk-link" onClick={() => setCertificateOpen(true)}>
          {word('view')}
        </button>
      ),
    },
    { label: word('issuer'), value: shortSubject(certificate.issuer) },
  ];
  return (
    <Panel title={seal.name} aside={<SealState seal={seal} now={now} />}>
      <div className="sk-seal-card">
        <TrueSize seal={seal} />
        <FactsList rows={rows} />
      </div>
      <ValidityBar seal={seal} now={now} />
      {isCertificateOpen && <CertificateDialog seal={seal} onClose={() => setCertificateOpen(false)} />}
    </Panel>
  );
}

const round = (value: number): number => Math.round(value * 10) / 10;

/** The name people know, out of a subject such as `C=CN, O=…, CN=…`. */
function shortSubject(subject: string): string {
  return /CN=([^,]+)/.exec(subject)?.[1] ?? subject;
}

/** From the first day to the last, with today on it. */
function ValidityBar({ seal, now }: { readonly seal: SealView; readonly now: Date }) {
  const say = useWords();
  const [from, to] = [Date.parse(seal.validFrom), Date.parse(seal.validTo)];
  const share = Math.min(1, Math.max(0, (now.getTime() - from) / (to - from)));
  const days = daysLeft(seal, now);
  return (
    <div className="sk-validity">
      <div
        className="sk-validity-bar"
        role="progressbar"
        aria-label={say('screen.seals.validity')}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(share * 100)}
      >
        <span style={{ width: `${share * 100}%` }} />
        <i style={{ left: `${share * 100}%` }} />
      </div>
      <div className="sk-validity-words sk-small">
        <span className="sk-quiet">{dateText(new Date(from))}</span>
        <b>{days >= 0 ? say('screen.seals.today', { days }) : say('states.seal.expired')}</b>
        <span className="sk-quiet">{dateText(new Date(to))}</span>
      </div>
    </div>
  );
}
