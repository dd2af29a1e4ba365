import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Button, Form, Input } from 'antd';
import { useCallback, useEffect, useState } from 'react';
import type { BatchRow } from '#shared/contract/batches.ts';
import type { BatchDraftView } from '#shared/contract/drafts.ts';
import type { RegisterForm } from '#shared/contract/register-form.ts';
import type { DocumentFormat } from '#shared/model/document-format.ts';
import { mostBatchFiles, type BatchDraft } from '#shared/model/batch.ts';
import type { KeptBatchDraft } from '#shared/model/kept-batch-draft.ts';
import type { Placement } from '#shared/model/placement.ts';
import { documentTypes } from '#shared/model/request.ts';
import { toErrorShape } from '#shared/errors/station-error.ts';
import { asStationError, client, queryClient, station } from '../../bridge/client.ts';
import { usePerson } from '../../bridge/session.ts';
import { errorText, useWords } from '../../bridge/words.ts';
import { Banner } from '../../components/banner.tsx';
import { Empty } from '../../components/empty.tsx';
import { ErrorLine } from '../../components/error-panel.tsx';
import { PageBody, PageHead } from '../../components/panel.tsx';
import { PageError } from '../page-error.tsx';
import { titleOf, toRequest, type FormValues } from '../request/draft-values.ts';
import { ChooseFiles, DropCurtain, useFileDrop } from '../request/drop-files.tsx';
import { KeptMark } from '../request/kept-mark.tsx';
import { RegisterFields } from '../request/register-fields.tsx';
import { useFirstSeal } from '../request/use-first-seal.ts';
import { placesOf, readinessOf, type BatchItem } from './batch-files.ts';
import { BatchDraftList } from './batch-draft-list.tsx';
import { BatchPlacing } from './batch-placing.tsx';
import { ListNotes } from './list-notes.tsx';
import { ItemList } from './item-list.tsx';
import { OwnBatches } from './own-batches.tsx';
import { useKeptBatch } from './use-kept-batch.ts';
import { useBatchFiles, type BatchFiles } from './use-batch-files.ts';
import '../request/request.css';
import './batch.css';

/** 批量用印申请: many files, one seal, one form, and places that hold for all unless a file has its own. */
export function RequestBatchPage() {
  const say = useWords();
  const navigate = useNavigate();
  const files = useBatchFiles();
  const isOver = useFileDrop(files.take);
  const form = useQuery({ ...station.station.registerForm.queryOptions(), placeholderData: keepPreviousData });
  const [submitted, setSubmitted] = useState<BatchRow | null>(null);
  const [opened, setOpened] = useState<BatchDraftView | null>(null);
  const { draft: wanted } = useSearch({ from: '/request/batch' });
  const { open } = files;
  useEffect(() => {
    if (wanted === undefined) return;
    const isRead = (): Promise<void> => navigate({ to: '/request/batch', search: {}, replace: true });
    // A draft that is gone by now leaves the list of those that are there.
    void client.drafts.getBatch({ draftId: wanted }).then((view) => {
      setSubmitted(null);
      setOpened(view);
      open(view);
      return isRead();
    }, isRead);
  }, [wanted, open, navigate]);
  const back = <Button onClick={() => void navigate({ to: '/request' })}>{say('screen.batch.request.back')}</Button>;
  if (form.error && !form.data) return <PageError error={form.error} reset={() => void form.refetch()} />;
  if (form.data && files.items.length > 0 && submitted === null) {
    return (
      <>
        <DropCurtain isShown={isOver} />
        <BatchEditor
          key={opened?.draftId ?? 'new'}
          {...{ files, back, opened }}
          form={form.data}
          onSubmitted={setSubmitted}
        />
      </>
    );
  }
  return (
    <>
      <DropCurtain isShown={isOver} />
      <PageHead
        title={say('screen.batch.request.title')}
        purpose={say('screen.batch.request.purpose', { most: mostBatchFiles })}
        actions={
          <>
            {back}
            {submitted === null && (
              <ChooseFiles isPrimary onFiles={files.take}>
                {say('screen.batch.request.choose')}
              </ChooseFiles>
            )}
          </>
        }
      />
      <PageBody>
        {submitted ? (
          <div className="sk-batch-main">
            <Banner status="ok" title={say('screen.batch.request.doneTitle', { ...submitted })}>
              {say('screen.batch.request.doneText')}
            </Banner>
            <OwnBatches />
          </div>
        ) : (
          <div className="sk-batch-main">
            <div className="sk-request-target">
              <Empty title={say('screen.batch.request.emptyTitle')}>
                <p>{say('screen.batch.request.emptyText')}</p>
              </Empty>
            </div>
            <BatchDraftList
              onOpen={(view) => {
                setOpened(view);
                files.open(view);
              }}
            />
          </div>
        )}
      </PageBody>
    </>
  );
}

