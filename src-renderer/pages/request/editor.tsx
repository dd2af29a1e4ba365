import { useMutation, useQuery } from '@tanstack/react-query';
import { Button, Form } from 'antd';
import { useCallback, useRef, useState } from 'react';
import type { RequestView } from '#shared/contract/approvals.ts';
import type { DraftView } from '#shared/contract/drafts.ts';
import type { RegisterForm } from '#shared/contract/register-form.ts';
import { toErrorShape } from '#shared/errors/station-error.ts';
import type { RequestDraft } from '#shared/model/request.ts';
import type { StampOnPage } from '#shared/placing/place-warnings.ts';
import { formOfSignature } from '#shared/model/signature-profile.ts';
import { asStationError, client, queryClient, station } from '../../bridge/client.ts';
import { useBlobUrl } from '../../bridge/resources.ts';
import { errorText, useWords } from '../../bridge/words.ts';
import { ErrorLine } from '../../components/error-panel.tsx';
import { PageHead } from '../../components/panel.tsx';
import { StatusWord } from '../../components/status-word.tsx';
import type { PageSize } from '../../components/viewer/page-layout.ts';
import { Viewer, type ReadText, type ViewerHandle } from '../../components/viewer/viewer.tsx';
import { useAttachments, useEmptyFields } from '../unseen-parts.ts';
import { shortSealName, toRequest, type FormValues } from './draft-values.ts';
import { KeptMark } from './kept-mark.tsx';
import { PlaceBar } from './place-bar.tsx';
import { PlacingSets } from './placing-sets.tsx';
import { RegisterFields } from './register-fields.tsx';
import { PlacedStamps, StampsOnPage } from './stamps-on-page.tsx';
import { useKeptDraft } from './use-kept-draft.ts';
import { usePlaces } from './use-places.ts';
import { useFirstSeal } from './use-first-seal.ts';
import { usePlacing } from './use-placing.ts';

const noStamps: readonly StampOnPage[] = [];

