import { Button } from 'antd';
import { useState } from 'react';
import type { RequestView } from '#shared/contract/approvals.ts';
import { client } from '../../bridge/client.ts';
import type { RequestCase } from '../../bridge/use-case.ts';
import { useWords } from '../../bridge/words.ts';
import { ArmedButton } from '../../components/armed-button.tsx';
import { approvalAct } from './act-words.ts';
import { DecisionDialog } from './decision-dialog.tsx';

/** 同意 becomes possible once every page that must be seen was on screen; 退回 is possible at any time. */
export function DecisionFoot(props: {
  readonly found: RequestCase;
  readonly left: readonly number[];
  readonly unitName: string | null | undefined;
  readonly onDecided: (request: RequestView) => void;
}) {
  const { found, left, unitName, onDecided } = props;
  const say = useWords();
  const [open, setOpen] = useState<'approve' | 'refuse' | null>(null);
  const { act, above } = approvalAct(say, found.request, found.seal.name, unitName);
  const reason = left.length > 0 ? say('screen.approve.unseenReason', { pages: left.join('、') }) : undefined;
  return (
    <>
      {above !== null && <p className="sk-small">{above}</p>}
      <ArmedButton isBlock onAct={() => setOpen('approve')} disabledReason={reason}>
        {act}
      </ArmedButton>
      <div className="sk-row sk-spread">
        <Button onClick={() => setOpen('refuse')}>{say('screen.approve.refuse')}</Button>
        <span className="sk-note">{say('screen.approve.thenPassword')}</span>
      </div>
      {open && (
        <DecisionDialog
          decision={open}
          title={found.request.draft.documentTitle}
          act={act}
          sealName={found.seal.name}
          onClose={() => setOpen(null)}
          onSend={async (said) => {
            const { requestId } = found.request;
            onDecided(await client.approvals.decide({ requestId, ...said }));
          }}
        />
      )}
    </>
  );
}