function BatchEditor(props: {
  readonly files: BatchFiles;
  readonly form: RegisterForm;
  readonly back: React.ReactNode;
  /** The draft that is gone on with; null for a new one. */
  readonly opened: BatchDraftView | null;
  readonly onSubmitted: (batch: BatchRow) => void;
}) {
  const { files, form, back, opened, onSubmitted } = props;
  const { items, change } = files;
  const say = useWords();
  const person = usePerson();
  const [instance] = Form.useForm<FormValues>();
  const start = { deptName: person.deptName, copies: 1, documentType: documentTypes[1], ...opened?.draft.form };
  const [values, setValues] = useState<FormValues>(start as FormValues);
  const [shared, setShared] = useState<readonly Placement[]>(opened?.draft.shared ?? []);
  const [chosenId, setChosen] = useState<number | null>(null);
  const suggestions = useQuery(station.drafts.suggestions.queryOptions());
  const done = items.filter(({ state }) => state === 'done');
  const chosen = done.find(({ id }) => id === chosenId) ?? done[0];
  const seal = form.seals.find(({ esId }) => esId === values.sealEsId) ?? null;
  useFirstSeal(form, values.sealEsId, suggestions.data?.sealEsId, (sealEsId) => {
    instance.setFieldValue('sealEsId', sealEsId);
    setValues((before) => ({ ...before, sealEsId }));
  });
  const notReady = done.filter((item) => readinessOf(item, shared).kind !== 'ready').length;
  const keeping = useKeptBatch(keptBatch(done, shared, values), opened?.draftId);
  const submit = useMutation({
    mutationFn: (draft: BatchDraft) => client.batches.submit(draft),
    onSuccess: (batch) => {
      keeping.end();
      void queryClient.invalidateQueries({ queryKey: station.batches.key() });
      onSubmitted(batch);
    },
  });
  const chosenKey = chosen?.id ?? -1;
  const hasOwn = chosen?.own !== undefined && chosen.own !== null;
  const changePlaces = useCallback(
    (places: readonly Placement[]) => (hasOwn ? change(chosenKey, { own: places }) : setShared(places)),
    [hasOwn, chosenKey, change],
  );

  async function send(): Promise<void> {
    const isFilled = await instance.validateFields().then(
      () => true,
      () => false,
    );
    const draft = isFilled ? toBatch(done, shared, values, form) : null;
    if (draft) submit.mutate(draft);
  }

  const isSending = items.some(({ state }) => state === 'sending');
  return (
    <>
      <PageHead
        isWhite
        title={say('screen.batch.request.title')}
        purpose={say('screen.batch.request.purpose', { most: mostBatchFiles })}
        actions={
          <>
            <KeptMark keeping={keeping} />
            {back}
            <ChooseFiles onFiles={files.take}>{say('screen.batch.request.choose')}</ChooseFiles>
            <Button
              type="primary"
              loading={submit.isPending}
              disabled={done.length === 0 || notReady > 0 || isSending}
              onClick={() => void send()}
            >
              {say('screen.batch.request.submit', { count: done.length })}
            </Button>
          </>
        }
      />
      <div className="sk-request sk-grow">
        <ItemList
          {...{ items, shared }}
          chosenId={chosen?.id ?? null}
          onChoose={setChosen}
          onOwn={(id, isOwn) => change(id, { own: isOwn ? shared : null })}
          onRemove={files.remove}
        >
          {files.leftOut + notReady > 0 && <ListNotes leftOut={files.leftOut} notReady={notReady} />}
        </ItemList>
        <div className="sk-request-document">
          {chosen?.document && (
            <BatchPlacing
              key={chosen.id}
              document={chosen.document}
              places={placesOf(chosen, shared)}
              seal={seal}
              unitName={form.unitName}
              onChange={changePlaces}
            />
          )}
        </div>
        <aside className="sk-request-form" aria-label={say('screen.request.form.title')}>
          {submit.error && <SubmitError error={submit.error} />}
          <Form
            form={instance}
            name="request"
            layout="vertical"
            requiredMark={false}
            initialValues={start}
            onValuesChange={(changed: FormValues) => setValues((before) => ({ ...before, ...changed }))}
          >
            <Form.Item
              name="documentTitle"
              label={say('screen.batch.request.name')}
              rules={[{ required: true, whitespace: true, message: say('screen.batch.request.nameMissing') }]}
            >
              <Input maxLength={200} />
            </Form.Item>
            <RegisterFields
              {...{ form, instance, seal }}
              format={formatOf(done)}
              suggestions={suggestions.data}
              isBatch
            />
          </Form>
        </aside>
      </div>
    </>
  );
}

