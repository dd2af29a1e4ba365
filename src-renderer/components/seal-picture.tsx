import { useWords } from '../bridge/words.ts';
import './seal-picture.css';

export type SealPictureState = 'planned' | 'stamped' | 'dragged' | 'training' | 'stopped';

/**
 * A seal at a size. On paper it is mixed with what lies under it; `planned` is an outline only, never the picture.
 *
 * @param url address of the picture; null draws the outline
 * @param name full name of the seal, for people who do not see it
 */
export function SealPicture(props: {
  readonly url: string | null;
  readonly state: SealPictureState;
  readonly widthPx: number;
  readonly heightPx?: number;
  readonly name: string;
  /** On paper, and not beside it. */
  readonly isOnPaper?: boolean;
}) {
  const say = useWords();
  const { url, state, widthPx, heightPx = widthPx, name, isOnPaper = false } = props;
  const label = `${name} ${say(`screen.components.seal.${state}`)}`;
  const size = { width: widthPx, height: heightPx };
  return (
    <span
      className={`sk-seal sk-seal-${state} ${isOnPaper ? 'sk-seal-paper' : ''}`}
      style={size}
      role="img"
      aria-label={label}
    >
      {url !== null && state !== 'planned' && <img src={url} alt="" draggable={false} />}
      {state === 'training' && <span className="sk-seal-mark sk-serif">{say('screen.components.seal.mark')}</span>}
    </span>
  );
}
