import { useQuery } from '@tanstack/react-query';
import { station } from '../../bridge/client.ts';
import { useWords } from '../../bridge/words.ts';
import { Banner } from '../../components/banner.tsx';
import { Skeleton } from '../../components/empty.tsx';
import { StatusWord } from '../../components/status-word.tsx';
import { Viewer } from '../../components/viewer/viewer.tsx';
import { PageError } from '../page-error.tsx';

/** The sealed file of an entry, where it was released to, with what the register says of it. */
export function EntryFile({ entryNo }: { readonly entryNo: string }) {
  const say = useWords();
  const { data: file, error, refetch } = useQuery(station.ledger.file.queryOptions({ input: { entryNo } }));
  if (error) return <PageError error={error} reset={() => void refetch()} />;
  if (!file) {
    return (
      <div className="sk-entry-part">
        <Skeleton lines={10} height={44} />
      </div>
    );
  }
  const foot = (
    <span className="sk-row">
      <b>{file.fileName}</b>
      {file.isUnchanged && <StatusWord status="ok">{say('screen.ledger.file.same')}</StatusWord>}
    </span>
  );
  return (
    <div className="sk-entry-file">
      {!file.isUnchanged && (
        <Banner status="refused" title={say('screen.ledger.file.changed')}>
          {say('screen.ledger.file.changedText')}
        </Banner>
      )}
      <Viewer address={`entry/${entryNo}`} original="output" format={file.format} pages={file.pages} foot={foot} />
    </div>
  );
}