/** One draft: the document with its seals, the register beside it, and the act that hands both over. */
export function Editor(props: {
  readonly view: DraftView;
  readonly form: RegisterForm;
  readonly pages: readonly PageSize[];
  readonly onLeave: () => void;
  readonly onSubmitted: (request: RequestView) => void;
}) {
  const { view, form, pages, onLeave, onSubmitted } = props;
  const say = useWords();
  const keeping = useKeptDraft(view);
  const { draft, change } = keeping;
  const [instance] = Form.useForm<FormValues>();
  const [page, setPage] = useState(1);
  const [readText, setReadText] = useState<ReadText | null>(null);
  const [isPlaceMissing, setPlaceMissing] = useState(false);
  const viewer = useRef<ViewerHandle>(null);
  const suggestions = useQuery(station.drafts.suggestions.queryOptions());
  const seal = form.seals.find(({ esId }) => esId === draft.sealEsId) ?? null;
  const sealName = (seal && shortSealName(seal, form.unitName)) || say('screen.request.form.label.seal');
  const { url: pictureUrl } = useBlobUrl(seal ? `seal/${seal.esId}/picture` : null);
  const placing = usePlacing(draft, change, pages, seal);
  const { documentId, format } = view.document;
  const existing = useQuery(station.placing.stamps.queryOptions({ input: { documentId } }));
  const attachments = useAttachments(documentId);
  const emptyFields = useEmptyFields(documentId);
  const onOpened = useCallback((read: ReadText) => setReadText(() => read), []);
  const { placements } = draft;
  const { singles: places, setPlaces, changeSingles } = placing;
  const isFresh = placements.length === 0;
  const editing = usePlaces({ places, isFresh, pages, seal, page, readText, viewer, change: changeSingles });
  const submit = useMutation({
    mutationFn: (request: RequestDraft) => client.approvals.submit(request),
    onSuccess: async (request) => {
      keeping.end();
      // The request stands; a draft that could not be removed is only one line too many in a list.
      await client.drafts.discard({ draftId: view.draftId }).catch(() => undefined);
      void queryClient.invalidateQueries({ queryKey: station.drafts.key() });
      onSubmitted(request);
    },
  });
  useFirstSeal(form, draft.sealEsId, suggestions.data?.sealEsId, (sealEsId) => {
    instance.setFieldValue('sealEsId', sealEsId);
    change({ sealEsId });
  });

  async function send(): Promise<void> {
    setPlaceMissing(placements.length === 0);
    const isFilled = await instance.validateFields().then(
      () => true,
      () => false,
    );
    if (!isFilled) return focusFirstMistake();
    if (placing.error) return;
    const request = toRequest(draft, form, format);
    if (request) submit.mutate(request);
  }

  return (
    <>
      <PageHead
        isWhite
        title={say('screen.request.title')}
        purpose={say(draft.formerRequestId ? 'screen.request.purposeAgain' : 'screen.request.purpose')}
        actions={
          <>
            <KeptMark keeping={keeping} />
            <Button onClick={onLeave}>{say('screen.request.another')}</Button>
            <Button type="primary" loading={submit.isPending} onClick={() => void send()}>
              {submitWords(say, form, draft.sealEsId)}
            </Button>
          </>
        }
      />
      <div className="sk-request sk-grow">
        <div className="sk-request-document">
          <Viewer
            ref={viewer}
            address={`document/${view.document.documentId}`}
            format={format}
            pages={pages}
            attachments={attachments}
            emptyFields={emptyFields}
            keptPage={places[editing.chosen]?.page}
            onPageChange={setPage}
            onOpened={onOpened}
            tools={<MoveKeys />}
            overlay={(onScreen) => (
              <>
                <PlacedStamps page={onScreen} places={setPlaces} {...{ pictureUrl, sealName }} />
                <StampsOnPage
                  page={onScreen}
                  spot={editing.texts.get(onScreen.number)?.spot ?? null}
                  {...{ places, pictureUrl, sealName }}
                  chosen={editing.chosen}
                  actions={editing.actions}
                />
              </>
            )}
            thumbOverlay={(onScreen) => (
              <PlacedStamps page={onScreen} places={placements} {...{ pictureUrl, sealName }} />
            )}
            caption={(number) => {
              const count = placements.filter((place) => place.page === number).length;
              return count > 0 ? say('screen.request.place.caption', { page: number, count }) : null;
            }}
            foot={
              <div className="sk-place-foot">
                <div className="sk-place-line">
                  <PlaceBar
                    {...{ seal, sealName, places, pages }}
                    chosen={editing.chosen}
                    touch={editing.touch}
                    hasOthers={setPlaces.length > 0}
                    onChoose={editing.choose}
                    onAdd={editing.add}
                    onRemove={() => editing.actions.onRemove(editing.chosen)}
                    isPdf={format === 'PDF'}
                    onDress={editing.dress}
                  />
                </div>
                <PlacingSets
                  {...{ placing, documentId, pages, seal }}
                  format={format}
                  chosen={editing.chosen}
                  existing={existing.data ?? noStamps}
                />
              </div>
            }
          />
        </div>
        <aside className="sk-request-form" aria-label={say('screen.request.form.title')}>
          <Legend />
          {submit.error && <ErrorLine error={errorText(toErrorShape(asStationError(submit.error)))} />}
          {isPlaceMissing && placements.length === 0 && (
            <p className="sk-error-line" role="alert">
              <StatusWord status="refused">{say('screen.request.form.noPlace')}</StatusWord>
            </p>
          )}
          <Form
            form={instance}
            name="request"
            layout="vertical"
            requiredMark={false}
            initialValues={{
              ...draft,
              signatureProfile: formOfSignature(draft.signatureProfile, form.signatureForm, format),
            }}
            onValuesChange={(changed: FormValues) => change(changed)}
          >
            <RegisterFields {...{ form, instance, seal, format }} suggestions={suggestions.data} />
          </Form>
        </aside>
      </div>
    </>
  );
}

function submitWords(say: ReturnType<typeof useWords>, form: RegisterForm, sealEsId: string | undefined): string {
  const seal = form.seals.find(({ esId }) => esId === sealEsId);
  if (!seal) return say('screen.request.submit.toChain');
  const [first] = seal.chain?.steps ?? [];
  if (!first) return say('screen.request.submit.toHolder');
  return say('screen.request.submit.to', { name: first.approvers.map(({ name }) => name).join('、') });
}

function focusFirstMistake(): void {
  // The form draws its mistakes first.
  setTimeout(() => {
    const first = document.querySelector<HTMLElement>('.sk-request-form .ant-form-item-has-error :is(input, textarea)');
    first?.focus();
  }, 50);
}

function Legend() {
  const say = useWords();
  return (
    <p className="sk-request-legend">
      {say('screen.request.form.legend')}
      <span className="sk-clause">{say('screen.request.form.legendSolid')}</span>
      {say('screen.request.form.legendSolidText')}
      <span className="sk-clause sk-clause-dashed">{say('screen.request.form.legendDashed')}</span>
      {say('screen.request.form.legendDashedText')}
    </p>
  );
}

function MoveKeys() {
  const say = useWords();
  return (
    <span className="sk-view-hint" aria-hidden>
      <kbd className="sk-key">←↑↓→</kbd> {say('screen.request.place.moveKeys')}
      <kbd className="sk-key">Shift</kbd> {say('screen.request.place.moveFine')}
    </span>
  );
}
