import { Popover } from 'antd';
import { createContext, useContext } from 'react';
import type { ProfileView } from '#shared/contract/desk.ts';
import { useWords, type Say } from '../bridge/words.ts';
import { chineseNumber } from './chinese-number.ts';
import { popupPlace } from './popup-place.ts';
import './clause-tag.css';

/** The documents of the regulation in force, for the tags that name their clauses; the frame provides them. */
export const ClauseDocuments = createContext<ProfileView['documents']>([]);

export interface ClauseTagProps {
  /** `unit` = 由本单位定. Only `clause` is drawn solid. */
  readonly basis: 'clause' | 'core' | 'product' | 'unit';
  /** Such as `AY-13` or `K-6`; empty for a rule of this software. */
  readonly clause?: string;
  /** Other words in a dashed tag, such as 期限由本单位定. */
  readonly words?: string;
}

/** 第十三条 for `AY-13` in Chinese, the article by its number in other languages. */
export function clauseWords(say: Say, clause: string, isChinese: boolean): string {
  const number = Number(/-(\d+)/.exec(clause)?.[1]);
  if (!Number.isInteger(number)) return clause;
  return say('screen.components.clause.nth', { n: isChinese ? chineseNumber(number) : number });
}

/** Solid: a clause of the regulation, opens what it is. Dashed: a rule of the office or of this software. */
export function ClauseTag({ basis, clause = '', words }: ClauseTagProps) {
  const say = useWords();
  const documents = useContext(ClauseDocuments);
  if (basis !== 'clause' || clause === '') {
    return (
      <span className="sk-clause sk-clause-dashed">
        {words ?? say(`screen.components.clause.${basis === 'clause' ? 'product' : basis}`)}
      </span>
    );
  }
  const name = clauseWords(say, clause, document.documentElement.lang.startsWith('zh'));
  const source = documents.find(({ code }) => clause.startsWith(`${code}-`));
  const content = (
    <div className="sk-clause-source">
      <b>{source ? source.title : clause}</b>
      <p>
        {source?.docNumber} {name} <span className="sk-mono">{clause}</span>
      </p>
    </div>
  );
  return (
    <Popover content={content} trigger="click" arrow={false} getPopupContainer={popupPlace}>
      <button type="button" className="sk-clause" aria-label={say('screen.components.clause.open', { name })}>
        {name}
      </button>
    </Popover>
  );
}
