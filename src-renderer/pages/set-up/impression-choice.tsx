import { Button } from 'antd';
import { useEffect, useRef, useState } from 'react';
import businessSeal from '../../../assets/seals/business-seal.png';
import unitSeal from '../../../assets/seals/unit-seal.png';
import { useWords } from '../../bridge/words.ts';
import { SealPicture } from '../../components/seal-picture.tsx';
import { StatusWord } from '../../components/status-word.tsx';
import { readPng, trueSize } from './seal-draft.ts';

const kinds = ['unit-seal', 'business-seal', 'png'] as const;
export type ImpressionKind = (typeof kinds)[number];
const shipped = { 'unit-seal': unitSeal, 'business-seal': businessSeal } as const;

/** A PNG the unit brought. */
export interface OwnImpression {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly width: number;
  readonly height: number;
}

/** 印模图像: one that comes with the program, or the unit's own, shown at its true size. */
export function ImpressionChoice(props: {
  readonly kind: ImpressionKind;
  readonly own: OwnImpression | null;
  readonly sizeMm: number;
  readonly sealName: string;
  readonly onKind: (kind: ImpressionKind) => void;
  readonly onOwn: (own: OwnImpression | null) => void;
  /** Said only after one tried to go on without. */
  readonly isMissing: boolean;
}) {
  const say = useWords();
  const { kind, own, sizeMm, sealName, onKind, onOwn, isMissing } = props;
  const word = (key: string, facts?: Readonly<Record<string, unknown>>): string =>
    say(`screen.setUp.seal.${key}`, facts);
  const [problem, setProblem] = useState<'pngWrong' | 'pngLarge' | null>(null);
  const file = useRef<HTMLInputElement>(null);
  const ownUrl = useOwnUrl(own);

  async function take(chosen: File | undefined): Promise<void> {
    if (!chosen) return;
    const bytes = new Uint8Array(await chosen.arrayBuffer());
    const facts = readPng(bytes);
    const isFit = typeof facts === 'object';
    setProblem(isFit ? null : facts);
    onOwn(isFit ? { name: chosen.name, bytes, ...facts } : null);
  }
  const width = trueSize(Number.isInteger(sizeMm) && sizeMm >= 10 && sizeMm <= 60 ? sizeMm : 42);
  const url = kind === 'png' ? ownUrl : shipped[kind];
  return (
    <fieldset className="sk-setup-section">
      <legend>
        <b>{word('impression')}</b> <span className="sk-note">{word('preview')}</span>
      </legend>
      <div className="sk-setup-impression">
        <div className="sk-setup-kinds">
          {kinds.map((name) => (
            <label key={name} className="sk-row">
              <input type="radio" name="impression" checked={name === kind} onChange={() => onKind(name)} />
              {name === 'png' ? word('png') : word(`shipped.${name}`)}
            </label>
          ))}
          {kind === 'png' && (
            <>
              <input
                ref={file}
                type="file"
                accept="image/png"
                className="sk-unseen"
                tabIndex={-1}
                aria-label={word('choose')}
                onChange={(event) => void take(event.target.files?.[0])}
              />
              <span>
                <Button size="small" onClick={() => file.current?.click()}>
                  {word('choose')}
                </Button>
              </span>
              <p className="sk-note">
                {own
                  ? word('chosen', { ...own, bytes: undefined, kib: Math.ceil(own.bytes.length / 1024) })
                  : word('pngHint')}
              </p>
              {(problem !== null || (isMissing && !own)) && (
                <div role="alert">
                  <StatusWord status="refused">{word(problem ?? 'pngMissing')}</StatusWord>
                </div>
              )}
            </>
          )}
        </div>
        <SealPicture url={url} state={url === null ? 'planned' : 'stamped'} widthPx={width} name={sealName} />
      </div>
    </fieldset>
  );
}

function useOwnUrl(own: OwnImpression | null): string | null {
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    if (!own) return undefined;
    const made = URL.createObjectURL(new Blob([own.bytes], { type: 'image/png' }));
    setUrl(made);
    return () => {
      URL.revokeObjectURL(made);
      setUrl(null);
    };
  }, [own]);
  return url;
}
