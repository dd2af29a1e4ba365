import { CheckCircleFilled, CloseCircleFilled, MinusCircleOutlined, QuestionCircleFilled } from '@ant-design/icons';
import type { ReactNode } from 'react';
import type { Verdict } from '#shared/model/verdict.ts';
import './verdict-head.css';

const icons = {
  valid: CheckCircleFilled,
  invalid: CloseCircleFilled,
  indeterminate: QuestionCircleFilled,
  unsigned: MinusCircleOutlined,
  error: CloseCircleFilled,
} as const;

/** One of the four verdicts in large serif words, a bar at the left, one sentence, then what it is about. */
export function VerdictHead(props: {
  readonly verdict: Verdict;
  readonly title: ReactNode;
  readonly sentence?: ReactNode;
  readonly about?: ReactNode;
  readonly isSmall?: boolean;
}) {
  const { verdict, title, sentence, about, isSmall = false } = props;
  const Shape = icons[verdict];
  return (
    <section className={`sk-verdict sk-verdict-${verdict} ${isSmall ? 'sk-verdict-small' : ''}`}>
      <Shape className="sk-verdict-icon" aria-hidden />
      <div>
        <h2 className="sk-serif">{title}</h2>
        {sentence !== undefined && <p>{sentence}</p>}
        {about !== undefined && <p className="sk-verdict-about">{about}</p>}
      </div>
    </section>
  );
}
