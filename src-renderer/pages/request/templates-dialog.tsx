import { useMutation, useQuery } from '@tanstack/react-query';
import { Button, Checkbox, Input, Modal } from 'antd';
import { useState } from 'react';
import type { PlacingTemplate } from '#shared/contract/placing.ts';
import type { SealChoice } from '#shared/contract/register-form.ts';
import { toErrorShape } from '#shared/errors/station-error.ts';
import type { PlacementRule } from '#shared/placing/placement-rule.ts';
import { asStationError, client, queryClient, station } from '../../bridge/client.ts';
import { errorText, useWords } from '../../bridge/words.ts';
import { ErrorLine } from '../../components/error-panel.tsx';
import { Field } from '../../components/field.tsx';
import { singleRule, type Placing } from './use-placing.ts';

const mostRules = 50;

/** Ways of placing that were kept, to be used again; and the present one, to be kept. */
export function TemplatesDialog(props: {
  readonly placing: Placing;
  readonly documentId: string;
  readonly seal: SealChoice;
  readonly onClose: () => void;
}) {
  const { placing, documentId, seal, onClose } = props;
  const say = useWords();
  const templates = useQuery(station.placing.templates.queryOptions());
  const use = useMutation({
    mutationFn: (template: PlacingTemplate) => searched(template.rules, documentId),
    onSuccess: (rules) => {
      const singles = rules.flatMap((rule) =>
        rule.kind === 'single' ? [{ ...withoutKind(rule), widthMm: seal.widthMm, heightMm: seal.heightMm }] : [],
      );
      placing.changeAll(
        singles,
        rules.filter(({ kind }) => kind !== 'single'),
      );
      onClose();
    },
  });
  const remove = useMutation({
    mutationFn: (templateId: string) => client.placing.removeTemplate({ templateId }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: station.placing.templates.key() }),
  });
  const failure = templates.error ?? use.error ?? remove.error;
  return (
    <Modal
      open
      onCancel={onClose}
      title={say('screen.placing.templates.title')}
      width={620}
      footer={<Button onClick={onClose}>{say('screen.placing.templates.close')}</Button>}
    >
      <div className="sk-placing">
        {failure && <ErrorLine error={errorText(toErrorShape(asStationError(failure)))} />}
        {templates.data?.length === 0 && <p className="sk-quiet">{say('screen.placing.templates.none')}</p>}
        <ul className="sk-plain">
          {templates.data?.map((template) => (
            <li key={template.templateId} className="sk-placing-set">
              <span>
                <b>{template.name}</b>{' '}
                <span className="sk-quiet sk-small">
                  {say(template.isShared ? 'screen.placing.templates.shared' : 'screen.placing.templates.own')}
                </span>
              </span>
              <Button size="small" loading={use.isPending} onClick={() => use.mutate(template)}>
                {say('screen.placing.templates.use')}
              </Button>
              {template.isOwn && (
                <Button
                  size="small"
                  aria-label={say('screen.placing.templates.remove', { name: template.name })}
                  onClick={() => remove.mutate(template.templateId)}
                >
                  {say('screen.placing.remove')}
                </Button>
              )}
            </li>
          ))}
        </ul>
        <SaveTemplate placing={placing} />
      </div>
    </Modal>
  );
}

function SaveTemplate({ placing }: { readonly placing: Placing }) {
  const say = useWords();
  const [name, setName] = useState('');
  const [isShared, setShared] = useState(false);
  const rules = [...placing.singles.map(singleRule), ...placing.sets];
  const save = useMutation({
    mutationFn: () => client.placing.saveTemplate({ name: name.trim(), isShared, rules }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: station.placing.templates.key() }),
  });
  if (rules.length === 0) return <p className="sk-quiet sk-small">{say('screen.placing.templates.nothing')}</p>;
  return (
    <section className="sk-placing-save">
      <h3>{say('screen.placing.templates.save')}</h3>
      <Field label={say('screen.placing.templates.name')}>
        <Input value={name} maxLength={40} onChange={(event) => setName(event.target.value)} />
      </Field>
      <div className="sk-placing-set">
        <Checkbox checked={isShared} onChange={(event) => setShared(event.target.checked)}>
          {say('screen.placing.templates.shared')}
        </Checkbox>
        <Button
          disabled={name.trim() === '' || rules.length > mostRules}
          loading={save.isPending}
          onClick={() => save.mutate()}
        >
          {say('screen.placing.templates.saveNow')}
        </Button>
      </div>
      <p role="status">{save.isSuccess && say('screen.placing.templates.saved', { name })}</p>
      {save.error && <ErrorLine error={errorText(toErrorShape(asStationError(save.error)))} />}
    </section>
  );
}

/** Keywords are looked for in this document; one that is not there leaves no places, which the page then says. */
function searched(rules: readonly PlacementRule[], documentId: string): Promise<readonly PlacementRule[]> {
  return Promise.all(
    rules.map(async (rule): Promise<PlacementRule> => {
      if (rule.kind !== 'keyword') return rule;
      const { found } = await client.placing.findText({ documentId, text: rule.keyword });
      const anchors = found.map(({ page, xMm, yMm, widthMm, heightMm }) => {
        return { page, xMm: xMm + widthMm / 2, yMm: yMm + heightMm / 2 };
      });
      return { ...rule, anchors };
    }),
  );
}

function withoutKind({ kind: _kind, ...rest }: Extract<PlacementRule, { kind: 'single' }>) {
  return rest;
}
