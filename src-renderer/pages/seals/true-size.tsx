import type { SealView } from '#shared/contract/station.ts';
import { useBlobUrl } from '../../bridge/resources.ts';
import { useWords } from '../../bridge/words.ts';
import { SealPicture } from '../../components/seal-picture.tsx';
import { truePxPerMm } from '../../components/viewer/page-layout.ts';

/** The picture of a seal at the size of its impression, above a ruler in millimetres. */
export function TrueSize({ seal }: { readonly seal: SealView }) {
  const say = useWords();
  const { url } = useBlobUrl(`seal/${seal.esId}/picture`);
  const { widthMm, heightMm, name, state } = seal;
  const size = { widthPx: widthMm * truePxPerMm, heightPx: heightMm * truePxPerMm };
  return (
    <figure className="sk-true-size">
      <span className="sk-true-size-paper">
        <SealPicture url={url} state={state === 'active' ? 'stamped' : 'stopped'} {...size} name={name} />
      </span>
      <Ruler lengthMm={Math.round(widthMm * 10) / 10} />
      <figcaption className="sk-note">{say('screen.seals.trueSize')}</figcaption>
    </figure>
  );
}

const markPx = (mm: number): number => (mm % 10 === 0 ? 9 : mm % 5 === 0 ? 7 : 4);

/** A line for each millimetre, longer ones at five and ten, numbers at each ten and at the end. */
function Ruler({ lengthMm }: { readonly lengthMm: number }) {
  const marks = Array.from({ length: Math.floor(lengthMm) + 1 }, (_, mm) => mm);
  const tens = marks.filter((mm) => mm % 10 === 0 && lengthMm - mm >= 6);
  const path = marks.map((mm) => `M${mm * truePxPerMm + 0.5} 0v${markPx(mm)}`).join('');
  const width = lengthMm * truePxPerMm + 1;
  return (
    <svg className="sk-ruler" width={width} height={26} viewBox={`0 0 ${width} 26`} aria-hidden>
      <path d={`M0.5 0.5H${width}${path}`} />
      {[...tens, lengthMm].map((mm) => (
        <text key={mm} x={mm * truePxPerMm} y={22} textAnchor={mm === 0 ? 'start' : mm === lengthMm ? 'end' : 'middle'}>
          {mm}
        </text>
      ))}
    </svg>
  );
}
