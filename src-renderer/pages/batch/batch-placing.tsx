import { useQuery } from '@tanstack/react-query';
import { useCallback, useRef, useState } from 'react';
import type { DocumentSummary } from '#shared/contract/documents.ts';
import type { SealChoice } from '#shared/contract/register-form.ts';
import type { Placement } from '#shared/model/placement.ts';
import type { StampOnPage } from '#shared/placing/place-warnings.ts';
import { station } from '../../bridge/client.ts';
import { useBlobUrl } from '../../bridge/resources.ts';
import { useWords } from '../../bridge/words.ts';
import { Skeleton } from '../../components/empty.tsx';
import type { PageSize } from '../../components/viewer/page-layout.ts';
import { Viewer, type ReadText, type ViewerHandle } from '../../components/viewer/viewer.tsx';
import { shortSealName } from '../request/draft-values.ts';
import { PlaceWarnings } from '../request/place-warnings.tsx';
import { PlaceBar } from '../request/place-bar.tsx';
import type { Places } from '../request/places.ts';
import { PlacedStamps, StampsOnPage } from '../request/stamps-on-page.tsx';
import { usePlaces } from '../request/use-places.ts';
import '../request/placing.css';

const noStamps: readonly StampOnPage[] = [];

interface Placing {
  readonly document: DocumentSummary;
  readonly places: Places;
  readonly seal: SealChoice | null;
  readonly unitName: string;
  readonly onChange: (places: readonly Placement[]) => void;
}

/** One file of the batch with its seals: what is moved here moves on every file that has no places of its own. */
export function BatchPlacing(props: Placing) {
  const { documentId } = props.document;
  const pages = useQuery({
    ...station.documents.pages.queryOptions({ input: { documentId } }),
    staleTime: Infinity,
  });
  if (!pages.data) return <Skeleton lines={8} height={40} />;
  return <PlacingPages {...props} pages={pages.data} />;
}

function PlacingPages(props: Placing & { readonly pages: readonly PageSize[] }) {
  const { document, pages, places, seal, unitName, onChange } = props;
  const say = useWords();
  const [page, setPage] = useState(1);
  const [readText, setReadText] = useState<ReadText | null>(null);
  const viewer = useRef<ViewerHandle>(null);
  const { url: pictureUrl } = useBlobUrl(seal ? `seal/${seal.esId}/picture` : null);
  const sealName = (seal && shortSealName(seal, unitName)) || say('screen.request.form.label.seal');
  const onOpened = useCallback((read: ReadText) => setReadText(() => read), []);
  const existing = useQuery(station.placing.stamps.queryOptions({ input: { documentId: document.documentId } }));
  const editing = usePlaces({
    places,
    isFresh: places.length === 0,
    pages,
    seal,
    page,
    readText,
    viewer,
    change: onChange,
  });
  return (
    <Viewer
      ref={viewer}
      address={`document/${document.documentId}`}
      format={document.format}
      pages={pages}
      hasThumbs={false}
      onPageChange={setPage}
      onOpened={onOpened}
      overlay={(onScreen) => (
        <StampsOnPage
          page={onScreen}
          spot={editing.texts.get(onScreen.number)?.spot ?? null}
          {...{ places, pictureUrl, sealName }}
          chosen={editing.chosen}
          actions={editing.actions}
        />
      )}
      thumbOverlay={(onScreen) => <PlacedStamps page={onScreen} {...{ places, pictureUrl, sealName }} />}
      foot={
        <div className="sk-place-foot">
          <div className="sk-place-line">
            <PlaceBar
              {...{ seal, sealName, places, pages }}
              chosen={editing.chosen}
              hasOthers={false}
              touch={editing.touch}
              onChoose={editing.actions.onChoose}
              onAdd={editing.add}
              onRemove={() => editing.actions.onRemove(editing.chosen)}
              isPdf={document.format === 'PDF'}
              onDress={editing.dress}
            />
          </div>
          <PlaceWarnings {...{ places, seal }} existing={existing.data ?? noStamps} />
        </div>
      }
    />
  );
}
