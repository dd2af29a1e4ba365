import { useState } from 'react';
import type { SealView } from '#shared/contract/station.ts';
import { useScreenScale } from '../../bridge/screen-scale.ts';
import { useBlobUrl } from '../../bridge/resources.ts';
import { useWords } from '../../bridge/words.ts';
import { SealPicture } from '../../components/seal-picture.tsx';
import { CalibrateScreen } from './calibrate-screen.tsx';

/** The picture of a seal at the size of its impression, above a ruler in millimetres. */
export function TrueSize({ seal }: { readonly seal: SealView }) {
  const say = useWords();
  const { url } = useBlobUrl(`seal/${seal.esId}/picture`);
  const { widthMm, heightMm, name, state } = seal;
  const { pxPerMm, isMeasured } = useScreenScale();
  const [isCalibrating, setCalibrating] = useState(false);
  const size = { widthPx: widthMm * pxPerMm, heightPx: heightMm * pxPerMm };
  return (
    <figure className="sk-true-size">
      <span className="sk-true-size-paper">
        <SealPicture url={url} state={state === 'active' ? 'stamped' : 'stopped'} {...size} name={name} />
      </span>
      <Ruler lengthMm={Math.round(widthMm * 10) / 10} pxPerMm={pxPerMm} />
      <figcaption className="sk-note">
        {say(isMeasured ? 'screen.seals.trueSize' : 'screen.seals.trueSizeAssumed')}{' '}
        <button type="button" className="sk-link" onClick={() => setCalibrating(true)}>
          {say('screen.seals.calibrate.open')}
        </button>
      </figcaption>
      {isCalibrating && <CalibrateScreen onClose={() => setCalibrating(false)} />}
    </figure>
  );
}

const markPx = (mm: number): number => (mm % 10 === 0 ? 9 : mm % 5 === 0 ? 7 : 4);

/** A line for each millimetre, longer ones at five and ten, numbers at each ten and at the end. */
function Ruler({ lengthMm, pxPerMm }: { readonly lengthMm: number; readonly pxPerMm: number }) {
  const marks = Array.from({ length: Math.floor(lengthMm) + 1 }, (_, mm) => mm);
  const tens = marks.filter((mm) => mm % 10 === 0 && lengthMm - mm >= 6);
  const path = marks.map((mm) => `M${mm * pxPerMm + 0.5} 0v${markPx(mm)}`).join('');
  const width = lengthMm * pxPerMm + 1;
  return (
    <svg className="sk-ruler" width={width} height={26} viewBox={`0 0 ${width} 26`} aria-hidden>
      <path d={`M0.5 0.5H${width}${path}`} />
      {[...tens, lengthMm].map((mm) => (
        <text key={mm} x={mm * pxPerMm} y={22} textAnchor={mm === 0 ? 'start' : mm === lengthMm ? 'end' : 'middle'}>
          {mm}
        </text>
      ))}
    </svg>
  );
}
