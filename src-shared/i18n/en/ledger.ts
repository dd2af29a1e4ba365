import type { Translated } from '../translated.ts';
import type { zhCnLedger } from '../zh-cn/ledger.ts';

export const enLedger: Translated<typeof zhCnLedger> = {
  evidence: {
    fileName: 'evidence-{{entryNo}}',
    readme: `Evidence of the use of a seal
Register number: {{entryNo}}
Unit: {{unit}} (station {{station}})
Made at {{at}} by {{by}}
Purpose: {{purpose}}

1. Files
leaves: what the register says of this number (the intent before, the entry after, corrections), byte by byte.
checkpoint.txt: a checkpoint of the register, signed by the machine key of the station.
proof.json: the paths of each leaf to the checkpoint and to the receipt of the registry.
receipt.json: the signed receipt of the registry; missing where there is none yet.
decisions.json: decisions, the text that was signed, signatures and certificates. "station" means that the station where
the decider was signed in has signed, and not he himself.
request.json: what was asked; what was approved is the signed text in decisions.json.
machine.cer: the certificate of the machine key.
The sealed file is not here; compare yours with the digest in the entry.

2. How to check
SealKeeper is not needed. With Python 3 and OpenSSL 3, unpack this package and run in its folder:
    python3 check.py
Whether the certificates can be trusted is for you to say: compare the fingerprints with what the registry publishes.

3. What it shows
Where everything holds, these records stood in the register before the checkpoint and were not changed since; where there
is a receipt, the registry had witnessed them at its time.
A file: openssl dgst -sm3 <file>, compared with the digest in the entry.`,
  },
  columns: {
    seq: 'No.',
    usedAt: 'Stamped at',
    unit: 'Unit (department)',
    reason: 'Reason',
    approvers: 'Approved by',
    handler: 'Handler',
    sealUser: 'Seal user',
    documentTitle: 'Document',
    documentNumber: 'Document number',
    sealName: 'Seal',
    copies: 'Copies',
    remark: 'Remark',
    result: 'Result',
    year: 'Year',
    unitCode: 'Unit code',
    custodian: 'Custodian',
    sealCode: 'Seal code',
    esId: 'Seal identifier',
    approvalId: 'Approval number',
    documentType: 'Document type',
    fileFormat: 'Format',
    pages: 'Pages',
    tokenSerial: 'USB Key serial',
    digestBefore: 'Digest before (SM3)',
    digestAfter: 'Digest after (SM3)',
    signatureDigest: 'Signature digest (SM3)',
    archiveNo: 'Archive number',
    returnedDocument: 'Returned document',
    leafIndex: 'Leaf index',
    leafHash: 'Leaf hash (SM3)',
    signatureForm: 'Form of signature',
    timestamp: 'Timestamp',
    timestampAuthority: 'Timestamp authority',
    longTerm: 'Long-term material',
  },
  marks: { list: ', ', open: ' (', close: ')', none: 'none came' },
  signatureForms: { seal: 'seal signature', compatible: 'compatible signature' },
  timestampFailures: {
    TimeoutError: 'the authority did not answer in time',
    ECONNREFUSED: 'the authority refused the connection',
    ENOTFOUND: 'the address was not found',
    ECONNRESET: 'the connection broke',
    UND_ERR_SOCKET: 'the connection broke',
    unavailable: 'the authority did not answer',
    timestampNoAnswer: 'the authority cannot be reached',
    timestampUnreadable: 'the answer is no timestamp',
    timestampOfAnother: 'the answer is about another question',
    timestampTooEarly: 'the timestamp is before the stamp',
  },
  longTermLevels: { off: 'none', material: 'put in', timestamped: 'put in, under a document timestamp' },
  longTermFailures: {
    noTimestamp: 'without a timestamp an OFD has no place for it',
    timestampsOff: 'timestamps are off, so there is no document timestamp',
    locked: 'the file lets no signature be added, so there is no document timestamp',
    harmful: 'an earlier signature of the file would not have outlived it',
    noLists: 'no list or response in force is kept here, certificates alone',
    TRUST_LIST_UNREADABLE: 'the trust folder holds a file that cannot be read',
    INTERNAL_UNEXPECTED: 'a fault of the program',
  },
  results: {
    success: 'Stamped',
    'signed-unsaved': 'Signed, not saved',
    unknown: 'Outcome unknown',
    void: 'Void',
  },
  settled: { 'signature-found': 'settled: signature found', 'no-signature-found': 'settled: no signature found' },
  kinds: {
    intent: 'Intent',
    outcome: 'Outcome',
    void: 'Void',
    correction: 'Correction',
    urgent: 'Urgent notice',
  },
  notices: {
    suspend: 'Suspended',
    loss: 'Lost',
    incident: 'Incident',
  },
  reasons: {
    'leaf-missing': 'The leaf is missing: it was deleted, or the file is incomplete.',
    'leaf-malformed': 'The leaf is not in the format of the ledger.',
    'leaf-hash': 'The leaf does not give its hash: its content was changed.',
    'leaf-place': 'The leaf is not in its place: leaves were exchanged, or it comes from another ledger.',
    'time-back': 'The leaf is earlier than the one before it.',
    columns: 'The search columns disagree with the record.',
    'number-gap': 'The entry numbers have a gap, or the year is wrong.',
    settlement: 'The leaf settles no open intent, or settles it twice.',
    tree: 'The hash tree disagrees with the leaves.',
    'checkpoint-missing': 'A checkpoint is missing.',
    'checkpoint-malformed': 'A checkpoint is malformed.',
    'checkpoint-root': 'The root of a checkpoint disagrees with the leaves: content was changed from this leaf on.',
    'checkpoint-signature': 'A checkpoint is not signed by the machine key.',
    'rolled-back': 'The ledger is shorter than the registry has seen: replaced by an old copy, or cut off.',
    'head-differs': 'The ledger differs from what the registry has seen: it was rewritten from this leaf on.',
    unreadable: 'The ledger file cannot be read.',
  },
};
