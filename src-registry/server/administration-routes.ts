import type { SealCase } from '#shared/registry/seal-case.ts';
import { review, takeApplication } from '../seals/application-desk.ts';
import { deliverSeal, fileSeal } from '../seals/handover.ts';
import { makeSeal } from '../seals/making-desk.ts';
import { cancelSeal, resumeSeal, suspendByOfficial } from '../seals/seal-standing.ts';
import { sealView } from '../seals/seal-view.ts';
import { createEnrolmentCode, createUnit } from '../stations/enrolment-desk.ts';
import { listTokenModel } from '../stations/token-models.ts';
import type { SealCaseRow } from '../store/registry-schema.ts';
import { answerAccount } from './account-call.ts';
import { registry } from './registry-implementer.ts';
import type { RegistryParts } from './registry-parts.ts';

const shown = (row: Promise<SealCaseRow>): Promise<SealCase> => row.then(sealView);

/** Routes of the people of the issuing side: who may do what is said here, role by role (C.1, C.8). */
export function administrationRoutes(parts: RegistryParts) {
  const { administration } = registry;
  return {
    createUnit: administration.createUnit.handler(({ input, context }) =>
      answerAccount(parts, context.authorization, ['admin'], 'unit.create', (account, tx) =>
        createUnit(parts, tx, account, input),
      ),
    ),
    createEnrolmentCode: administration.createEnrolmentCode.handler(({ input, context }) =>
      answerAccount(parts, context.authorization, ['admin'], 'station.code', (account, tx) =>
        createEnrolmentCode(parts, tx, account, input.unit),
      ),
    ),
    listTokenModel: administration.listTokenModel.handler(({ input, context }) =>
      answerAccount(parts, context.authorization, ['admin'], 'token.list', (account, tx) =>
        listTokenModel(parts, tx, account, input),
      ),
    ),
    apply: administration.apply.handler(({ input, context }) =>
      answerAccount(parts, context.authorization, ['admin', 'reviewer'], 'seal.submit', (account, tx) =>
        shown(takeApplication(parts, tx, input, account.account)),
      ),
    ),
    review: administration.review.handler(({ input, context }) =>
      answerAccount(parts, context.authorization, ['reviewer'], 'seal.review', (account, tx) =>
        shown(review(parts, tx, account, input)),
      ),
    ),
    make: administration.make.handler(({ input, context }) =>
      answerAccount(parts, context.authorization, ['maker'], 'seal.make', (account, tx) =>
        shown(makeSeal(parts, tx, account, input)),
      ),
    ),
    file: administration.file.handler(({ input, context }) =>
      answerAccount(parts, context.authorization, ['reviewer'], 'seal.file', (account, tx) =>
        shown(fileSeal(parts, tx, account, input)),
      ),
    ),
    deliver: administration.deliver.handler(({ input, context }) =>
      answerAccount(parts, context.authorization, ['reviewer', 'maker'], 'seal.deliver', (account, tx) =>
        shown(deliverSeal(parts, tx, account, input)),
      ),
    ),
    suspend: administration.suspend.handler(({ input, context }) =>
      answerAccount(parts, context.authorization, ['reviewer', 'maker'], 'seal.suspend', (account, tx) =>
        shown(suspendByOfficial(parts, tx, account, input)),
      ),
    ),
    resume: administration.resume.handler(({ input, context }) =>
      answerAccount(parts, context.authorization, ['reviewer'], 'seal.resume', (account, tx) =>
        shown(resumeSeal(parts, tx, account, input)),
      ),
    ),
    cancel: administration.cancel.handler(({ input, context }) =>
      answerAccount(parts, context.authorization, ['reviewer'], 'seal.cancel', (account, tx) =>
        shown(cancelSeal(parts, tx, account, input)),
      ),
    ),
  };
}
