import { CheckOutlined } from '@ant-design/icons';
import type { RequestView } from '#shared/contract/approvals.ts';
import { useWords } from '../../bridge/words.ts';

/** Below a thumbnail: why a page must be seen, and whether it was. Other pages have their number alone. */
export function PageCaption(props: { readonly page: number; readonly request: RequestView; readonly isSeen: boolean }) {
  const { page, request, isSeen } = props;
  const say = useWords();
  const { pages, pagesToRead, draft } = request;
  if (!pagesToRead.includes(page)) return <span aria-hidden>{page}</span>;
  const roles = [
    page === 1 && 'first',
    draft.placements.some((placement) => placement.page === page) && 'stamped',
    page === pages && page > 1 && 'last',
  ].filter((role) => typeof role === 'string');
  const words = roles
    .slice(0, 2)
    .map((role) => say(`screen.approve.page.${role}`))
    .join('、');
  return (
    <span className={isSeen ? 'sk-review-seen' : ''}>
      {isSeen && <CheckOutlined aria-hidden className="sk-review-check" />} {words}
      <span className="sk-unseen"> {say(isSeen ? 'screen.components.seen' : 'screen.approve.page.unseen')}</span>
    </span>
  );
}
