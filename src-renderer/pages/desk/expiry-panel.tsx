import type { DeskExpiry } from '#shared/contract/desk.ts';
import { useWords } from '../../bridge/words.ts';
import { FactsList } from '../../components/facts-list.tsx';
import { Panel } from '../../components/panel.tsx';
import { shortSealName } from '../../components/seal-name.ts';
import { StatusWord } from '../../components/status-word.tsx';
import { dateText, moment, sayTime, span } from '../../components/time-words.ts';

/** 快到期的: seals, certificates, the list of seal states. */
export function ExpiryPanel(props: {
  readonly expiries: readonly DeskExpiry[];
  readonly unitName: string | null;
  readonly now: Date;
}) {
  const say = useWords();
  const { expiries, unitName, now } = props;
  const name = (expiry: DeskExpiry): string => {
    if (expiry.kind === 'status-list') return say('screen.desk.expiries.statusList');
    const short = shortSealName(say, expiry.name, unitName);
    return expiry.kind === 'seal' ? short : say(`screen.desk.expiries.${expiry.kind}`, { name: short });
  };
  return (
    <Panel title={say('screen.desk.expiries.title')}>
      {expiries.length === 0 ? (
        <p className="sk-small sk-quiet">{say('screen.desk.expiries.none')}</p>
      ) : (
        <FactsList
          rows={expiries.map((expiry) => ({
            key: `${expiry.kind} ${expiry.name}`,
            label: name(expiry),
            value: whenText(expiry),
            aside: <Left expiry={expiry} now={now} />,
          }))}
        />
      )}
    </Panel>
  );

  function whenText(expiry: DeskExpiry): string {
    const at = new Date(expiry.at);
    return expiry.kind === 'status-list' ? sayTime(say, moment(at, now)) : dateText(at);
  }
}

function Left({ expiry, now }: { readonly expiry: DeskExpiry; readonly now: Date }) {
  const say = useWords();
  if (expiry.state === 'over') return <StatusWord status="refused">{say('screen.time.over')}</StatusWord>;
  const left = sayTime(say, span(Date.parse(expiry.at) - now.getTime()));
  const words = say('screen.time.left', { span: left });
  return expiry.state === 'attention' ? <StatusWord status="attention">{words}</StatusWord> : <>{words}</>;
}
