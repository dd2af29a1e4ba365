import { Button } from 'antd';
import type { ReactNode } from 'react';
import type { RequestView } from '#shared/contract/approvals.ts';
import type { RegisterForm } from '#shared/contract/register-form.ts';
import { useWords } from '../../bridge/words.ts';
import { StatusIcon } from '../../components/status-word.tsx';

/** What was done, and what happens next without the applicant's doing. */
export function Submitted(props: {
  readonly request: RequestView;
  readonly form: RegisterForm;
  readonly actions: ReactNode;
  readonly onList: () => void;
}) {
  const { request, form, actions, onList } = props;
  const say = useWords();
  const { approvalId, draft, state } = request;
  const seal = form.seals.find(({ esId }) => esId === draft.sealEsId);
  const name = seal?.chain?.steps[0]?.approvers.map((approver) => approver.name).join('、') ?? '';
  const isDecided = state === 'approved';
  return (
    <section className="sk-submitted" role="status">
      <h2 className="sk-serif" tabIndex={-1} ref={(heading) => heading?.focus()}>
        <StatusIcon status="ok" /> {say('screen.request.submit.done.title', { approvalId })}
      </h2>
      <p>
        {say(isDecided ? 'screen.request.submit.done.textHolder' : 'screen.request.submit.done.text', {
          title: draft.documentTitle,
          name,
        })}
      </p>
      <h3>{say('screen.request.submit.done.next')}</h3>
      <ol>
        {!isDecided && <li>{say('screen.request.submit.done.first', { name })}</li>}
        <li>{say('screen.request.submit.done.second', { custodian: seal?.custodianName ?? '' })}</li>
        <li>{say('screen.request.submit.done.third')}</li>
      </ol>
      <div className="sk-row">
        {actions}
        <Button onClick={onList}>{say('screen.request.submit.done.see')}</Button>
      </div>
    </section>
  );
}
