import { PrinterOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Segmented } from 'antd';
import { useMemo, useState } from 'react';
import type { UsePeriod } from '#shared/contract/statistics.ts';
import { station } from '../../bridge/client.ts';
import { usePerson } from '../../bridge/session.ts';
import { useFrame, useNow } from '../../bridge/use-station.ts';
import { useWords } from '../../bridge/words.ts';
import { Skeleton } from '../../components/empty.tsx';
import { PageBody, PageHead, Panel } from '../../components/panel.tsx';
import { shortSealName } from '../../components/seal-name.ts';
import { clockText, dateText } from '../../components/time-words.ts';
import { PageError } from '../page-error.tsx';
import { ComplianceTable } from './compliance-table.tsx';
import { MonthPanel } from './month-panel.tsx';
import { ShareList } from './share-list.tsx';
import './statistics.css';

/** As many years as stand beside each other; older ones are in the register. */
const shownYears = 3;

/** 统计·合规: how often seals were used, and how the office stands to each article. */
export function StatisticsPage() {
  const say = useWords();
  const frame = useFrame();
  const now = useNow(frame);
  const today = dateText(now);
  const person = usePerson();
  const thisYear = today.slice(0, 4);
  const [chosen, setChosen] = useState<string | null>(null);
  const years = useQuery(station.statistics.years.queryOptions());
  const choice = chosen ?? thisYear;
  const period = useMemo(() => periodOf(choice, today), [choice, today]);
  const uses = useQuery(station.statistics.uses.queryOptions({ input: period }));
  const compliance = useQuery(station.statistics.compliance.queryOptions({ input: period }));
  const unitName = frame?.unitName ?? null;
  const figures = uses.data;
  return (
    <>
      <PageHead
        title={say('screen.statistics.title')}
        purpose={say('screen.statistics.purpose')}
        actions={
          <>
            <Segmented
              className="sk-statistics-period"
              aria-label={say('screen.statistics.period.label')}
              value={choice}
              options={[
                { value: 'month', label: say('screen.statistics.period.month') },
                ...(years.data ?? [Number(thisYear)]).slice(0, shownYears).map((year) => ({
                  value: String(year),
                  label: say('screen.statistics.period.year', { year }),
                })),
              ]}
              onChange={setChosen}
            />
            <Button icon={<PrinterOutlined />} onClick={() => window.print()}>
              {say('screen.statistics.print')}
            </Button>
          </>
        }
      />
      <PageBody>
        <p className="sk-statistics-origin">
          {say('screen.statistics.origin', { ...period, unit: unitName ?? '', station: frame?.stationId ?? '' })}{' '}
          {say('screen.statistics.printed', { at: `${today} ${clockText(now)}`, person: person.name })}
        </p>
        {uses.error && !figures && <PageError error={uses.error} reset={() => void uses.refetch()} />}
        {!uses.error && !figures && <Skeleton lines={6} height={44} />}
        {figures && (
          <div className="sk-statistics">
            <MonthPanel figures={figures} period={period} />
            <Panel title={say('screen.statistics.departments')}>
              <ShareList
                shares={figures.departments.map(({ name, uses: count }) => ({
                  name,
                  uses: count,
                  filter: { ...period, deptName: name },
                }))}
              />
            </Panel>
            <Panel title={say('screen.statistics.seals')}>
              <ShareList
                shares={figures.seals.map(({ esId, name, uses: count }) => ({
                  name: shortSealName(say, name, unitName),
                  uses: count,
                  filter: { ...period, sealEsId: esId },
                }))}
              />
            </Panel>
            {compliance.error && !compliance.data && (
              <PageError error={compliance.error} reset={() => void compliance.refetch()} />
            )}
            {!compliance.error && !compliance.data && <Skeleton lines={8} height={36} />}
            {compliance.data && <ComplianceTable lines={compliance.data} profile={frame?.profile ?? null} />}
          </div>
        )}
      </PageBody>
    </>
  );
}

/** @param today `2026-11-18` in office time */
function periodOf(choice: string, today: string): UsePeriod {
  if (choice === 'month') return { from: `${today.slice(0, 7)}-01`, to: today };
  return { from: `${choice}-01-01`, to: choice === today.slice(0, 4) ? today : `${choice}-12-31` };
}
