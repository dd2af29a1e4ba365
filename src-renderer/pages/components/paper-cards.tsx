import { useWords } from '../../bridge/words.ts';
import { Digest } from '../../components/digest.tsx';
import { FactsList } from '../../components/facts-list.tsx';
import { Panel } from '../../components/panel.tsx';
import { SealPicture, type SealPictureState } from '../../components/seal-picture.tsx';
import { Desk, Sheet, Thumbnail } from '../../components/sheet.tsx';
import { Timeline } from '../../components/timeline.tsx';
import sealUrl from './example-seal.svg';

const digest = '3f2a91c07d5e4b218a06f3c95e1d7740b2a6c8d90e4f12735b8c6a9d5d7eb7e4';
const sealStates: readonly SealPictureState[] = ['stamped', 'planned', 'dragged', 'training', 'stopped'];

export function SealCard() {
  const say = useWords();
  return (
    <Panel title={say('screen.gallery.seals')}>
      <div className="sk-gallery-wrap">
        {sealStates.map((state) => (
          <div key={state} className="sk-specimen">
            <SealPicture url={sealUrl} state={state} widthPx={84} name={say('screen.gallery.sealName')} />
            <span className="sk-note">{say(`screen.components.seal.${state}`)}</span>
          </div>
        ))}
      </div>
    </Panel>
  );
}

export function TimelineCard() {
  const say = useWords();
  const word = (key: string): string => say(`screen.gallery.${key}`);
  return (
    <Panel title={word('timeline')}>
      <Timeline
        items={[
          { key: '1', state: 'done', title: word('submitted'), time: '11-17 15:20' },
          { key: '2', state: 'stopped', title: word('returned'), note: word('opinion'), time: '11-17 16:02' },
          { key: '3', state: 'now', title: word('decide'), time: '10:05' },
        ]}
      />
    </Panel>
  );
}

export function FactsCard() {
  const say = useWords();
  const word = (key: string): string => say(`screen.gallery.${key}`);
  return (
    <Panel title={word('facts')}>
      <FactsList
        rows={[
          { label: word('pages'), value: 'PDF 278 KB' },
          { label: word('digest'), value: <Digest hex={digest} /> },
        ]}
      />
    </Panel>
  );
}

export function SheetCard() {
  const say = useWords();
  const word = (key: string): string => say(`screen.gallery.${key}`);
  return (
    <Panel title={word('sheet')} isFlush>
      <div className="sk-gallery-desk">
        <div className="sk-gallery-thumbs">
          <Thumbnail page={1} pages={2} label="1" isCurrent isSeen onOpen={() => undefined} />
          <Thumbnail page={2} pages={2} label="2" isCurrent={false} onOpen={() => undefined} />
        </div>
        <Desk label={word('sheet')}>
          <Sheet page={1} pages={2} widthMm={210} heightMm={297} pixelsPerMm={0.8}>
            <span className="sk-gallery-seal">
              <SealPicture url={sealUrl} state="stamped" widthPx={34} name={word('sealName')} isOnPaper />
            </span>
          </Sheet>
        </Desk>
      </div>
    </Panel>
  );
}
