import { CheckOutlined, CopyOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useEffect, useState } from 'react';
import { useWords } from '../bridge/words.ts';
import { groupByFour, headAndTail } from './digest-groups.ts';
import './digest.css';

const thanksMs = 2_000;

/** A digest or serial: fixed width, grouped by four, head and tail; copying gives the whole without spaces. */
export function Digest(props: { readonly hex: string; readonly isWhole?: boolean; readonly mayCopy?: boolean }) {
  const say = useWords();
  const { hex, isWhole = false, mayCopy = true } = props;
  const [isCopied, setCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return undefined;
    const timer = setTimeout(() => setCopied(false), thanksMs);
    return () => clearTimeout(timer);
  }, [isCopied]);
  return (
    <span className="sk-digest">
      <span className="sk-mono" title={groupByFour(hex)}>
        {isWhole ? groupByFour(hex) : headAndTail(hex)}
      </span>
      {mayCopy && (
        <Button
          type="text"
          size="small"
          className="sk-digest-copy"
          icon={isCopied ? <CheckOutlined /> : <CopyOutlined />}
          aria-label={say(isCopied ? 'screen.components.copied' : 'screen.components.copyDigest')}
          title={say(isCopied ? 'screen.components.copied' : 'screen.components.copyDigest')}
          onClick={() => void navigator.clipboard.writeText(hex).then(() => setCopied(true))}
        />
      )}
    </span>
  );
}
