import { describe, expect, it } from 'vitest';
import {
  draftAgain,
  firstDraft,
  shortSealName,
  titleOf,
  toRequest,
} from '../../../src-renderer/pages/request/draft-values.ts';
import { requestDraftSchema } from '#shared/model/request.ts';
import { keptDraftSchema } from '#shared/model/kept-draft.ts';

const documentId = '7c9e6679-7425-40de-944b-e07fc1f90ae7';
const person = { account: 'lin', name: '林晓棠', post: '科员', deptName: '种植业股', roles: ['handler' as const] };
const form = { unitName: '青禾县农业农村局' } as Parameters<typeof toRequest>[1];
const complete = {
  ...firstDraft(documentId, '通知.pdf', person),
  sealEsId: '41079900000001',
  placements: [{ page: 1, xMm: 116, yMm: 219.6, widthMm: 42, heightMm: 42 }],
  reason: '印发通知',
};

describe('a draft for a file', () => {
  it('takes the title from the name of the file, without its ending and its number', () => {
    expect(titleOf('补助资金通知（青农函〔2026〕47号）.pdf')).toBe('补助资金通知');
    expect(titleOf('关于公布2026年主导品种名录的通知.ofd')).toBe('关于公布2026年主导品种名录的通知');
    expect(titleOf('(1).pdf')).toBe('(1)');
  });

  it('is one the station keeps', () => {
    expect(keptDraftSchema.safeParse(firstDraft(documentId, '通知.pdf', person)).success).toBe(true);
  });
});

describe('a request', () => {
  it('is made once everything it needs is there', () => {
    const request = toRequest(complete, form, 'PDF');
    expect(requestDraftSchema.safeParse(request).success).toBe(true);
    expect(request).toMatchObject({ unitName: '青禾县农业农村局', secrecy: '非涉密', copies: 1 });
  });

  it.each(['sealEsId', 'reason', 'deptName', 'documentTitle', 'documentType', 'copies'] as const)(
    'is not made without %s',
    (key) => {
      const { [key]: _left, ...rest } = complete;
      expect(toRequest(rest, form, 'PDF')).toBeNull();
    },
  );

  it('is not made without a place for the seal', () => {
    expect(toRequest({ ...complete, placements: [] }, form, 'PDF')).toBeNull();
  });

  it('leaves out a document number that was left empty', () => {
    expect(toRequest({ ...complete, documentNumber: '  ' }, form, 'PDF')).not.toHaveProperty('documentNumber');
  });

  it('asks for the form the office begins with, unless the other was chosen, and for an OFD always for the seal', () => {
    const asks = (chosen: 'seal' | 'compatible' | undefined, begins: 'seal' | 'compatible', format: 'PDF' | 'OFD') =>
      toRequest({ ...complete, signatureProfile: chosen }, { ...form, signatureForm: begins }, format)
        ?.signatureProfile ?? 'seal';
    expect(asks(undefined, 'compatible', 'PDF')).toBe('compatible');
    expect(asks('seal', 'compatible', 'PDF')).toBe('seal');
    expect(asks('compatible', 'seal', 'PDF')).toBe('compatible');
    expect(asks(undefined, 'compatible', 'OFD')).toBe('seal');
    // A refused request for the seal stays one, whatever the office begins with by then.
    const again = draftAgain('6f1c1b1e-6f7e-4d7e-9a53-000000000001', toRequest(complete, form, 'PDF')!, []);
    expect(toRequest(again, { ...form, signatureForm: 'compatible' }, 'PDF')).not.toHaveProperty('signatureProfile');
  });

  it('becomes a draft again when it is to be mended', () => {
    const draft = draftAgain('6f1c1b1e-6f7e-4d7e-9a53-000000000001', toRequest(complete, form, 'PDF')!, []);
    expect(keptDraftSchema.safeParse(draft).success).toBe(true);
    const formerRequestId = '6f1c1b1e-6f7e-4d7e-9a53-000000000001';
    expect(toRequest(draft, form, 'PDF')).toEqual({ ...toRequest(complete, form, 'PDF'), formerRequestId });
  });
});

describe('the name of a seal', () => {
  it('is said without the unit it belongs to', () => {
    expect(shortSealName({ name: '青禾县农业农村局公章' }, '青禾县农业农村局')).toBe('公章');
    expect(shortSealName({ name: '青禾县农业农村局' }, '青禾县农业农村局')).toBe('');
  });
});
