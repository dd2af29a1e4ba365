import { useBlobUrl } from '../bridge/resources.ts';
import './seal-chip.css';

/** A seal in small beside its name. The name is said by the words, so the picture is decoration. */
export function SealChip({ esId, isLarge = false }: { readonly esId: string; readonly isLarge?: boolean }) {
  const { url } = useBlobUrl(`seal/${esId}/picture`);
  return (
    <span className={isLarge ? 'sk-seal-chip sk-seal-chip-large' : 'sk-seal-chip'} aria-hidden>
      {url && <img src={url} alt="" draggable={false} />}
    </span>
  );
}
