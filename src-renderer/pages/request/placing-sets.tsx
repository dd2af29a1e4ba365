import { Button } from 'antd';
import { useState } from 'react';
import type { SealChoice } from '#shared/contract/register-form.ts';
import type { DocumentFormat } from '#shared/model/document-format.ts';
import { toErrorShape } from '#shared/errors/station-error.ts';
import { pagesText } from '#shared/placing/page-ranges.ts';
import type { PlacementRule } from '#shared/placing/placement-rule.ts';
import type { StampOnPage } from '#shared/placing/place-warnings.ts';
import { errorText, useWords, type Say } from '../../bridge/words.ts';
import { ErrorLine } from '../../components/error-panel.tsx';
import type { PageSize } from '../../components/viewer/page-layout.ts';
import { PlaceWarnings } from './place-warnings.tsx';
import { PlacingDialog } from './placing-dialog.tsx';
import { TemplatesDialog } from './templates-dialog.tsx';
import { expandSets, type Placing } from './use-placing.ts';
import './placing.css';

/** Below the place bar: other ways of placing, each in words, and what to look at before asking. */
export function PlacingSets(props: {
  readonly placing: Placing;
  readonly documentId: string;
  readonly format: DocumentFormat;
  readonly pages: readonly PageSize[];
  readonly seal: SealChoice | null;
  readonly chosen: number;
  readonly existing: readonly StampOnPage[];
}) {
  const { placing, documentId, format, pages, seal, chosen, existing } = props;
  const { singles, sets, setPlaces, error, changeSets } = placing;
  const say = useWords();
  const [open, setOpen] = useState<{ readonly index: number } | 'templates' | null>(null);
  const near = singles[chosen] ?? null;
  return (
    <div className="sk-placing-sets">
      <div className="sk-placing-ways">
        <Button size="small" disabled={seal === null} onClick={() => setOpen({ index: sets.length })}>
          {say('screen.placing.open')}
        </Button>
        <Button size="small" disabled={seal === null} onClick={() => setOpen('templates')}>
          {say('screen.placing.templates.open')}
        </Button>
      </div>
      {sets.length > 0 && (
        <ul className="sk-plain" aria-label={say('screen.placing.sets')}>
          {sets.map((rule, index) => {
            const what = ruleInWords(say, rule, pages, seal);
            return (
              <li key={index} className="sk-placing-set">
                <span>{what}</span>
                <Button
                  size="small"
                  aria-label={say('screen.placing.changeNamed', { what })}
                  onClick={() => setOpen({ index })}
                >
                  {say('screen.placing.change')}
                </Button>
                <Button
                  size="small"
                  aria-label={say('screen.placing.removeNamed', { what })}
                  onClick={() => changeSets(sets.filter((_, at) => at !== index))}
                >
                  {say('screen.placing.remove')}
                </Button>
              </li>
            );
          })}
        </ul>
      )}
      {error && <ErrorLine error={errorText(toErrorShape(error))} />}
      <PlaceWarnings places={[...singles, ...setPlaces]} {...{ existing, seal }} />
      {open === 'templates' && seal && (
        <TemplatesDialog {...{ placing, documentId, seal }} onClose={() => setOpen(null)} />
      )}
      {open !== null && open !== 'templates' && seal && (
        <PlacingDialog
          {...{ documentId, format, pages, seal, near }}
          rule={sets[open.index] ?? null}
          onDone={(rule) => {
            changeSets([...sets.slice(0, open.index), rule, ...sets.slice(open.index + 1)]);
            setOpen(null);
          }}
          onClose={() => setOpen(null)}
        />
      )}
    </div>
  );
}

function ruleInWords(say: Say, rule: PlacementRule, pages: readonly PageSize[], seal: SealChoice | null): string {
  const { places } = expandSets([rule], pages, seal);
  const facts = {
    pages: pagesText(places.map(({ page }) => page)),
    count: places.length,
    seals: new Set(places.map(({ slice }) => slice?.group)).size,
  };
  if (rule.kind === 'straddle') {
    const side = say(`screen.placing.side.${rule.side}`);
    return places.length > 0
      ? say('screen.placing.words.straddle', { ...facts, side })
      : `${say('screen.placing.kinds.straddle')}: ${say('screen.placing.words.unfit')}`;
  }
  if (places.length === 0) return say('screen.placing.words.unfit');
  if (rule.kind === 'keyword') return say('screen.placing.words.keyword', { ...facts, keyword: rule.keyword });
  const corner = say(`screen.placing.corner.${rule.kind === 'pages' ? rule.corner : 'top-left'}`);
  return say('screen.placing.words.pages', { ...facts, corner, left: rule.xMm, top: rule.yMm });
}
