import {
  useCallback,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type ReactNode,
  type Ref,
} from 'react';
import type { EmptyField } from '#shared/contract/documents.ts';
import type { DocumentFormat } from '#shared/model/document-format.ts';
import { toErrorShape } from '#shared/errors/station-error.ts';
import { useLook } from '../../bridge/appearance.ts';
import { asStationError } from '../../bridge/client.ts';
import { errorText, useWords } from '../../bridge/words.ts';
import { ErrorPanel } from '../error-panel.tsx';
import { AttachmentList, AttachmentsButton, type Attachments } from './attachments.tsx';
import {
  currentPage,
  deskPx,
  firstZoom,
  keepMiddle,
  layOut,
  sheetsBetween,
  zoomFactor,
  type PageSize,
  type Zoom,
} from './page-layout.ts';
import type { TextRun } from '#shared/placing/find-text.ts';
import { Sheet, type PageOnScreen } from './sheet.tsx';
import { Thumbs } from './thumbs.tsx';
import { SearchBar, Toolbar } from './toolbar.tsx';
import { useDeskView } from './use-desk-view.ts';
import { usePageSearch } from './use-page-search.ts';
import { usePageSource } from './use-page-source.ts';
import { usePagesSeen } from './use-pages-seen.ts';
import { viewerKey } from './viewer-keys.ts';
import './viewer.css';

/** What a page can ask of the viewer it shows. */
export interface ViewerHandle {
  showPage(page: number): void;
  focus(): void;
}

/** Text of a page with its places; empty where it carries none. @param page 1-based */
export type ReadText = (page: number) => Promise<readonly TextRun[]>;

export interface ViewerProps {
  /** Resource address without its last part: `document/{id}`, `entry/{no}`, `upload/{id}`. */
  readonly address: string;
  /** Last part of the whole file's address: `output` for an entry. */
  readonly original?: string;
  readonly format: DocumentFormat;
  /** Keep the same array while the document is the same. */
  readonly pages: readonly PageSize[];
  /** Lies over every sheet near the view. */
  readonly overlay?: (page: PageOnScreen) => ReactNode;
  /** The same for thumbnails; nothing in it can be clicked. */
  readonly thumbOverlay?: (page: PageOnScreen) => ReactNode;
  /** Below a thumbnail in place of its number. */
  readonly caption?: (page: number) => ReactNode;
  readonly hasThumbs?: boolean;
  /** What the document carries besides its pages. */
  readonly attachments?: Attachments | undefined;
  /** Signature fields that wait for somebody: no page shows them by itself. Keep the same array. */
  readonly emptyFields?: readonly EmptyField[] | undefined;
  /** 1-based; its sheet stays when it is scrolled away, for what lies over it may have the focus. */
  readonly keptPage?: number | undefined;
  readonly tools?: ReactNode;
  /** A strip below the desk. */
  readonly foot?: ReactNode;
  /** At least half of the page was on screen, drawn, for 0.7 seconds; told once for each page. */
  readonly onPageSeen?: (page: number) => void;
  readonly onPageChange?: (page: number) => void;
  /** The document could be opened; also says how its text is read. */
  readonly onOpened?: (readText: ReadText) => void;
  readonly ref?: Ref<ViewerHandle>;
}

