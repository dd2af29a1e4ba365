import { Form, Input } from 'antd';
import { useWords } from '../../bridge/words.ts';
import { StepFoot, StepPanel } from './step-foot.tsx';

const idPattern = /^[A-Z0-9][A-Z0-9-]{3,39}$/;
const codePattern = /^[2-9A-HJ-NP-Z]{4}(-[2-9A-HJ-NP-Z]{4}){3}$/;

export interface StationNaming {
  readonly stationId: string;
  readonly code: string;
}

/** Groups of four, in capitals, as it is printed on the paper. */
function grouped(text: string): string {
  const characters = text.toUpperCase().replaceAll(/[^0-9A-Z]/g, '');
  return characters.match(/.{1,4}/g)?.join('-') ?? '';
}

/** 本机注册: the two things the registry's administrator gives on paper. */
export function NameStation(props: {
  readonly stationId: string;
  readonly code: string;
  readonly onStationId: (stationId: string) => void;
  readonly onBack: () => void;
  readonly onClear: () => void;
  readonly onNext: (naming: StationNaming) => void;
}) {
  const say = useWords();
  const { stationId, code, onStationId, onBack, onClear, onNext } = props;
  const word = (key: string): string => say(`screen.setUp.station.${key}`);
  return (
    <StepPanel title={word('title')} note={word('note')}>
      <Form<StationNaming>
        layout="vertical"
        requiredMark={false}
        scrollToFirstError={{ focus: true }}
        className="sk-setup-body sk-setup-narrow"
        initialValues={{ stationId, code }}
        onValuesChange={({ stationId: changed }) => changed !== undefined && onStationId(changed)}
        onFinish={onNext}
      >
        <Form.Item
          name="stationId"
          label={word('id')}
          extra={word('idHint')}
          normalize={(text: string) => text.toUpperCase().trim()}
          rules={[{ required: true, pattern: idPattern, message: word('idWrong') }]}
        >
          <Input
            autoFocus={stationId === ''}
            className="sk-mono"
            maxLength={40}
            autoComplete="off"
            spellCheck={false}
          />
        </Form.Item>
        <Form.Item
          name="code"
          label={word('code')}
          extra={word(stationId === '' ? 'codeHint' : 'codeForgotten')}
          normalize={grouped}
          rules={[{ required: true, pattern: codePattern, message: word('codeWrong') }]}
        >
          <Input
            autoFocus={stationId !== ''}
            className="sk-mono"
            maxLength={24}
            autoComplete="off"
            spellCheck={false}
          />
        </Form.Item>
        <StepFoot
          onBack={onBack}
          onClear={onClear}
          next={say('screen.setUp.next', { step: say('screen.setUp.step.administrators') })}
        />
      </Form>
    </StepPanel>
  );
}
