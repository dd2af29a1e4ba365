import { Button, Modal, Radio, Slider } from 'antd';
import { useId, useState } from 'react';
import { leastPxPerMm, mostPxPerMm, setScreenScale, useScreenScale } from '../../bridge/screen-scale.ts';
import { useWords } from '../../bridge/words.ts';

/** Things that lie in every office, with a length nobody needs to trust us for: ISO/IEC 7810 ID-1, and a ruler. */
const references = { card: { widthMm: 85.6, heightMm: 53.98 }, ruler: { widthMm: 100, heightMm: 12 } } as const;

/** 屏幕校准: the person lays a card or a ruler on the screen and makes the figure as long as it. Kept for this screen. */
export function CalibrateScreen({ onClose }: { readonly onClose: () => void }) {
  const say = useWords();
  const word = (key: string, facts?: Readonly<Record<string, unknown>>): string =>
    say(`screen.seals.calibrate.${key}`, facts);
  const { pxPerMm, isMeasured } = useScreenScale();
  const [value, setValue] = useState(pxPerMm);
  const [reference, setReference] = useState<keyof typeof references>('card');
  const { widthMm, heightMm } = references[reference];
  const labelId = useId();
  return (
    <Modal open onCancel={onClose} title={word('title')} width={760} footer={null} maskClosable={false}>
      <div className="sk-suspend">
        <p>{word('text')}</p>
        <Radio.Group
          name="reference"
          value={reference}
          optionType="button"
          options={(['card', 'ruler'] as const).map((name) => ({ value: name, label: word(`reference.${name}`) }))}
          onChange={(event) => setReference(event.target.value as keyof typeof references)}
        />
        <div className="sk-calibrate">
          <div
            className={`sk-calibrate-figure sk-calibrate-${reference}`}
            role="img"
            aria-label={word('figure', { mm: widthMm })}
            style={{ width: widthMm * value, height: heightMm * value }}
          />
        </div>
        <span id={labelId} className="sk-small">
          {word(`fit.${reference}`)}
        </span>
        <Slider
          min={leastPxPerMm}
          max={mostPxPerMm}
          step={0.01}
          value={value}
          ariaLabelledByForHandle={labelId}
          tooltip={{ formatter: (at) => word('inch', { mm: Math.round((at ?? 0) * 25.4) }) }}
          onChange={setValue}
        />
        <footer>
          {isMeasured && (
            <Button
              onClick={() => {
                setScreenScale(null);
                onClose();
              }}
            >
              {word('forget')}
            </Button>
          )}
          <Button onClick={onClose}>{word('no')}</Button>
          <Button
            type="primary"
            onClick={() => {
              setScreenScale(value);
              onClose();
            }}
          >
            {word('yes')}
          </Button>
        </footer>
      </div>
    </Modal>
  );
}
