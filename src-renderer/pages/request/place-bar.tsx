import { EnvironmentOutlined, LeftOutlined, RightOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useEffect, useState } from 'react';
import type { SealChoice } from '#shared/contract/register-form.ts';
import { useWords, type Say } from '../../bridge/words.ts';
import type { PageSize } from '../../components/viewer/page-layout.ts';
import type { Touch } from '../../components/viewer/signature-spot.ts';
import { regionOf } from '../../components/viewer/stamp-placement.ts';
import { LookFields } from './look-fields.tsx';
import type { Look, Places } from './places.ts';
import './placing.css';

const quietMs = 350;

/** Below the document: where the chosen seal lies, in words; other places; one more, one less. */
export function PlaceBar(props: {
  readonly seal: SealChoice | null;
  readonly sealName: string;
  readonly places: Places;
  readonly chosen: number;
  readonly pages: readonly PageSize[];
  readonly touch: Touch;
  /** Rules place seals besides. */
  readonly hasOthers: boolean;
  readonly onChoose: (index: number) => void;
  readonly onAdd: () => void;
  readonly onRemove: () => void;
  readonly isPdf: boolean;
  readonly onDress: (look: Look) => void;
}) {
  const { seal, sealName, places, chosen, pages, touch, hasOthers, isPdf, onChoose, onAdd, onRemove, onDress } = props;
  const [isDressing, setDressing] = useState(false);
  const say = useWords();
  /** Who dresses a seal wants to see it. */
  const toggleLook = (): void => {
    if (!isDressing) onChoose(chosen);
    setDressing(!isDressing);
  };
  const place = places[chosen];
  const page = place && pages[place.page - 1];
  const words =
    place && page
      ? say('screen.viewer.seal.position', {
          seal: sealName,
          page: place.page,
          region: say(`screen.viewer.seal.region.${regionOf(place, page)}`),
          left: place.xMm.toFixed(1),
          top: place.yMm.toFixed(1),
          touch: say(`screen.viewer.seal.touch.${touch}`),
        }) + lookInWords(say, place)
      : say(hasOthers ? 'screen.request.place.noneSingle' : 'screen.request.place.none');
  const name = (key: string) => ({
    'aria-label': say(`screen.request.place.${key}`),
    title: say(`screen.request.place.${key}`),
  });
  return (
    <>
      <EnvironmentOutlined aria-hidden />
      <span className="sk-place-words">{words}</span>
      <Spoken words={words} />
      <span className="sk-place-tools">
        {places.length > 1 && (
          <>
            <Button
              size="small"
              type="text"
              {...name('previous')}
              icon={<LeftOutlined />}
              onClick={() => onChoose((chosen + places.length - 1) % places.length)}
            />
            <span className="sk-small">{say('screen.request.place.of', { at: chosen + 1, count: places.length })}</span>
            <Button
              size="small"
              type="text"
              {...name('next')}
              icon={<RightOutlined />}
              onClick={() => onChoose((chosen + 1) % places.length)}
            />
          </>
        )}
        <Button size="small" {...name('add')} disabled={seal === null} onClick={onAdd}>
          {say('screen.request.place.addShort')}
        </Button>
        {place && (
          <Button size="small" aria-expanded={isDressing} onClick={toggleLook}>
            {say('screen.request.place.look')}
          </Button>
        )}
        {place && (
          <Button size="small" {...name('remove')} onClick={onRemove}>
            {say('screen.request.place.removeShort')}
          </Button>
        )}
      </span>
      {place && isDressing && (
        <div className="sk-place-look" role="group" aria-label={say('screen.placing.look')}>
          <LookFields key={chosen} look={place} isPdf={isPdf} isTurned isSingle onChange={onDress} />
        </div>
      )}
    </>
  );
}

/** A sentence of its own; nothing for a seal that stands upright in full ink. */
function lookInWords(say: Say, { rotation = 0, opacity = 1, text }: Look): string {
  const parts = [
    ...(rotation === 0 ? [] : [say('approvals.place.turned', { rotation })]),
    ...(opacity === 1 ? [] : [say('approvals.place.ink', { percent: Math.round(opacity * 100) })]),
    ...(text ? [say('approvals.place.text', { text: text.value })] : []),
  ];
  return parts.length === 0 ? '' : say('screen.request.place.looks', { look: parts.join('').replace(/^[，,] */, '') });
}

/** Says the position once the seal rests; a drag would otherwise speak without end. */
function Spoken({ words }: { readonly words: string }) {
  const [spoken, setSpoken] = useState(words);
  useEffect(() => {
    const timer = setTimeout(() => setSpoken(words), quietMs);
    return () => clearTimeout(timer);
  }, [words]);
  return (
    <span className="sk-unseen" role="status" aria-live="polite">
      {spoken}
    </span>
  );
}
