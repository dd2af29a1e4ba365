import type { RequestCase } from '../bridge/use-case.ts';
import { useWords } from '../bridge/words.ts';
import { Digest } from './digest.tsx';
import type { FactRow } from './facts-list.tsx';
import { fileSize } from './file-size.ts';
import { pagesInWords, sealsIn } from '#shared/placing/place-words.ts';
import { SealChip } from './seal-chip.tsx';
import { StatusWord } from './status-word.tsx';

/** What was asked for, line by line, for those who decide it and carry it out. */
export function useRequestFacts({ request, seal, document }: RequestCase): readonly FactRow[] {
  const say = useWords();
  const { draft, handler } = request;
  const word = (key: string, facts?: Readonly<Record<string, unknown>>): string =>
    say(`screen.components.request.${key}`, facts);
  return [
    {
      label: word('seal'),
      value: (
        <span className="sk-row">
          <SealChip esId={seal.esId} />
          {seal.name}
        </span>
      ),
    },
    {
      label: word('places'),
      value: word('placesText', {
        pages: pagesInWords(say, draft.placements),
        count: sealsIn(draft.placements),
        copies: draft.copies,
      }),
    },
    { label: word('reason'), value: draft.reason },
    ...(draft.documentNumber === undefined ? [] : [{ label: word('number'), value: draft.documentNumber }]),
    { label: word('handler'), value: `${handler.name}　${draft.deptName}` },
    {
      label: word('file'),
      value: `${word('pages', { pages: document.pages })}　${document.format}　${fileSize(document.size)}`,
    },
    { label: word('digest'), value: <Digest hex={request.documentSm3} /> },
    ...(draft.remark ? [{ label: word('remark'), value: draft.remark }] : []),
    ...request.notices.map((notice) => ({
      key: notice,
      label: word('notice'),
      value: <StatusWord status="attention">{say(`notices.${notice}`)}</StatusWord>,
    })),
  ];
}
