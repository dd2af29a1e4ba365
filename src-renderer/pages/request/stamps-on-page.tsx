import type { PageOnScreen } from '../../components/viewer/sheet.tsx';
import { StampHandle } from '../../components/viewer/stamp-handle.tsx';
import { StampOverlay } from '../../components/viewer/stamp-overlay.tsx';
import { snapLines, type SignatureSpot } from '../../components/viewer/stamp-placement.ts';
import { indexOnPage, type Places } from './places.ts';

export interface PlaceActions {
  readonly onChoose: (index: number) => void;
  readonly onMove: (index: number, placement: Places[number]) => void;
  readonly onRemove: (index: number) => void;
  readonly onTurn: (index: number, direction: 1 | -1) => void;
}

/** Every seal of one page, each of which can be taken hold of. */
export function StampsOnPage(props: {
  readonly page: PageOnScreen;
  readonly places: Places;
  readonly chosen: number;
  readonly spot: SignatureSpot | null;
  readonly pictureUrl: string | null;
  readonly sealName: string;
  readonly actions: PlaceActions;
}) {
  const { page, places, chosen, spot, pictureUrl, sealName, actions } = props;
  const lines = snapLines(page, spot);
  return places.map(
    (placement, index) =>
      placement.page === page.number && (
        <StampHandle
          key={index}
          {...{ page, placement, lines, pictureUrl, sealName }}
          index={indexOnPage(places, index)}
          isChosen={index === chosen}
          onChoose={() => actions.onChoose(index)}
          onMove={(moved) => actions.onMove(index, moved)}
          onRemove={() => actions.onRemove(index)}
          onTurn={(direction) => actions.onTurn(index, direction)}
        />
      ),
  );
}

/** Seals that are only shown: in thumbnails, and where rules put them. */
export function PlacedStamps(props: {
  readonly page: PageOnScreen;
  readonly places: Places;
  readonly pictureUrl: string | null;
  readonly sealName: string;
}) {
  const { page, places, pictureUrl, sealName } = props;
  return places
    .filter((placement) => placement.page === page.number)
    .map((placement, index) => (
      <StampOverlay
        key={index}
        {...{ page, placement, pictureUrl, sealName }}
        mode={pictureUrl ? 'stamped' : 'planned'}
        isSmall
      />
    ));
}
