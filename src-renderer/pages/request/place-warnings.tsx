import type { SealChoice } from '#shared/contract/register-form.ts';
import { pagesText } from '#shared/placing/page-ranges.ts';
import { placeWarnings, type StampOnPage } from '#shared/placing/place-warnings.ts';
import { useWords } from '../../bridge/words.ts';
import { StatusWord } from '../../components/status-word.tsx';
import type { Places } from './places.ts';

/** Seals over each other or over stamps the file has already: to be looked at, and no refusal. */
export function PlaceWarnings(props: {
  readonly places: Places;
  readonly existing: readonly StampOnPage[];
  readonly seal: SealChoice | null;
}) {
  const { places, existing, seal } = props;
  const say = useWords();
  const warnings = seal ? placeWarnings(places, existing, seal) : [];
  return warnings.map(({ kind, pages }) => (
    <div key={kind} role="status">
      <StatusWord status="attention">{say(`screen.request.warning.${kind}`, { pages: pagesText(pages) })}</StatusWord>
    </div>
  ));
}
