import type { stampErrors } from '../../../errors/areas/stamp-errors.ts';
import type { ErrorWords } from '../../error-words.ts';

export const stampErrorWords = {
  STAMP_PLACEMENT_OUTSIDE_PAGE: {
    what: 'The stamp lies outside the page.',
    why: 'Page {{page}}, position {{box}}, page size {{pageSize}}.',
    next: 'Move the stamp.',
  },
  STAMP_PAGE_NOT_FOUND: {
    what: 'Page {{page}} does not exist.',
    why: 'The document has {{pages}} pages.',
    next: 'Choose another page.',
  },
  STAMP_SELF_CHECK_FAILED: {
    what: 'The result did not verify; it was not released.',
    why: '{{detail}}',
    next: 'Report entry {{entry}} to support.',
  },
  STAMP_OUTCOME_UNKNOWN: {
    what: 'The outcome is unknown.',
    why: 'Entry {{entry}} has an intent; the key may have signed.',
    next: 'Let custodian and auditor settle it in the register.',
  },
  STAMP_NOT_UNSETTLED: {
    what: 'Entry {{entry}} has no outcome to be settled.',
    why: 'It is not unknown, or was settled before; that is done once.',
    next: 'Check the number, or look at the settlement in the register.',
  },
  STAMP_EVIDENCE_MISSING: {
    what: 'The file does not bear the signature of entry {{entry}}.',
    why: 'Only the very signature this use was to give is evidence, in a file that was not altered.',
    next: 'Try another file; where none is found, settle as "no signature found" and say where you looked.',
  },
  STAMP_OUTPUT_EXISTS: {
    what: 'The target exists already.',
    why: '{{file}}',
    next: 'Choose another place; nothing is overwritten.',
  },
  STAMP_DISK_FULL: {
    what: 'There is not enough disk space.',
    why: '{{needed}} needed, {{free}} free.',
    next: 'Free some space and try again.',
  },
  STAMP_CONTENTS_TOO_LARGE: {
    what: 'The signature is larger than its placeholder.',
    why: '{{needed}} bytes needed, {{reserved}} reserved.',
    next: 'Report this to support.',
  },
  STAMP_PROFILE_UNSUPPORTED: {
    what: 'A file of this format cannot take a compatible signature.',
    why: 'The file is {{format}}; the compatible signature is for PDF alone.',
    next: 'Apply again with the seal signature.',
  },
  STAMP_TIMESTAMP_UNAVAILABLE: {
    what: 'No timestamp was obtained.',
    why: 'The timestamp authority gave no usable answer: {{detail}}',
    next: 'This office stamps with a timestamp only. Check the network and the address, then retry; no key was used.',
  },
  STAMP_TIMESTAMP_AWAITED: {
    what: 'Signed, and waiting for its timestamp.',
    why: 'The key has signed (entry {{entry}}), and the timestamp authority gave no usable answer: {{detail}}',
    next: 'Do not apply again. When the authority answers, its custodian chooses Finish under Stamp, or the next start does; the key is not used.',
  },
  STAMP_NOTHING_WAITING: {
    what: 'No stamp of this document waits to be finished.',
    why: 'It is finished already, or was never begun.',
    next: 'Look it up in the register.',
  },
  STAMP_STATION_BUSY: {
    what: 'Another stamping job is running.',
    why: 'One key serves one job at a time.',
    next: 'Wait for it to end and try again.',
  },
  STAMP_PAGES_UNREADABLE: {
    what: 'The pages cannot be read.',
    why: 'It says "{{text}}".',
    next: 'Write them like 1-3,5,last; odd, even and all are understood too.',
  },
  STAMP_KEYWORD_NOT_FOUND: {
    what: 'The text "{{text}}" to stamp at was not found.',
    why: '{{count}} places in the document; scanned pages carry no text.',
    next: 'Check the text and the number of the occurrence, or place the seal by hand.',
  },
  STAMP_STRADDLE_TOO_FEW_PAGES: {
    what: 'There are too few pages for a straddle seal.',
    why: '{{pages}} chosen; it takes two at least.',
    next: 'Choose other pages, or stamp on the page.',
  },
  STAMP_SLICE_TOO_THIN: {
    what: 'The slices of the straddle seal are too thin to be seen in print.',
    why: 'With {{perSeal}} pages a seal the thinnest is {{slice}} mm; {{least}} mm is the least.',
    next: 'Let one seal go over {{pages}} pages at most; several seals follow each other then.',
  },
  STAMP_TOO_MANY_PLACES: {
    what: 'There are too many places.',
    why: '{{count}}; a request takes {{limit}}.',
    next: 'Choose fewer pages, or ask in several requests.',
  },
  STAMP_LOOK_NOT_IN_FORMAT: {
    what: '{{format}} cannot be stamped like this.',
    why: 'The seal on page {{page}} has {{look}}, which a stamp of {{format}} cannot express.',
    next: 'Leave it out, or use PDF.',
  },
  STAMP_TEXT_NOT_DRAWABLE: {
    what: 'The text below the seal cannot be drawn.',
    why: 'The font of the program has no "{{character}}", or its file cannot be used.',
    next: 'Use common characters, letters and digits, or leave the text out.',
  },
} as const satisfies Record<keyof typeof stampErrors, ErrorWords>;
