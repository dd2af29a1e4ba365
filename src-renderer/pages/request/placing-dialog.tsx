import { Button, Modal, Segmented } from 'antd';
import { useMemo, useState } from 'react';
import type { SealChoice } from '#shared/contract/register-form.ts';
import { toErrorShape } from '#shared/errors/station-error.ts';
import type { DocumentFormat } from '#shared/model/document-format.ts';
import type { Placement } from '#shared/model/placement.ts';
import type { PlacementRule } from '#shared/placing/placement-rule.ts';
import { errorText, useWords } from '../../bridge/words.ts';
import { ErrorLine } from '../../components/error-panel.tsx';
import type { PageSize } from '../../components/viewer/page-layout.ts';
import { firstRule, setKinds, type SetKind } from './first-rule.ts';
import { LookFields } from './look-fields.tsx';
import type { Look } from './places.ts';
import { KeywordFields, PagesFields, StraddleFields } from './placing-fields.tsx';
import { expandSets } from './use-placing.ts';

/** Asks how seals are to be placed, and says at once what it comes to. */
export function PlacingDialog(props: {
  readonly documentId: string;
  readonly format: DocumentFormat;
  readonly pages: readonly PageSize[];
  readonly seal: SealChoice;
  /** The rule that is changed; null for a new one. */
  readonly rule: PlacementRule | null;
  /** The single place that is chosen: distances start from it. */
  readonly near: Placement | null;
  readonly onDone: (rule: PlacementRule) => void;
  readonly onClose: () => void;
}) {
  const { documentId, format, pages, seal, near, onDone, onClose } = props;
  const say = useWords();
  const [rule, setRule] = useState(() => props.rule ?? firstRule('straddle', pages, seal, near));
  const kind = kindOf(rule);
  const { places, error } = useMemo(() => expandSets([rule], pages, seal), [rule, pages, seal]);
  const isSearched = rule.kind !== 'keyword' || rule.anchors.length > 0;
  const slice = places[0]?.slice;
  return (
    <Modal
      open
      onCancel={onClose}
      title={say('screen.placing.title')}
      width={620}
      footer={
        <div className="sk-placing-foot">
          <Button onClick={onClose}>{say('screen.placing.cancel')}</Button>
          <Button type="primary" disabled={places.length === 0} onClick={() => onDone(rule)}>
            {say('screen.placing.done', { count: places.length })}
          </Button>
        </div>
      }
    >
      <div className="sk-placing">
        <Segmented<SetKind>
          block
          aria-label={say('screen.placing.kind')}
          value={kind}
          options={setKinds.map((value) => ({ value, label: say(`screen.placing.kinds.${value}`) }))}
          onChange={(next) => setRule(firstRule(next, pages, seal, near))}
        />
        <p className="sk-quiet sk-small">{say(`screen.placing.about.${kind}`)}</p>
        {rule.kind === 'straddle' && <StraddleFields rule={rule} onChange={setRule} />}
        {rule.kind === 'pages' && <PagesFields rule={rule} isEvery={kind === 'every'} onChange={setRule} />}
        {rule.kind === 'keyword' && <KeywordFields {...{ documentId, rule }} onChange={setRule} />}
        <details key={kind} className="sk-placing-look">
          <summary>{say('screen.placing.look')}</summary>
          <LookFields
            look={rule}
            isPdf={format === 'PDF'}
            isTurned={rule.kind !== 'straddle'}
            onChange={(look) => setRule(withLook(rule, look))}
          />
        </details>
        <div role="status" className="sk-placing-result">
          {isSearched && error && <ErrorLine error={errorText(toErrorShape(error))} />}
          {places.length > 0 &&
            (slice
              ? say('screen.placing.slices', {
                  count: places.length,
                  seals: new Set(places.map((place) => place.slice?.group)).size,
                  least: leastSlice(places).toFixed(1),
                })
              : say('screen.placing.places', { count: places.length }))}
        </div>
      </div>
    </Modal>
  );
}

function withLook(rule: PlacementRule, look: Look): PlacementRule {
  if (rule.kind === 'straddle') {
    const { opacity: _before, ...rest } = rule;
    return { ...rest, ...(look.opacity !== undefined && { opacity: look.opacity }) };
  }
  const { opacity: _opacity, rotation: _rotation, text: _text, ...rest } = rule;
  return { ...rest, ...look };
}

function kindOf(rule: PlacementRule): SetKind {
  if (rule.kind === 'keyword' || rule.kind === 'straddle') return rule.kind;
  return rule.kind === 'pages' && /^all$/i.test(rule.pages) ? 'every' : 'pages';
}

function leastSlice(places: readonly Placement[]): number {
  return Math.min(
    ...places.map(({ clip, slice }) =>
      slice?.side === 'left' || slice?.side === 'right' ? (clip?.widthMm ?? 0) : (clip?.heightMm ?? 0),
    ),
  );
}
