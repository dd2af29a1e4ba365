import { describe, expect, it } from 'vitest';
import { roles } from '#shared/model/roles.ts';
import { contractMethods } from '#test/support/contract-methods.ts';

/** Who may call what (lifecycles C.8), written out, so that a change of the contract is a change of this table. */
const permitted: Readonly<Record<string, string>> = {
  'session.signIn': 'everyone',
  'session.signOut': 'signed in',
  'session.who': 'signed in',
  'documents.importFile': 'approver handler head',
  'documents.importUpload': 'approver handler head',
  'documents.attachments': 'signed in',
  'documents.emptyFields': 'signed in',
  'documents.get': 'signed in',
  'documents.pages': 'signed in',
  'approvals.submit': 'approver handler head',
  'approvals.list': 'signed in',
  'approvals.changes': 'signed in',
  'approvals.get': 'signed in',
  'approvals.recordView': 'approver head',
  'approvals.decide': 'approver head',
  'approvals.withdraw': 'approver handler head',
  'approvals.noteRead': 'approver handler head',
  'approvals.notices': 'approver handler head',
  'batches.submit': 'approver handler head',
  'batches.list': 'signed in',
  'batches.get': 'signed in',
  'batches.decide': 'approver head',
  'batches.withdraw': 'approver handler head',
  'batches.precheck': 'custodian',
  'batches.stamp': 'custodian',
  'batches.stop': 'custodian',
  'batches.run': 'custodian',
  'desk.summary': 'signed in',
  'drafts.discard': 'approver handler head',
  'drafts.get': 'approver handler head',
  'drafts.getBatch': 'approver handler head',
  'drafts.list': 'approver handler head',
  'drafts.listBatches': 'approver handler head',
  'drafts.mendBatch': 'approver handler head',
  'drafts.save': 'approver handler head',
  'drafts.saveBatch': 'approver handler head',
  'drafts.suggestions': 'approver handler head',
  'setUp.state': 'everyone',
  'setUp.inspectRegistry': 'everyone',
  'setUp.enrol': 'everyone',
  'setUp.tokens': 'system',
  'setUp.issueSeal': 'system',
  'setUp.sealProgress': 'custodian system',
  'setUp.writeSeal': 'custodian system',
  'setUp.takeIntoUse': 'custodian',
  'station.frame': 'everyone',
  'station.registerForm': 'signed in',
  'placing.findText': 'approver handler head',
  'placing.removeTemplate': 'approver handler head',
  'placing.saveTemplate': 'approver handler head',
  'placing.stamps': 'approver handler head',
  'placing.templates': 'approver handler head',
  'statistics.compliance': 'auditor custodian head',
  'statistics.uses': 'auditor custodian head',
  'statistics.years': 'auditor custodian head',
  'stamping.compareChanged': 'custodian',
  'stamping.takeUpAgain': 'custodian',
  'stamping.precheck': 'custodian',
  'stamping.refuseChanged': 'custodian',
  'stamping.stamp': 'custodian',
  'verification.compare': 'everyone',
  'verification.look': 'everyone',
  'verification.verify': 'everyone',
  'verification.verifyUpload': 'everyone',
  'events.subscribe': 'signed in',
  'questions.answer': 'signed in',
  'ledger.filters': 'approver auditor custodian exporter head',
  'ledger.removeFilter': 'approver auditor custodian exporter head',
  'ledger.saveFilter': 'approver auditor custodian exporter head',
  'ledger.list': 'approver auditor custodian exporter head',
  'ledger.check': 'auditor custodian head security',
  'ledger.export': 'auditor exporter',
  'ledger.departments': 'approver auditor custodian exporter head',
  'ledger.book': 'approver auditor custodian exporter head',
  'ledger.correct': 'custodian',
  'ledger.count': 'approver auditor custodian exporter head',
  'ledger.evidence': 'auditor exporter',
  'ledger.exportFile': 'auditor exporter',
  'ledger.exportPreview': 'auditor exporter',
  'ledger.file': 'approver auditor custodian head',
  'ledger.page': 'approver auditor custodian exporter head',
  'ledger.recheck': 'auditor custodian head security',
  'station.timestamps.change': 'system',
  'station.timestamps.read': 'signed in',
  'station.timestamps.test': 'system',
  'station.longTerm.change': 'system',
  'station.longTerm.read': 'signed in',
  'station.signatureForm.change': 'system',
  'station.signatureForm.read': 'signed in',
  'ledger.settle': 'custodian head',
  'ledger.story': 'approver auditor custodian exporter head',
  'station.key.care': 'custodian head security',
  'station.key.changePin': 'custodian',
  'station.key.selfTest': 'custodian',
  'station.people.add': 'system',
  'station.people.changeRoles': 'security system',
  'station.people.end': 'security system',
  'station.people.list': 'auditor security system',
  'station.people.resetPassword': 'security system',
  'station.people.unlock': 'security system',
  'session.changePassword': 'signed in',
  'station.keys': 'custodian head security',
  'station.seals.history': 'signed in',
  'station.seals.list': 'signed in',
  'station.seals.suspend': 'custodian head security',
  'station.sync.run': 'signed in',
  'station.sync.state': 'signed in',
  'station.doctor': 'everyone',
};