/** The reason, and the file it is about where it is about one. */
function SubmitError({ error }: { readonly error: unknown }) {
  const say = useWords();
  const shape = toErrorShape(asStationError(error));
  const { position, title } = shape.facts;
  const text = errorText(shape);
  const where = typeof position === 'number' ? say('screen.batch.request.inFile', { position, title }) : '';
  return <ErrorLine error={{ ...text, what: `${where}${text.what}` }} />;
}

/** One form of signature holds for all files, so that what a single OFD cannot take is asked for none. */
function formatOf(items: readonly BatchItem[]): DocumentFormat {
  return items.every(({ document }) => document?.format === 'PDF') ? 'PDF' : 'OFD';
}

/** What is kept of it while it is not submitted; fields that are empty are left out. */
function keptBatch(
  items: readonly BatchItem[],
  shared: readonly Placement[],
  { documentNumber: _number, ...values }: FormValues,
): KeptBatchDraft {
  const form = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined && value !== null));
  const files = items.flatMap(({ document, own, formerRequestId }) =>
    document
      ? [{ documentId: document.documentId, own: own ? [...own] : null, ...(formerRequestId && { formerRequestId }) }]
      : [],
  );
  return { form, shared: [...shared], files };
}

/** The whole batch, or null while the form is not complete. */
function toBatch(
  items: readonly BatchItem[],
  shared: readonly Placement[],
  values: FormValues,
  form: RegisterForm,
): BatchDraft | null {
  const files = items.flatMap((item) => {
    const { document, formerRequestId } = item;
    if (!document) return [];
    const placements = [...placesOf(item, shared)];
    const file = { documentId: document.documentId, placements, documentTitle: titleOf(document.fileName) };
    return [{ ...file, ...(formerRequestId && { formerRequestId }) }];
  });
  const [first] = files;
  const draft = first && { ...values, documentId: first.documentId, placements: first.placements };
  const request = draft && toRequest(draft, form, formatOf(items));
  if (!request) return null;
  const { documentId: _id, placements: _places, documentTitle: title, documentNumber: _number, ...rest } = request;
  const { formerRequestId: _former, ...common } = rest;
  return { title, common, files };
}
