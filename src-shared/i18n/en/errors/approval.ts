import type { approvalErrors } from '../../../errors/areas/approval-errors.ts';
import type { ErrorWords } from '../../error-words.ts';

export const approvalErrorWords = {
  APPROVAL_NOT_FOUND: {
    what: 'Request "{{request}}" was not found.',
    why: 'It does not exist, or you may not see it.',
    next: 'Check the number.',
  },
  APPROVAL_MISSING: {
    what: 'There is no approval.',
    why: 'The request is "{{state}}".',
    next: 'Have the approver decide first.',
  },
  APPROVAL_EXPIRED: {
    what: 'The approval has expired.',
    why: 'It was valid until {{until}}.',
    next: 'Submit a new request.',
  },
  APPROVAL_SPENT: {
    what: 'The approval is already used.',
    why: 'Entry {{entry}}.',
    next: 'Submit a new request for another use.',
  },
  APPROVAL_SAME_PERSON: {
    what: 'The same person may not do both.',
    why: '{{detail}}',
    next: 'Let another approver decide.',
  },
  APPROVAL_NO_AUTHORITY: {
    what: 'You have no authority for this seal.',
    why: '{{detail}}',
    next: 'Let an authorised approver decide.',
  },
  APPROVAL_NOT_VIEWED: {
    what: 'The document has not been read.',
    why: 'Not shown yet: pages {{pages}}.',
    next: 'Look at the first, the last and every stamped page.',
  },
  APPROVAL_STATE: {
    what: 'Not possible in this state.',
    why: 'The request is "{{state}}"; {{action}} is not allowed.',
    next: 'Refresh and follow what is offered.',
  },
  APPROVAL_SIGNATURE_INVALID: {
    what: 'The signature on the decision is wrong.',
    why: 'The approval record may have been altered.',
    next: 'Stop and report to the security administrator.',
  },
  APPROVAL_FIELDS_MISSING: {
    what: 'Register fields are missing.',
    why: 'Missing: {{fields}} ({{clause}}).',
    next: 'Fill them in and submit again.',
  },
  APPROVAL_OUT_OF_SCOPE: {
    what: 'Outside the authorised scope.',
    why: '{{detail}}',
    next: 'Stay within the scope, or ask for approval.',
  },
  APPROVAL_IN_BATCH: {
    what: 'This file belongs to a batch and is not handled by itself.',
    why: 'It is file {{position}} of a batch that is decided as one.',
    next: 'Open the whole batch.',
  },
  APPROVAL_BATCH_SIZE: {
    what: 'A batch cannot have so many files.',
    why: 'A batch has 1 to {{most}} files, this one has {{files}}.',
    next: 'Submit it in several batches.',
  },
  APPROVAL_BATCH_TWICE: {
    what: 'The same file is in this batch twice.',
    why: 'File {{position}}, "{{title}}", is the same as file {{first}}.',
    next: 'Take one of them out.',
  },
  APPROVAL_BATCH_NOT_VIEWED: {
    what: 'Files that must be read were not read; the batch cannot be approved.',
    why: 'Not read through: files {{files}}; of file {{position}} the pages {{pages}} were not seen.',
    next: 'Open each file marked as to be read, see its first, last and stamped pages, then decide.',
  },
  APPROVAL_REST_NOT_ATTESTED: {
    what: 'The batch cannot be approved without a statement on the files that were not opened.',
    why: 'The program asks for a part of the files to be opened; the approver answers for the others by the list.',
    next: 'Check the list and tick the statement, or return the batch.',
  },
} as const satisfies Record<keyof typeof approvalErrors, ErrorWords>;
