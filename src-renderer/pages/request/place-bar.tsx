import { EnvironmentOutlined, LeftOutlined, RightOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useEffect, useState } from 'react';
import type { SealChoice } from '#shared/contract/register-form.ts';
import { useWords } from '../../bridge/words.ts';
import type { PageSize } from '../../components/viewer/page-layout.ts';
import type { Touch } from '../../components/viewer/signature-spot.ts';
import { regionOf } from '../../components/viewer/stamp-placement.ts';
import type { Places } from './places.ts';

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
}) {
  const { seal, sealName, places, chosen, pages, touch, hasOthers, onChoose, onAdd, onRemove } = props;
  const say = useWords();
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
        })
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
          <Button size="small" {...name('remove')} onClick={onRemove}>
            {say('screen.request.place.removeShort')}
          </Button>
        )}
      </span>
    </>
  );
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