/** Words in the name of a field that speak of a place in a file system. */
const placeWords = /^(files?|dir|folder|path)$|(Dir|Folder|Path|File)$/;

function inWords(allowed: (typeof contractMethods)[number]['roles']): string {
  if (allowed === 'everyone') return 'everyone';
  return allowed.length === 0 ? 'signed in' : allowed.toSorted().join(' ');
}

describe('the contract', () => {
  it('permits exactly what the table of roles says', () => {
    expect(Object.fromEntries(contractMethods.map(({ path, roles: allowed }) => [path, inWords(allowed)]))).toEqual(
      permitted,
    );
  });

  it('gives the key to custodians alone, and accounts to the system administrator alone', () => {
    // To look at a changed file beside the approved one needs no key.
    const reading = new Set(['stamping.compareChanged']);
    const stamping = contractMethods.filter(({ path }) => path.startsWith('stamping.') && !reading.has(path));
    expect(stamping.map(({ roles: allowed }) => allowed)).toEqual(stamping.map(() => ['custodian']));
    expect(contractMethods.find(({ path }) => path === 'station.people.add')?.roles).toEqual(['system']);
  });

  it('names no role that does not exist', () => {
    const named = contractMethods.flatMap(({ roles: allowed }) => (allowed === 'everyone' ? [] : allowed));
    expect(named.filter((role) => !roles.includes(role))).toEqual([]);
  });

  it('says of every field that is a path that it is one (ADR 0027)', () => {
    const unsaid = contractMethods.flatMap(({ path, input, paths }) =>
      Object.keys(input?.shape ?? {})
        .filter((field) => placeWords.test(field) && !paths.includes(field))
        .map((field) => `${path}: ${field}`),
    );
    // Documents of a batch by their number, no files of this computer.
    expect(unsaid).toEqual(['batches.submit: files']);
    const named = contractMethods.flatMap(({ path, paths }) => paths.map((field) => `${path}: ${field}`));
    expect(named.toSorted()).toEqual([
      'batches.stamp: outputFolder',
      'documents.importFile: path',
      'ledger.evidence: path',
      'ledger.export: path',
      'ledger.settle: path',
      'stamping.stamp: outputFolder',
      'verification.verify: files',
      'verification.verify: trustFolder',
    ]);
  });

  it('takes no field that it does not know', () => {
    const withInput = contractMethods.filter(({ input }) => input !== undefined);
    expect(withInput.length).toBeGreaterThan(10);
    const lax = withInput.filter(({ input }) => {
      const answer = input!.safeParse({ surprise: 1 }) as { error?: { issues: { code: string }[] } };
      return !answer.error?.issues.some(({ code }) => code === 'unrecognized_keys');
    });
    expect(lax.map(({ path }) => path)).toEqual([]);
  });
});
