import { Popover } from 'antd';
import type { ReactNode } from 'react';
import { popupPlace } from './popup-place.ts';
import './chip.css';

/**
 * A state in the top bar. A click says the state in a sentence, its age, and what follows from it.
 *
 * @param label for people who do not see the chip: the whole state in words
 */
export function Chip(props: {
  readonly icon: ReactNode;
  readonly label: string;
  readonly children: ReactNode;
  readonly title: ReactNode;
  readonly follows: ReactNode;
}) {
  const { icon, label, children, title, follows } = props;
  const content = (
    <div className="sk-chip-story">
      <b>{title}</b>
      <p>{follows}</p>
    </div>
  );
  return (
    <Popover content={content} trigger="click" placement="bottomRight" arrow={false} getPopupContainer={popupPlace}>
      <button type="button" className="sk-chip" aria-label={label}>
        {icon}
        <span className="sk-chip-words">{children}</span>
      </button>
    </Popover>
  );
}
