import { DownloadOutlined } from '@ant-design/icons';
import { Link, useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import sample from '../../../assets/samples/许可决定书.ofd?url&inline';
import { useWords } from '../../bridge/words.ts';
import { StepFoot, StepPanel } from './step-foot.tsx';
import { changePerson } from './who-goes-on.tsx';

const parts = ['submit', 'approve', 'stamp'] as const;

/** 第一次用印: three people, three pages, and a file to try it with. */
export function FirstStamp({ sealName, isSignedIn }: { readonly sealName: string; readonly isSignedIn: boolean }) {
  const say = useWords();
  const navigate = useNavigate();
  const word = (key: string, facts?: Readonly<Record<string, unknown>>): string =>
    say(`screen.setUp.first.${key}`, facts);
  const file = word('sampleName');
  return (
    <StepPanel title={sealName === '' ? word('titlePlain') : word('title', { seal: sealName })} note={word('note')}>
      <div className="sk-setup-body">
        <ol className="sk-plain sk-setup-first">
          {parts.map((part, index) => (
            <li key={part}>
              <span className="sk-setup-number" aria-hidden>
                {index + 1}
              </span>
              <span>
                <b>{word(part)}</b>
                <br />
                <span className="sk-quiet sk-small">{word(`${part}Text`)}</span>
              </span>
            </li>
          ))}
        </ol>
        <p className="sk-row sk-small">
          <span className="sk-quiet">{word('sample')}</span>
          <Button size="small" icon={<DownloadOutlined />} onClick={() => saveSample(file)}>
            {word('takeSample', { name: file })}
          </Button>
        </p>
        <StepFoot>
          {isSignedIn && <Link to="/desk">{word('toDesk')}</Link>}
          <Button
            type="primary"
            onClick={() => {
              changePerson();
              void navigate({ to: '/sign-in' });
            }}
          >
            {word('change')}
          </Button>
        </StepFoot>
      </div>
    </StepPanel>
  );
}

/** The sample came with the program, as text; nothing is fetched. */
function saveSample(name: string): void {
  const text = atob(sample.slice(sample.indexOf(',') + 1));
  const bytes = Uint8Array.from(text, (character) => character.charCodeAt(0));
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([bytes]));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