/** PDF and OFD in one viewer: sheets on a desk, thumbnails, zoom, search, and a slot over each page in millimetres. */
export function Viewer(props: ViewerProps) {
  const { address, original = 'original', format, pages, overlay, thumbOverlay, caption, hasThumbs = true } = props;
  const { attachments, emptyFields, keptPage, tools, foot, onPageSeen, onPageChange, onOpened, ref } = props;
  const say = useWords();
  const { appearance } = useLook();
  const { source, error, again } = usePageSource(format, address, original);
  const { desk, view, scrollTo, isMoving } = useDeskView();
  const [chosenZoom, setZoom] = useState<Zoom | null>(null);
  const zoom = chosenZoom ?? firstZoom(pages, view);
  const [isListing, setListing] = useState(false);
  const [isSearching, setSearching] = useState(false);
  const [query, setQuery] = useState('');
  const [at, setAt] = useState(0);
  const searchButton = useRef<HTMLButtonElement>(null);
  const search = usePageSearch(source, pages, isSearching ? query : '');
  const factor = zoomFactor(zoom, pages, view);
  const layout = useMemo(() => layOut(pages, factor), [pages, factor]);
  const page = currentPage(layout, view.scrollTop, view.height);
  const drawn = usePagesSeen(layout, view, onPageSeen);

  // What is in the middle of the view stays there when the scale changes.
  const before = useRef({ layout, height: view.height });
  useLayoutEffect(() => {
    const box = desk.current;
    const last = before.current;
    before.current = { layout, height: view.height };
    if (!box || last.layout === layout || last.height === 0) return;
    const isSameDocument = last.layout.sheets.length === layout.sheets.length;
    box.scrollTop = isSameDocument ? keepMiddle(last.layout, layout, box.scrollTop, last.height, view.height) : 0;
  }, [desk, layout, view.height]);

  const showPage = useCallback(
    (wanted: number) => {
      const sheet = layout.sheets[wanted - 1];
      if (sheet) scrollTo(sheet.top - deskPx);
    },
    [layout, scrollTo],
  );
  const focus = useCallback(() => desk.current?.focus({ preventScroll: true }), [desk]);
  useImperativeHandle(ref, () => ({ showPage, focus }), [showPage, focus]);
  useEffect(() => onPageChange?.(page), [page, onPageChange]);
  useEffect(() => {
    if (!source || !onOpened) return undefined;
    const stop = new AbortController();
    onOpened(async (number) => {
      const size = pages[number - 1];
      return size && !stop.signal.aborted ? source.text(size, stop.signal) : [];
    });
    return () => stop.abort();
  }, [source, pages, onOpened]);

  const current = search.found[at] ?? null;
  useEffect(() => setAt(0), [query]);
  useEffect(() => {
    const sheet = current && layout.sheets[current.page - 1];
    const box = current?.boxes[0];
    if (sheet && box) scrollTo(sheet.top + box.yMm * layout.pxPerMm - view.height / 3);
    // Only a new place scrolls; a new scale or size of the window does not.
  }, [current]);
  const closeSearch = (): void => {
    setSearching(false);
    searchButton.current?.focus();
  };
  const step = (direction: 1 | -1): void =>
    setAt((now) => (now + direction + search.found.length) % Math.max(1, search.found.length));

  const attached = (attachments?.files.length ?? 0) + (attachments?.leftOut ?? 0);
  const left = (widthPx: number): number => Math.max(deskPx, (Math.max(view.width, layout.widthPx) - widthPx) / 2);
  const near = sheetsBetween(layout, view.scrollTop - view.height, view.scrollTop + 2 * view.height);
  const kept = keptPage === undefined ? undefined : layout.sheets[keptPage - 1];
  const shown = !kept || near.includes(kept) ? near : [...near, kept];
  return (
    <section className="sk-view" aria-label={say('screen.viewer.document')}>
      <Toolbar
        {...{ page, zoom, factor, isSearching, searchButton, tools }}
        pages={pages.length}
        attachments={attached > 0 && <AttachmentsButton count={attached} isOpen={isListing} onOpen={setListing} />}
        onPage={showPage}
        onZoom={setZoom}
        onSearching={setSearching}
      />
      {isSearching && <SearchBar {...{ query, search, at }} onQuery={setQuery} onStep={step} onClose={closeSearch} />}
      <div className="sk-view-middle">
        {hasThumbs && (
          <Thumbs
            {...{ source, pages, caption }}
            current={page}
            onChoose={showPage}
            overlay={thumbOverlay}
            captionPx={appearance.size === 'large' ? 28 : 22}
          />
        )}
        <div
          className="sk-view-desk"
          ref={desk}
          role="group"
          tabIndex={0}
          aria-label={say('screen.viewer.desk')}
          onKeyDown={(event) =>
            viewerKey(event, {
              page,
              pages: pages.length,
              factor,
              showPage,
              setZoom,
              openSearch: () => setSearching(true),
            })
          }
        >
          {error !== null ? (
            <ErrorPanel error={errorText(toErrorShape(asStationError(error)))} onAgain={again} />
          ) : (
            <div
              className="sk-view-desk-ground"
              style={{ height: layout.heightPx, width: Math.max(view.width, layout.widthPx) }}
            >
              {view.height > 0 &&
                shown.map((sheet) => (
                  <Sheet
                    key={sheet.number}
                    {...{ source, sheet, overlay, emptyFields, current, isMoving }}
                    left={left(sheet.widthPx)}
                    pages={pages.length}
                    pxPerMm={layout.pxPerMm}
                    found={search.found.filter((place) => place.page === sheet.number)}
                    onDrawn={drawn}
                  />
                ))}
            </div>
          )}
        </div>
        {attachments && attached > 0 && isListing && <AttachmentList attachments={attachments} />}
      </div>
      {foot !== undefined && <div className="sk-view-foot">{foot}</div>}
    </section>
  );
}
