import { useMutation } from '@tanstack/react-query';
import { Checkbox, Form, Input } from 'antd';
import type { SealProgressView } from '#shared/contract/set-up.ts';
import { toErrorShape } from '#shared/errors/station-error.ts';
import { asStationError, queryClient, station } from '../../bridge/client.ts';
import { usePinQuestion } from '../../bridge/questions.ts';
import { useWords } from '../../bridge/words.ts';
import { ArmedButton } from '../../components/armed-button.tsx';
import { PinDialog } from '../../components/pin-dialog.tsx';
import { KeyFailure } from './key-failure.tsx';
import { StepFoot, StepPanel } from './step-foot.tsx';

interface Values {
  readonly approvers: readonly string[];
  readonly stepName: string;
  readonly sealCode?: string;
}

/** 启用: the custodian says who approves, and shows with the key that the seal is in his hands. */
export function TakeIntoUse(props: {
  readonly esId: string;
  readonly sealName: string;
  readonly deciders: SealProgressView['deciders'];
  readonly onTaken: (sealName: string) => void;
}) {
  const say = useWords();
  const { esId, sealName, deciders, onTaken } = props;
  const word = (key: string, facts?: Readonly<Record<string, unknown>>): string =>
    say(`screen.setUp.use.${key}`, facts);
  const [form] = Form.useForm<Values>();
  const take = useMutation(
    station.setUp.takeIntoUse.mutationOptions({
      onSuccess: async ({ name }) => {
        onTaken(name);
        await queryClient.invalidateQueries();
      },
    }),
  );
  const pin = usePinQuestion(({ purpose }) => purpose === 'activation-proof');
  const failure = take.error && toErrorShape(asStationError(take.error));
  return (
    <StepPanel title={word('title', { seal: sealName })} note={word('note')}>
      <Form<Values>
        form={form}
        layout="vertical"
        requiredMark={false}
        disabled={take.isPending && pin.question === null}
        scrollToFirstError={{ focus: true }}
        className="sk-setup-body sk-setup-narrow"
        initialValues={{
          approvers: deciders.filter(({ roles }) => roles.includes('approver')).map(({ account }) => account),
          stepName: word('stepNameDefault'),
        }}
        onFinish={({ approvers, stepName, sealCode = '' }) =>
          take.mutate({ esId, sealCode, stepName, approvers: [...approvers] })
        }
      >
        <Form.Item
          name="approvers"
          label={word('approvers')}
          extra={word('approversHint')}
          rules={[
            {
              // Not `required`: a group of boxes may not be called so.
              validator: async (_rule, chosen: readonly string[]) => {
                if (chosen.length === 0) throw new Error(word('approversMissing'));
              },
            },
          ]}
        >
          <Checkbox.Group
            options={deciders.map(({ account, name, roles }) => ({
              value: account,
              label: `${name} ${roles.map((role) => say(`states.role.${role}`)).join('、')}`,
            }))}
          />
        </Form.Item>
        <Form.Item
          name="stepName"
          label={word('stepName')}
          rules={[
            {
              required: true,
              whitespace: true,
              message: say('screen.setUp.required', { field: word('stepName') }),
            },
          ]}
        >
          <Input maxLength={40} />
        </Form.Item>
        <Form.Item
          name="sealCode"
          label={`${word('code')}（${say('screen.components.optional')}）`}
          extra={word('codeHint')}
        >
          <Input maxLength={40} className="sk-mono" />
        </Form.Item>
        <StepFoot error={failure && <KeyFailure failure={failure} />}>
          <ArmedButton isBusy={take.isPending && pin.question === null} onAct={() => form.submit()}>
            {word('act')}
          </ArmedButton>
        </StepFoot>
      </Form>
      <PinDialog
        question={pin.question}
        about={word('about', { seal: sealName })}
        act={word('act')}
        no={word('no')}
        onAnswer={pin.answer}
        onRefuse={pin.refuse}
      />
    </StepPanel>
  );
}
