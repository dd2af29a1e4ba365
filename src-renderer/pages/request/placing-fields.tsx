import { useMutation } from '@tanstack/react-query';
import { Button, Input, InputNumber, Segmented } from 'antd';
import { useState } from 'react';
import { toErrorShape } from '#shared/errors/station-error.ts';
import { straddleSides } from '#shared/model/placement.ts';
import { pagesText } from '#shared/placing/page-ranges.ts';
import { corners, type Corner, type PlacementRule, type RuleOf } from '#shared/placing/placement-rule.ts';
import { asStationError, client } from '../../bridge/client.ts';
import { errorText, useWords } from '../../bridge/words.ts';
import { ErrorLine } from '../../components/error-panel.tsx';
import { Field } from '../../components/field.tsx';
import { Select } from '../../components/select.tsx';

interface Fields<Kind extends PlacementRule['kind']> {
  readonly rule: RuleOf<Kind>;
  readonly onChange: (rule: PlacementRule) => void;
}

const label = (key: string): string => `screen.placing.label.${key}`;

/** A number of millimetres, or nothing. */
export function Length(props: {
  readonly name: string;
  readonly value: number | undefined;
  readonly min?: number;
  readonly max?: number;
  readonly step?: number;
  readonly unit?: string;
  readonly placeholder?: string;
  readonly isOptional?: boolean;
  readonly onChange: (value: number | undefined) => void;
}) {
  const { name, value, min, max, step = 1, unit = 'mm', placeholder, isOptional = false, onChange } = props;
  const say = useWords();
  return (
    <Field label={say(label(name))} isOptional={isOptional}>
      <InputNumber
        value={value ?? null}
        {...(min !== undefined && { min })}
        {...(max !== undefined && { max })}
        step={step}
        suffix={say(`screen.placing.unit.${unit}`)}
        {...(placeholder !== undefined && { placeholder: say(`screen.placing.hint.${placeholder}`) })}
        onChange={(next) => onChange(next ?? undefined)}
      />
    </Field>
  );
}

function Range(props: { readonly value: string; readonly onChange: (pages: string) => void }) {
  const say = useWords();
  return (
    <Field label={say(label('pages'))}>
      <Input
        value={/^all$/i.test(props.value) ? say('screen.placing.all') : props.value}
        maxLength={200}
        placeholder={say('screen.placing.hint.pages')}
        onChange={(event) => props.onChange(event.target.value)}
      />
    </Field>
  );
}

export function StraddleFields({ rule, onChange }: Fields<'straddle'>) {
  const say = useWords();
  const { perSeal, firstShare, leastSliceMm, ...rest } = rule;
  const set = (change: Partial<Record<'perSeal' | 'firstShare' | 'leastSliceMm', number | undefined>>): void => {
    const next = { perSeal, firstShare, leastSliceMm, ...change };
    onChange({
      ...rest,
      ...(next.perSeal !== undefined && { perSeal: Math.round(next.perSeal) }),
      ...(next.firstShare !== undefined && { firstShare: next.firstShare }),
      ...(next.leastSliceMm !== undefined && { leastSliceMm: next.leastSliceMm }),
    });
  };
  return (
    <>
      <Field label={say(label('side'))}>
        <Segmented
          block
          value={rule.side}
          options={straddleSides.map((value) => ({ value, label: say(`screen.placing.side.${value}`) }))}
          onChange={(side) => onChange({ ...rule, side })}
        />
      </Field>
      <div className="sk-field-pair">
        <Range value={rule.pages} onChange={(pages) => onChange({ ...rule, pages })} />
        <Length
          name="at"
          unit="percent"
          min={0}
          max={100}
          value={Math.round(rule.at * 100)}
          onChange={(percent) => onChange({ ...rule, at: (percent ?? 50) / 100 })}
        />
        <Length
          name="perSeal"
          unit="pages"
          placeholder="perSeal"
          isOptional
          min={2}
          max={100}
          value={perSeal}
          onChange={(value) => set({ perSeal: value })}
        />
        <Length
          name="firstShare"
          unit="percent"
          placeholder="firstShare"
          isOptional
          min={5}
          max={90}
          value={firstShare === undefined ? undefined : Math.round(firstShare * 100)}
          onChange={(value) => set({ firstShare: value === undefined ? undefined : value / 100 })}
        />
        <Length
          name="leastSlice"
          placeholder="leastSlice"
          isOptional
          min={0.5}
          max={20}
          value={leastSliceMm}
          onChange={(value) => set({ leastSliceMm: value })}
        />
      </div>
    </>
  );
}

