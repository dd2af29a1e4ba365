import type { EntryStoryView } from '#shared/contract/ledger-views.ts';
import { useWords } from '../../bridge/words.ts';
import { Digest } from '../../components/digest.tsx';
import { FactsList, type FactRow } from '../../components/facts-list.tsx';
import { StatusWord, type Status } from '../../components/status-word.tsx';

/** That the entry stands in the ledger, in numbers somebody else can check. */
export function EntryProof(props: { readonly story: EntryStoryView; readonly profileTitle: string }) {
  const { story, profileTitle } = props;
  const say = useWords();
  const word = (key: string, facts?: Readonly<Record<string, unknown>>): string =>
    say(`screen.ledger.proof.${key}`, facts);
  const { proof, row, facts } = story;
  const { checkpoint, nodes, leafIndex: index, isIncluded } = proof;
  const at = checkpoint.at.slice(0, 16).replace('T', ' ');
  const place = !isIncluded ? 'placeBroken' : nodes === 0 ? 'placeAlone' : 'placeValue';
  const rows: FactRow[] = [
    { label: word('leafHash'), value: <Digest hex={proof.leafHash} /> },
    { label: word('place'), value: word(place, { index, nodes }) },
    {
      label: word('checkpoint'),
      value: word(checkpoint.isSigned ? 'checkpointValue' : 'checkpointBroken', { at }),
    },
  ];
  if (row.digestAfterSm3 !== '') {
    rows.push({ label: word('digestAfter'), value: <Digest hex={row.digestAfterSm3} /> });
  }
  if (facts.profileVersion !== null) {
    const value = word('profileValue', { title: profileTitle, version: facts.profileVersion });
    rows.push({ label: word('profile'), value });
  }
  const { status, key } = summary(story);
  return (
    <section className="sk-entry-part" aria-label={word('title')}>
      <div className="sk-row sk-spread">
        <h3>{word('title')}</h3>
        <StatusWord status={status}>{word(key)}</StatusWord>
      </div>
      <FactsList rows={rows} />
    </section>
  );
}

function summary({ proof }: EntryStoryView): { readonly status: Status; readonly key: string } {
  if (!proof.isIncluded || !proof.checkpoint.isSigned) return { status: 'refused', key: 'broken' };
  if (proof.registry.state === 'differs') return { status: 'refused', key: 'differs' };
  return proof.registry.state === 'agrees' ? { status: 'ok', key: 'agrees' } : { status: 'waiting', key: 'waiting' };
}
