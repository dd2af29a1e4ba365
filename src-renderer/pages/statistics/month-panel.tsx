import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { Bar, BarChart, CartesianGrid, LabelList, ResponsiveContainer, XAxis, YAxis } from 'recharts';
import type { RegisterFilter } from '#shared/contract/ledger.ts';
import type { UseFigures, UsePeriod } from '#shared/contract/statistics.ts';
import { useLook } from '../../bridge/appearance.ts';
import { useInTurn } from '../../bridge/in-turn.ts';
import { useWords } from '../../bridge/words.ts';
import { Panel } from '../../components/panel.tsx';
import { whenFree } from '../../components/when-free.tsx';

const tick = { fill: 'var(--sk-text-2)' };

type Month = UseFigures['months'][number];

/** Days of a month within the period. */
function daysOf(month: string, { from, to }: UsePeriod): Pick<RegisterFilter, 'from' | 'to'> {
  const [first, last] = [`${month}-01`, `${month}-31`];
  const ends = new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)), 0)).toISOString().slice(0, 10);
  return { from: first < from ? from : first, to: last > to ? (ends > to ? to : ends) : ends };
}

/** 每月用印: bars to look at, and the same numbers in a table to read and to open. */
export const MonthPanel = whenFree(function MonthPanel(props: {
  readonly figures: UseFigures;
  readonly period: UsePeriod;
}) {
  const { figures, period } = props;
  const say = useWords();
  const word = (key: string, facts?: Readonly<Record<string, unknown>>): string =>
    say(`screen.statistics.months.${key}`, facts);
  const { numbers, voids, outOfHours, months } = figures;
  return (
    <Panel
      className="sk-statistics-months"
      title={word('title')}
      note={word('note', { numbers, voids })}
      aside={
        <span className="sk-statistics-legend">
          <span className="sk-statistics-hatch" aria-hidden /> {word('outOfHours')}{' '}
          <Link to="/ledger" search={{ filter: { ...period, view: 'out-of-hours' } }}>
            {word('outOfHoursCount', { count: outOfHours })}
          </Link>
        </span>
      }
    >
      {numbers === 0 ? (
        <p className="sk-quiet">{say('screen.statistics.none')}</p>
      ) : (
        <>
          <MonthChart months={months} label={word('picture')} />
          <details className="sk-statistics-numbers">
            <summary>{word('table')}</summary>
            <MonthTable {...{ months, period }} />
          </details>
        </>
      )}
    </Panel>
  );
});

/** The axes, the bars, the lines behind them: the library goes over the whole chart for each, several times in one task. */
const partsOfChart = 3;

function MonthChart({ months, label }: { readonly months: readonly Month[]; readonly label: string }) {
  const say = useWords();
  const { language } = useLook().appearance;
  const standing = useInTurn(partsOfChart);
  const rows = useMemo(
    () =>
      months.map(({ month, uses, outOfHours }) => ({
        name: say('screen.statistics.months.monthOf', { month: Number(month.slice(5)) }),
        inHours: uses - outOfHours,
        outOfHours,
        uses,
      })),
    // Words of another language are other words.
    [months, say, language],
  );
  return (
    <div className="sk-statistics-chart" role="img" aria-label={label}>
      <ResponsiveContainer width="100%" height="100%">
        <BarChart data={rows} accessibilityLayer={false} margin={{ top: 24, right: 0, bottom: 0, left: 0 }}>
          <defs>
            <pattern
              id="sk-out-of-hours"
              width="6"
              height="6"
              patternUnits="userSpaceOnUse"
              patternTransform="rotate(45)"
            >
              <rect width="6" height="6" className="sk-chart-ground" />
              <rect width="3" height="6" className="sk-chart-warn" />
            </pattern>
          </defs>
          {standing > 2 && <CartesianGrid vertical={false} stroke="var(--sk-line)" />}
          <XAxis dataKey="name" tickLine={false} interval={0} stroke="var(--sk-line-strong)" tick={tick} />
          {standing > 0 && <YAxis allowDecimals={false} width={44} tickLine={false} axisLine={false} tick={tick} />}
          {standing > 1 && (
            <Bar dataKey="inHours" stackId="uses" isAnimationActive={false} maxBarSize={48} fill="var(--sk-ink-line)" />
          )}
          {standing > 1 && (
            <Bar
              dataKey="outOfHours"
              stackId="uses"
              isAnimationActive={false}
              maxBarSize={48}
              fill="url(#sk-out-of-hours)"
            >
              <LabelList
                dataKey="uses"
                position="top"
                fill="var(--sk-text)"
                formatter={(value) => (value === 0 ? '' : String(value))}
              />
            </Bar>
          )}
        </BarChart>
      </ResponsiveContainer>
    </div>
  );
}

function MonthTable({ months, period }: { readonly months: readonly Month[]; readonly period: UsePeriod }) {
  const say = useWords();
  const word = (key: string, facts?: Readonly<Record<string, unknown>>): string =>
    say(`screen.statistics.months.${key}`, facts);
  return (
    <table className="sk-statistics-table">
      <thead>
        <tr>
          <th scope="col">{word('month')}</th>
          <th scope="col">{word('uses')}</th>
          <th scope="col">{word('outOfHours')}</th>
        </tr>
      </thead>
      <tbody>
        {months.map(({ month, uses, outOfHours }) => (
          <tr key={month}>
            <th scope="row">{month}</th>
            <td>
              <Figure count={uses} name={month} filter={daysOf(month, period)} />
            </td>
            <td>
              <Figure count={outOfHours} name={month} filter={{ ...daysOf(month, period), view: 'out-of-hours' }} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** A number that opens the entries behind it. */
export function Figure(props: { readonly count: number; readonly name: string; readonly filter: RegisterFilter }) {
  const { count, name, filter } = props;
  const say = useWords();
  if (count === 0) return <>0</>;
  return (
    <Link to="/ledger" search={{ filter }} aria-label={say('screen.statistics.months.open', { name, count })}>
      {count}
    </Link>
  );
}
