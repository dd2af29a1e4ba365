import { describe, expect, it } from 'vitest';
import { createWords } from '#main/platform/words.ts';

const words = createWords();

describe('words', () => {
  it('speak Chinese unless asked for English', () => {
    expect(words.say('states.seal.active')).toBe('使用中');
    expect(createWords('en').say('states.seal.active')).not.toMatch(/[\u4e00-\u9fff]/);
  });

  it('put facts into their places, and leave a gap for a fact that is missing', () => {
    expect(words.say('approvals.approvalId', { year: 2026, seq: 12 })).toBe('审〔2026〕12号');
    expect(words.error({ code: 'DOC_BROKEN', facts: {} }).why).toBe('');
  });

  it('give an error in three parts with its code', () => {
    const error = words.error({ code: 'APPROVAL_SPENT', facts: { entry: '2026-000007' } });
    expect(error).toEqual({
      what: '该审批已用印，不能重复使用。',
      why: '登记号为 2026-000007。',
      next: '如需再次用印，请另行提交申请。',
      code: 'APPROVAL_SPENT',
    });
  });

  it('put in the sentence a fact names, with the facts of the error', () => {
    const facts = { detail: '@details.wrongPassword', left: 3 };
    expect(words.error({ code: 'RPC_SIGN_IN_FAILED', facts }).why).toContain('还可以再试 3 次。');
  });

  it('put in several references of one fact', () => {
    const { why } = words.error({ code: 'RPC_FORBIDDEN', facts: { roles: '@states.role.system、@states.role.head' } });
    expect(why).toContain(`${words.say('states.role.system')}、${words.say('states.role.head')}`);
  });

  it('leave alone what only looks like a reference', () => {
    const facts = { file: 'li@details.example 与 @nowhere.atAll' };
    expect(words.error({ code: 'DOC_NOT_FOUND', facts }).what).toContain('li@details.example 与 @nowhere.atAll');
  });

  it('take a file name as text, whatever it contains', () => {
    const file = '{{left}} $t(details.noChain) <b>&amp;</b>.pdf';
    expect(words.error({ code: 'DOC_NOT_FOUND', facts: { file } }).what).toBe(`找不到文件“${file}”。`);
  });

  it('say when there is no such entry', () => {
    expect(words.find('states.seal.active')).toBe('使用中');
    expect(words.find('states.seal.nothing')).toBeUndefined();
  });
});
