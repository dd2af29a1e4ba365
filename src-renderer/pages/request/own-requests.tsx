import { useMutation, useQuery } from '@tanstack/react-query';
import { Button, Popconfirm } from 'antd';
import type { RequestView } from '#shared/contract/approvals.ts';
import type { RegisterForm } from '#shared/contract/register-form.ts';
import type { RequestState } from '#shared/model/request.ts';
import { toErrorShape } from '#shared/errors/station-error.ts';
import { asStationError, client, queryClient, station } from '../../bridge/client.ts';
import { usePerson } from '../../bridge/session.ts';
import { errorText, useWords } from '../../bridge/words.ts';
import { Skeleton } from '../../components/empty.tsx';
import { ErrorLine } from '../../components/error-panel.tsx';
import { Panel } from '../../components/panel.tsx';
import { StatusWord, type Status } from '../../components/status-word.tsx';
import { moment, sayTime } from '../../components/time-words.ts';
import { draftAgain } from './draft-values.ts';

const shown: Readonly<Record<RequestState, Status>> = {
  'in-review': 'waiting',
  approved: 'waiting',
  refused: 'refused',
  withdrawn: 'neutral',
  invalidated: 'attention',
  expired: 'attention',
  executing: 'waiting',
  consumed: 'ok',
  unsettled: 'attention',
};
const mayWithdraw = new Set<RequestState>(['in-review', 'approved']);
const mayMend = new Set<RequestState>(['refused', 'withdrawn', 'invalidated', 'expired']);

/** Makes a draft of a request that did not come through, to be mended and submitted anew. */
export function useMend(onDraft: (draftId: string) => void) {
  return useMutation({
    mutationFn: async (requestId: string) => {
      const { draft } = await client.approvals.get({ requestId });
      const { documentId } = draft;
      // A document that was changed on the disk may be no document any more; another one takes its place then.
      const pages = await client.documents.pages({ documentId }).catch(() => []);
      return client.drafts.save({ draft: draftAgain(requestId, draft, pages) });
    },
    onSuccess: ({ draftId }) => {
      void queryClient.invalidateQueries({ queryKey: station.drafts.key() });
      onDraft(draftId);
    },
  });
}

/** What this person asked for, newest first, and how far each is. */
export function OwnRequests(props: {
  readonly form: RegisterForm | undefined;
  readonly now: Date;
  readonly onDraft: (draftId: string) => void;
}) {
  const { form, now, onDraft } = props;
  const say = useWords();
  const { account } = usePerson();
  const { data, error } = useQuery(station.approvals.list.queryOptions({ input: { limit: 100 } }));
  const own = data?.filter(({ handler }) => handler.account === account);
  return (
    <Panel title={say('screen.request.mine.title')} isFlush>
      {error && <ErrorLine error={errorText(toErrorShape(asStationError(error)))} />}
      {!error && !own && <Skeleton lines={3} height={40} />}
      {own?.length === 0 && <p className="sk-request-none">{say('screen.request.mine.none')}</p>}
      <ul className="sk-plain sk-request-list">
        {own?.map((request) => (
          <OwnRequest key={request.requestId} {...{ request, form, now, onDraft }} />
        ))}
      </ul>
    </Panel>
  );
}

function OwnRequest(props: {
  readonly request: RequestView;
  readonly form: RegisterForm | undefined;
  readonly now: Date;
  readonly onDraft: (draftId: string) => void;
}) {
  const { request, form, now, onDraft } = props;
  const say = useWords();
  const mend = useMend(onDraft);
  const withdraw = useMutation(station.approvals.withdraw.mutationOptions());
  const { requestId, approvalId, state, draft, submittedAt, entryNo, decisions } = request;
  const seal = form?.seals.find(({ esId }) => esId === draft.sealEsId);
  const step = seal?.chain?.steps[decisions.length];
  const name = step?.approvers.map((approver) => approver.name).join('、') ?? say('states.role.approver');
  const error = withdraw.error ?? mend.error;
  const stateWords = request.invalidBecause === 'document' ? 'invalidatedDocument' : state;
  return (
    <li className="sk-request-row">
      <StatusWord status={shown[state]}>{say(`screen.request.mine.state.${stateWords}`, { name })}</StatusWord>
      <div className="sk-request-row-words">
        <b>{draft.documentTitle}</b>
        <p>
          <span>{approvalId}</span>
          {draft.documentNumber && <span>{draft.documentNumber}</span>}
          <span>{say('screen.request.mine.submitted', { at: sayTime(say, moment(new Date(submittedAt), now)) })}</span>
          {entryNo && <span>{say('screen.request.mine.entry', { entryNo })}</span>}
        </p>
        {error && <ErrorLine error={errorText(toErrorShape(asStationError(error)))} />}
      </div>
      {mayWithdraw.has(state) && (
        <Popconfirm
          title={say('screen.request.mine.withdrawAsk')}
          okText={say('screen.request.mine.withdrawYes')}
          cancelText={say('screen.request.mine.withdrawNo')}
          icon={null}
          onConfirm={() => withdraw.mutateAsync({ requestId }).catch(() => undefined)}
        >
          <Button size="small">
            {say('screen.request.mine.withdraw')}
            <span className="sk-unseen"> {draft.documentTitle}</span>
          </Button>
        </Popconfirm>
      )}
      {mayMend.has(state) && (
        <Button size="small" loading={mend.isPending} onClick={() => mend.mutate(requestId)}>
          {say('screen.request.mine.again')}
          <span className="sk-unseen"> {draft.documentTitle}</span>
        </Button>
      )}
    </li>
  );
}
