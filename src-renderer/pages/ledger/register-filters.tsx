import { CalendarOutlined, SearchOutlined } from '@ant-design/icons';
import { Button, DatePicker, Input, Popover, Segmented } from 'antd';
import dayjs from 'dayjs';
import { memo, useEffect, useState } from 'react';
import type { RegisterFilter } from '#shared/contract/ledger.ts';
import type { LedgerBook, RegisterCounts, RegisterRow } from '#shared/contract/ledger-views.ts';
import { useWords } from '../../bridge/words.ts';
import { shortSealName } from '../../components/seal-name.ts';
import { Select } from '../../components/select.tsx';
import { SavedFilters } from './saved-filters.tsx';

const typingMs = 250;
const day = 'YYYY-MM-DD';
const results: readonly RegisterRow['result'][] = ['success', 'signed-unsaved', 'unknown', 'void'];
const views = ['all', 'out-of-hours', 'void', 'pending'] as const;

export interface FiltersProps {
  readonly filter: RegisterFilter;
  readonly onFilter: (filter: RegisterFilter) => void;
  readonly counts: RegisterCounts | undefined;
  readonly seals: LedgerBook['seals'];
  readonly departments: readonly string[];
  readonly unitName: string | null;
  /** Seal, result and the rarer views stand behind a button. */
  readonly isNarrow: boolean;
  /** How many of its parts may stand by now. */
  readonly standing: number;
}

/** Text, days, choices and views. */
export const partsOfFilters = 4;

/** What of the register is shown. A field that is empty asks for nothing. */
export const RegisterFilters = memo(function RegisterFilters(props: FiltersProps) {
  const { filter, onFilter, counts, isNarrow, standing } = props;
  const say = useWords();
  const word = (key: string, facts?: Readonly<Record<string, unknown>>): string =>
    say(`screen.ledger.filter.${key}`, facts);
  const change = (part: Partial<Record<keyof RegisterFilter, string | undefined>>): void =>
    onFilter(withoutEmpty({ ...filter, ...part }));
  const shownViews = isNarrow ? views.filter((view) => view === 'all' || view === 'out-of-hours') : views;
  const isFiltered = Object.keys(withoutEmpty(filter)).length > 0;
  const choices = <Choices {...props} change={change} />;
  return (
    <search className="sk-register-filters" aria-label={word('label')}>
      {standing > 0 && <TextField text={filter.text ?? ''} onText={(text) => change({ text })} />}
      {standing > 1 && (
        <DatePicker.RangePicker
          className="sk-register-dates"
          allowEmpty={[true, true]}
          format={day}
          separator={word('until')}
          prefix={<CalendarOutlined aria-hidden />}
          suffixIcon={null}
          placeholder={[word('from'), word('to')]}
          aria-label={word('dates')}
          value={[filter.from ? dayjs(filter.from) : null, filter.to ? dayjs(filter.to) : null]}
          onChange={(range) => change({ from: range?.[0]?.format(day), to: range?.[1]?.format(day) })}
        />
      )}
      {standing > 2 &&
        (isNarrow ? (
          <Popover
            trigger="click"
            arrow={false}
            placement="bottomLeft"
            content={<div className="sk-register-more">{choices}</div>}
          >
            <Button>{word('more')}</Button>
          </Popover>
        ) : (
          choices
        ))}
      {standing > 3 && (
        <Segmented
          aria-label={word('view')}
          value={filter.view ?? 'all'}
          options={withCurrent(shownViews, filter.view).map((view) => ({
            value: view,
            label: word(`views.${view}`, { count: countOf(counts, view) }),
          }))}
          onChange={(view) => change({ view })}
        />
      )}
      {standing > 3 && <SavedFilters {...{ filter, isFiltered, onFilter }} />}
      {isFiltered && (
        <Button type="link" className="sk-register-clear" onClick={() => onFilter({})}>
          {word('clear')}
        </Button>
      )}
      <span className="sk-register-count sk-small sk-quiet" role="status">
        {counts && word('matching', { count: counts.matching })}
      </span>
    </search>
  );
});

function Choices(
  props: FiltersProps & { readonly change: (part: Partial<Record<keyof RegisterFilter, string | undefined>>) => void },
) {
  const { filter, seals, departments, unitName, isNarrow, counts, change } = props;
  const say = useWords();
  const word = (key: string): string => say(`screen.ledger.filter.${key}`);
  return (
    <>
      <Select
        aria-label={word('seal')}
        popupMatchSelectWidth={false}
        value={filter.sealEsId ?? ''}
        options={[
          { value: '', label: word('sealAll') },
          ...seals.map(({ esId, name }) => ({ value: esId, label: shortSealName(say, name, unitName) })),
        ]}
        onChange={(sealEsId) => change({ sealEsId })}
      />
      <Select
        aria-label={word('result')}
        popupMatchSelectWidth={false}
        value={filter.result ?? ''}
        options={[
          { value: '', label: word('resultAll') },
          ...results.map((result) => ({ value: result, label: say(`screen.ledger.results.${result}`) })),
        ]}
        onChange={(result) => change({ result })}
      />
      {(departments.length > 1 || filter.deptName !== undefined) && (
        <Select
          aria-label={word('dept')}
          popupMatchSelectWidth={false}
          showSearch
          optionFilterProp="label"
          value={filter.deptName ?? ''}
          options={[
            { value: '', label: word('deptAll') },
            ...departments.map((name) => ({ value: name, label: name })),
          ]}
          onChange={(deptName) => change({ deptName })}
        />
      )}
      {isNarrow && (
        <Select
          aria-label={word('view')}
          popupMatchSelectWidth={false}
          value={filter.view ?? 'all'}
          options={views.map((view) => ({
            value: view,
            label: say(`screen.ledger.filter.views.${view}`, { count: countOf(counts, view) }),
          }))}
          onChange={(view) => change({ view })}
        />
      )}
    </>
  );
}

/** Asks after a pause in typing, and at once on Enter. */
function TextField({ text, onText }: { readonly text: string; readonly onText: (text: string) => void }) {
  const say = useWords();
  const [typed, setTyped] = useState(text);
  useEffect(() => setTyped(text), [text]);
  useEffect(() => {
    if (typed === text) return undefined;
    const timer = setTimeout(() => onText(typed), typingMs);
    return () => clearTimeout(timer);
  }, [typed, text, onText]);
  return (
    <Input
      className="sk-register-text"
      prefix={<SearchOutlined aria-hidden />}
      allowClear
      maxLength={100}
      value={typed}
      placeholder={say('screen.ledger.filter.text')}
      aria-label={say('screen.ledger.filter.text')}
      onChange={(event) => setTyped(event.target.value)}
      onPressEnter={() => onText(typed)}
    />
  );
}

function countOf(counts: RegisterCounts | undefined, view: (typeof views)[number]): number | string {
  if (!counts) return '';
  return { all: counts.all, 'out-of-hours': counts.outOfHours, void: counts.voids, pending: counts.pending }[view];
}

/** A view that was chosen stays to be seen, also where there is little room. */
function withCurrent(
  shown: readonly (typeof views)[number][],
  current: RegisterFilter['view'],
): readonly (typeof views)[number][] {
  return current === undefined || shown.includes(current) ? shown : [...shown, current];
}

function withoutEmpty(filter: Partial<Record<keyof RegisterFilter, string | undefined>>): RegisterFilter {
  const kept = Object.entries(filter).filter(
    ([name, value]) => value !== undefined && value.trim() !== '' && !(name === 'view' && value === 'all'),
  );
  return Object.fromEntries(kept) as RegisterFilter;
}
