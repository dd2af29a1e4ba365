import { Button } from 'antd';
import { useWords } from '../../bridge/words.ts';

/** A stamp whose key has signed and whose document waits; finishing it does not use the key. */
export function UnfinishedPanel({ entryNo, onFinish }: { readonly entryNo: string; readonly onFinish: () => void }) {
  const say = useWords();
  return (
    <section className="sk-stamp-unfinished">
      <h2 className="sk-serif">{say('screen.stamp.unfinished.title')}</h2>
      <p>{say('screen.stamp.unfinished.text', { entryNo })}</p>
      <div className="sk-row">
        <Button type="primary" onClick={onFinish}>
          {say('screen.stamp.unfinished.finish')}
        </Button>
        <span className="sk-small sk-quiet">{say('screen.stamp.unfinished.key')}</span>
      </div>
    </section>
  );
}
