import { useBlobUrl } from '../bridge/resources.ts';
import './seal-chip.css';

/** A seal in small beside its name. The name is said by the words, so the picture is decoration. */
export function SealChip(props: {
  readonly esId: string;
  readonly isLarge?: boolean;
  /** Grey: the seal may not be used. */
  readonly isStopped?: boolean;
}) {
  const { esId, isLarge = false, isStopped = false } = props;
  const { url } = useBlobUrl(`seal/${esId}/picture`);
  return (
    <span
      className={`sk-seal-chip ${isLarge ? 'sk-seal-chip-large' : ''} ${isStopped ? 'sk-seal-chip-stopped' : ''}`}
      aria-hidden
    >
      {url && <img src={url} alt="" draggable={false} />}
    </span>
  );
}
