import { useMutation, useQuery } from '@tanstack/react-query';
import { Checkbox, Form } from 'antd';
import { useState } from 'react';
import type { SetUpState } from '#shared/contract/set-up.ts';
import type { SignedInPerson } from '#shared/contract/session.ts';
import { toErrorShape } from '#shared/errors/station-error.ts';
import { sealCategories, type RegisterEntry } from '#shared/model/register-entry.ts';
import { asStationError, queryClient, station } from '../../bridge/client.ts';
import { errorText, useWords } from '../../bridge/words.ts';
import { ArmedButton } from '../../components/armed-button.tsx';
import { Skeleton } from '../../components/empty.tsx';
import { ErrorLine } from '../../components/error-panel.tsx';
import { StatusWord } from '../../components/status-word.tsx';
import { ImpressionChoice, type ImpressionKind, type OwnImpression } from './impression-choice.tsx';
import { PinFields, type PinValues } from './pin-fields.tsx';
import { emptySeal, pinLimits, toBase64, tokenName, type SealDraft } from './seal-draft.ts';
import { SealFields } from './seal-fields.tsx';
import { StepFoot, StepPanel } from './step-foot.tsx';
import { TokenChoice } from './token-choice.tsx';
import { useDraft } from './use-draft.ts';

type Values = PinValues & Omit<SealDraft, 'impression'>;

/** 密钥与印章: which key, its PINs, and what the seal is to be. */
export function KeyAndSeal(props: {
  readonly state: SetUpState;
  readonly people: readonly SignedInPerson[];
  /** Why the last attempt ended. */
  readonly problem: { readonly code: string; readonly facts: Readonly<Record<string, unknown>> } | null;
  readonly onBack: () => void;
}) {
  const say = useWords();
  const { state, people, problem, onBack } = props;
  const word = (key: string): string => say(`screen.setUp.seal.${key}`);
  const draft = useDraft<SealDraft>('sealkeeper.set-up.seal', emptySeal);
  const [form] = Form.useForm<Values>();
  const tokens = useQuery(station.setUp.tokens.queryOptions());
  const [wanted, setWanted] = useState('');
  const [isSure, setSure] = useState(false);
  const [own, setOwn] = useState<OwnImpression | null>(null);
  const [isTried, setTried] = useState(false);
  const apply = useMutation(
    station.setUp.issueSeal.mutationOptions({
      onSuccess: () => {
        form.resetFields(['officerPin', 'officerRepeat', 'userPin', 'userRepeat']);
        return queryClient.invalidateQueries({ queryKey: [['setUp', 'sealProgress']] });
      },
    }),
  );
  const found = tokens.data ?? [];
  const token = found.find((one) => tokenName(one) === wanted) ?? found.find((one) => !one.isInitialized) ?? found[0];
  const isUsed = token?.isInitialized === true;
  const kind = draft.values.impression as ImpressionKind;
  const profile = state.profiles.find(({ profileId }) => profileId === state.profileId);
  const categories = profile?.sealCategories.filter(({ code }) => categoryOf(code) !== undefined) ?? [];

  function send({ officerPin, userPin, sealName, sizeMm, physicalRecord, category, ...who }: Values): void {
    if (!token || (kind === 'png' && !own)) return;
    const { serial, manufacturer } = token;
    apply.mutate({
      token: { serial, manufacturer },
      officerPin,
      userPin,
      sealName,
      category: categoryOf(category) ?? 'unit_name',
      sizeMm: Number(sizeMm),
      physicalRecord,
      custodian: who.custodian,
      handler: who.handler,
      impression:
        own && kind === 'png' ? { kind, data: toBase64(own.bytes) } : { kind: 'shipped', name: shippedOf(kind) },
    });
  }
  const reason = token ? (isUsed && !isSure ? 'tickFirst' : undefined) : 'tokenFirst';
  const failure = apply.error ? toErrorShape(asStationError(apply.error)) : problem;
  const { impression: _impression, ...initial } = draft.values;
  const only = (role: 'custodian' | 'handler'): string =>
    people.find(({ roles }) => roles.includes(role))?.account ?? '';

  return (
    <StepPanel title={word('title')} note={word('note')}>
      <Form<Values>
        form={form}
        layout="vertical"
        requiredMark={false}
        disabled={apply.isPending}
        scrollToFirstError={{ focus: true }}
        className="sk-setup-body"
        initialValues={{
          ...initial,
          sealName: initial.sealName || state.unitName,
          category: initial.category || categories[0]?.code,
          custodian: initial.custodian || only('custodian'),
          handler: initial.handler || only('handler'),
        }}
        onValuesChange={(_changed, all) => draft.change(withoutPins(all))}
        onFinish={send}
      >
        <fieldset className="sk-setup-section">
          <legend>
            <b>{word('token')}</b>
          </legend>
          {tokens.error && <ErrorLine error={errorText(toErrorShape(asStationError(tokens.error)))} />}
          {tokens.isPending ? (
            <Skeleton lines={2} />
          ) : (
            <TokenChoice
              tokens={found}
              chosen={token}
              onChoose={(name) => {
                setWanted(name);
                setSure(false);
              }}
            />
          )}
          {token && (
            <div className="sk-setup-lost">
              <StatusWord status="attention">{word(isUsed ? 'lost' : 'lostBlank')}</StatusWord>
              {isUsed && (
                <Checkbox checked={isSure} onChange={(event) => setSure(event.target.checked)}>
                  {word('lostTick')}
                </Checkbox>
              )}
            </div>
          )}
        </fieldset>
        {token && <PinFields limits={pinLimits(token)} />}
        <SealFields categories={categories} people={people} />
        <Form.Item noStyle shouldUpdate>
          {({ getFieldValue }) => (
            <ImpressionChoice
              kind={kind}
              own={own}
              sizeMm={Number(getFieldValue('sizeMm'))}
              sealName={String(getFieldValue('sealName') ?? '')}
              onKind={(impression) => draft.change({ impression })}
              onOwn={setOwn}
              isMissing={isTried}
            />
          )}
        </Form.Item>
        <StepFoot
          onBack={onBack}
          error={failure && <ErrorLine error={errorText(failure as Parameters<typeof errorText>[0])} />}
        >
          <ArmedButton
            isDanger={isUsed}
            isBusy={apply.isPending}
            disabledReason={reason && word(reason)}
            onAct={() => {
              setTried(true);
              form.submit();
            }}
          >
            {word(isUsed ? 'applyErase' : 'apply')}
          </ArmedButton>
        </StepFoot>
      </Form>
    </StepPanel>
  );
}

function categoryOf(code: string): RegisterEntry['sealCategory'] | undefined {
  return sealCategories.find((category) => category === code);
}

function shippedOf(kind: ImpressionKind): 'unit-seal' | 'business-seal' {
  return kind === 'business-seal' ? kind : 'unit-seal';
}

function withoutPins({ sealName, category, sizeMm, physicalRecord, custodian, handler }: Values): Partial<SealDraft> {
  return { sealName, category, sizeMm: Number(sizeMm), physicalRecord, custodian, handler };
}
