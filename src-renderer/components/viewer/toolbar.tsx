import {
  CloseOutlined,
  ColumnHeightOutlined,
  ColumnWidthOutlined,
  DownOutlined,
  LeftOutlined,
  OneToOneOutlined,
  RightOutlined,
  SearchOutlined,
  UpOutlined,
  ZoomInOutlined,
  ZoomOutOutlined,
} from '@ant-design/icons';
import { Button, Input } from 'antd';
import { useEffect, useState, type ReactNode, type RefObject } from 'react';
import { useScreenScale } from '../../bridge/screen-scale.ts';
import { useWords } from '../../bridge/words.ts';
import { nextZoom, truePxPerMm, type Zoom } from './page-layout.ts';
import type { Search } from './use-page-search.ts';

export interface ToolbarProps {
  readonly page: number;
  readonly pages: number;
  readonly onPage: (page: number) => void;
  readonly zoom: Zoom;
  readonly factor: number;
  readonly onZoom: (zoom: Zoom) => void;
  readonly isSearching: boolean;
  readonly onSearching: (isSearching: boolean) => void;
  readonly searchButton: RefObject<HTMLButtonElement | null>;
  /** Of the list of attachments; null where there are none. */
  readonly attachments: ReactNode;
  /** What belongs to the right end. */
  readonly tools: ReactNode;
}

export function Toolbar(props: ToolbarProps) {
  const { page, pages, onPage, zoom, factor, onZoom, isSearching, onSearching, searchButton, attachments, tools } =
    props;
  const say = useWords();
  const { pxPerMm } = useScreenScale();
  const trueFactor = pxPerMm / truePxPerMm;
  const tool = (name: string) =>
    ({ type: 'text', 'aria-label': say(`screen.viewer.${name}`), title: say(`screen.viewer.${name}`) }) as const;
  return (
    <div className="sk-view-bar" role="toolbar" aria-label={say('screen.viewer.toolbar')}>
      <Button {...tool('previous')} icon={<LeftOutlined />} disabled={page <= 1} onClick={() => onPage(page - 1)} />
      <PageJump page={page} pages={pages} onPage={onPage} />
      <Button {...tool('next')} icon={<RightOutlined />} disabled={page >= pages} onClick={() => onPage(page + 1)} />
      <span className="sk-view-line" aria-hidden />
      <Button {...tool('zoomOut')} icon={<ZoomOutOutlined />} onClick={() => onZoom(nextZoom(factor, -1))} />
      <span className="sk-view-zoom">{Math.round(factor * 100)}%</span>
      <Button {...tool('zoomIn')} icon={<ZoomInOutlined />} onClick={() => onZoom(nextZoom(factor, 1))} />
      <Button
        {...tool('fitPage')}
        icon={<ColumnHeightOutlined />}
        aria-pressed={zoom === 'page'}
        onClick={() => onZoom('page')}
      />
      <Button
        {...tool('fitWidth')}
        icon={<ColumnWidthOutlined />}
        aria-pressed={zoom === 'width'}
        onClick={() => onZoom('width')}
      />
      <Button
        {...tool('trueSize')}
        icon={<OneToOneOutlined />}
        aria-pressed={zoom === trueFactor}
        onClick={() => onZoom(trueFactor)}
      />
      <span className="sk-view-line" aria-hidden />
      <Button
        {...tool('search')}
        ref={searchButton}
        icon={<SearchOutlined />}
        aria-expanded={isSearching}
        onClick={() => onSearching(!isSearching)}
      />
      {attachments}
      {tools !== undefined && <div className="sk-view-tools">{tools}</div>}
    </div>
  );
}

/** 第 2 / 3 页: the number can be written over. */
function PageJump({ page, pages, onPage }: Pick<ToolbarProps, 'page' | 'pages' | 'onPage'>) {
  const say = useWords();
  const [text, setText] = useState(String(page));
  useEffect(() => setText(String(page)), [page]);
  function go(): void {
    const wanted = Number(text);
    if (Number.isInteger(wanted) && wanted >= 1 && wanted <= pages) onPage(wanted);
    else setText(String(page));
  }
  return (
    <span className="sk-view-page">
      {say('screen.viewer.pageBefore')}
      <input
        aria-label={say('screen.viewer.jump')}
        inputMode="numeric"
        value={text}
        size={String(pages).length}
        onChange={(event) => setText(event.target.value.replaceAll(/\D/g, '').slice(0, 5))}
        onFocus={(event) => event.target.select()}
        onBlur={go}
        onKeyDown={(event) => {
          if (event.key === 'Enter') go();
          if (event.key === 'Escape') setText(String(page));
        }}
      />
      {say('screen.viewer.pageAfter', { pages })}
    </span>
  );
}

/** Opens below the toolbar; Enter goes on to the next place, Shift+Enter back, Escape closes. */
export function SearchBar(props: {
  readonly query: string;
  readonly onQuery: (query: string) => void;
  readonly search: Search;
  readonly at: number;
  readonly onStep: (direction: 1 | -1) => void;
  readonly onClose: () => void;
}) {
  const { query, onQuery, search, at, onStep, onClose } = props;
  const say = useWords();
  const { found, isRunning, isWithoutText } = search;
  const name = (key: string) => ({ 'aria-label': say(`screen.viewer.${key}`), title: say(`screen.viewer.${key}`) });
  function result(): string {
    if (query.trim() === '') return '';
    if (found.length > 0) return say('screen.viewer.foundAt', { at: at + 1, count: found.length });
    if (isRunning) return say('screen.viewer.searching');
    return say(isWithoutText ? 'screen.viewer.withoutText' : 'screen.viewer.notFound');
  }
  return (
    <div className="sk-view-search" role="search">
      <Input
        autoFocus
        allowClear
        value={query}
        placeholder={say('screen.viewer.searchFor')}
        aria-label={say('screen.viewer.searchFor')}
        onChange={(event) => onQuery(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') onStep(event.shiftKey ? -1 : 1);
          if (event.key === 'Escape') onClose();
        }}
      />
      <Button
        type="text"
        {...name('previousFound')}
        icon={<UpOutlined />}
        disabled={found.length === 0}
        onClick={() => onStep(-1)}
      />
      <Button
        type="text"
        {...name('nextFound')}
        icon={<DownOutlined />}
        disabled={found.length === 0}
        onClick={() => onStep(1)}
      />
      <span className="sk-view-found" role="status">
        {result()}
      </span>
      <Button type="text" {...name('closeSearch')} icon={<CloseOutlined />} onClick={onClose} />
    </div>
  );
}
