import { mostBatchFiles } from '#shared/model/batch.ts';
import { useWords } from '../../bridge/words.ts';

/** What the handler should know of the list he puts together: files without room, and files without a place. */
export function ListNotes({ leftOut, notReady }: { readonly leftOut: number; readonly notReady: number }) {
  const say = useWords();
  return (
    <>
      {leftOut > 0 && <p>{say('screen.batch.request.leftOut', { count: leftOut, most: mostBatchFiles })}</p>}
      {notReady > 0 && <p>{say('screen.batch.request.notReady', { count: notReady })}</p>}
    </>
  );
}