export function PagesFields({ rule, isEvery, onChange }: Fields<'pages'> & { readonly isEvery: boolean }) {
  const say = useWords();
  return (
    <div className="sk-field-pair">
      {!isEvery && <Range value={rule.pages} onChange={(pages) => onChange({ ...rule, pages })} />}
      <Field label={say(label('corner'))}>
        <Select<Corner>
          value={rule.corner}
          options={corners.map((value) => ({ value, label: say(`screen.placing.corner.${value}`) }))}
          onChange={(corner) => onChange({ ...rule, corner })}
        />
      </Field>
      <Length name="across" value={rule.xMm} onChange={(xMm) => onChange({ ...rule, xMm: xMm ?? 0 })} />
      <Length name="down" value={rule.yMm} onChange={(yMm) => onChange({ ...rule, yMm: yMm ?? 0 })} />
    </div>
  );
}

/** More occurrences than this are named by their number alone. */
const mostNamed = 200;

export function KeywordFields({ documentId, rule, onChange }: Fields<'keyword'> & { readonly documentId: string }) {
  const say = useWords();
  const [typed, setTyped] = useState(rule.keyword);
  const search = useMutation({
    mutationFn: (text: string) => client.placing.findText({ documentId, text }),
    onSuccess: ({ found }, keyword) => {
      const anchors = found.map(({ page, xMm, yMm, widthMm, heightMm }) => {
        return { page, xMm: xMm + widthMm / 2, yMm: yMm + heightMm / 2 };
      });
      onChange({ ...rule, keyword, anchors, which: 'all' });
    },
  });
  const find = (): void => {
    if (typed.trim() !== '') search.mutate(typed.trim());
  };
  const { data } = search;
  const pages = rule.anchors.map(({ page }) => page);
  return (
    <>
      <Field label={say(label('keyword'))}>
        <Input value={typed} maxLength={100} onChange={(event) => setTyped(event.target.value)} onPressEnter={find} />
      </Field>
      <div className="sk-placing-search">
        <Button onClick={find} loading={search.isPending} disabled={typed.trim() === ''}>
          {say('screen.placing.find')}
        </Button>
        <span role="status">
          {data && pages.length === 0 && say('screen.placing.foundNone')}
          {pages.length > 0 && say('screen.placing.found', { count: pages.length, pages: pagesText(pages) })}
          {data && data.pagesRead < data.pages && say('screen.placing.cutShort', { pages: data.pagesRead })}
        </span>
      </div>
      {search.error && <ErrorLine error={errorText(toErrorShape(asStationError(search.error)))} />}
      <div className="sk-field-pair">
        <Field label={say(label('which'))}>
          <Select<number | 'all'>
            value={rule.which}
            options={[
              { value: 'all' as const, label: say('screen.placing.every') },
              ...rule.anchors.slice(0, mostNamed).map(({ page }, index) => ({
                value: index + 1,
                label: say('screen.placing.nth', { n: index + 1, page }),
              })),
            ]}
            onChange={(which) => onChange({ ...rule, which })}
          />
        </Field>
        <span />
        <Length name="dx" value={rule.dxMm} onChange={(dxMm) => onChange({ ...rule, dxMm: dxMm ?? 0 })} />
        <Length name="dy" value={rule.dyMm} onChange={(dyMm) => onChange({ ...rule, dyMm: dyMm ?? 0 })} />
      </div>
    </>
  );
}
