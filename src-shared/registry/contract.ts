import { oc } from '@orpc/contract';
import { z } from 'zod';
import {
  auditPageSchema,
  divergenceSchema,
  enrolmentCodeAnswerSchema,
  enrolmentCodeRequestSchema,
  incidentSchema,
  pageSchema,
  stationSchema,
  tokenModelSchema,
  unitSchema,
  usageEntrySchema,
} from './administration.ts';
import { enrolmentAnswerSchema, enrolmentRequestSchema, registryCertificatesSchema } from './enrolment.ts';
import { enveloped } from './envelope.ts';
import {
  signedReceiptSchema,
  signedReconciliationSchema,
  signedStatusListSchema,
  signedTimeAnswerSchema,
  signedTrustListSchema,
} from './registry-statements.ts';
import { reviewSchema, sealApplicationSchema } from './seal-application.ts';
import {
  activationSchema,
  deliverySchema,
  filingSchema,
  makeSchema,
  sealCaseSchema,
  sealDecisionSchema,
  sealDossierSchema,
  sealObjectSchema,
  sealOfStationSchema,
  suspensionSchema,
} from './seal-case.ts';
import { stationIdSchema, uuidSchema } from './wire-values.ts';
import {
  leavesPushSchema,
  reconciliationRequestSchema,
  urgentNoticeAnswerSchema,
  urgentNoticeSchema,
} from './usage.ts';

const open = oc.route({ tags: ['open'] });
const station = oc.route({ tags: ['station'] });
const administration = oc.route({ tags: ['administration'] });
const oversight = oc.route({ tags: ['oversight'] });
const byCase = z.strictObject({ caseId: z.string().max(40) });

/**
 * Everything that can be said between a workstation and the registry (articles A9). `open` needs no proof of who asks,
 * `station` is a signed envelope of an enrolled machine key, `administration` and `oversight` a personal account of the issuing side.
 * The OpenAPI document is generated from here.
 */
export const registryContract = {
  open: {
    certificates: open.route({ method: 'GET', path: '/v1/certificates' }).output(registryCertificatesSchema),
    time: open
      .route({ method: 'GET', path: '/v1/time' })
      .input(z.strictObject({ nonce: uuidSchema }))
      .output(signedTimeAnswerSchema),
    statusList: open.route({ method: 'GET', path: '/v1/status-list' }).output(signedStatusListSchema),
    trustList: open.route({ method: 'GET', path: '/v1/trust-list' }).output(signedTrustListSchema),
    enrol: open
      .route({ method: 'POST', path: '/v1/stations' })
      .input(enrolmentRequestSchema)
      .output(enrolmentAnswerSchema),
  },
  station: {
    notify: station
      .route({ method: 'POST', path: '/v1/usage/notices' })
      .input(enveloped(urgentNoticeSchema))
      .output(urgentNoticeAnswerSchema),
    pushLeaves: station
      .route({ method: 'POST', path: '/v1/usage/leaves' })
      .input(enveloped(leavesPushSchema))
      .output(signedReceiptSchema),
    reconcile: station
      .route({ method: 'POST', path: '/v1/usage/reconciliation' })
      .input(enveloped(reconciliationRequestSchema))
      .output(signedReconciliationSchema),
    apply: station
      .route({ method: 'POST', path: '/v1/applications' })
      .input(enveloped(sealApplicationSchema))
      .output(sealCaseSchema),
    sealCase: station
      .route({ method: 'POST', path: '/v1/applications/state' })
      .input(enveloped(byCase))
      .output(sealCaseSchema),
    sealObject: station
      .route({ method: 'POST', path: '/v1/seals/object' })
      .input(enveloped(sealOfStationSchema))
      .output(sealObjectSchema),
    activate: station
      .route({ method: 'POST', path: '/v1/seals/activation' })
      .input(enveloped(activationSchema))
      .output(sealCaseSchema),
    suspend: station
      .route({ method: 'POST', path: '/v1/seals/suspension' })
      .input(enveloped(suspensionSchema))
      .output(sealCaseSchema),
  },
  administration: {
    createUnit: administration.route({ method: 'POST', path: '/v1/admin/units' }).input(unitSchema).output(unitSchema),
    createEnrolmentCode: administration
      .route({ method: 'POST', path: '/v1/admin/enrolment-codes' })
      .input(enrolmentCodeRequestSchema)
      .output(enrolmentCodeAnswerSchema),
    listTokenModel: administration
      .route({ method: 'POST', path: '/v1/admin/token-models' })
      .input(tokenModelSchema)
      .output(tokenModelSchema),
    apply: administration
      .route({ method: 'POST', path: '/v1/admin/applications' })
      .input(sealApplicationSchema)
      .output(sealCaseSchema),
    review: administration
      .route({ method: 'POST', path: '/v1/admin/applications/review' })
      .input(reviewSchema)
      .output(sealCaseSchema),
    make: administration.route({ method: 'POST', path: '/v1/admin/seals' }).input(makeSchema).output(sealCaseSchema),
    file: administration
      .route({ method: 'POST', path: '/v1/admin/seals/filing' })
      .input(filingSchema)
      .output(sealCaseSchema),
    deliver: administration
      .route({ method: 'POST', path: '/v1/admin/seals/delivery' })
      .input(deliverySchema)
      .output(sealCaseSchema),
    suspend: administration
      .route({ method: 'POST', path: '/v1/admin/seals/suspension' })
      .input(sealDecisionSchema)
      .output(sealCaseSchema),
    resume: administration
      .route({ method: 'POST', path: '/v1/admin/seals/resumption' })
      .input(sealDecisionSchema)
      .output(sealCaseSchema),
    cancel: administration
      .route({ method: 'POST', path: '/v1/admin/seals/cancellation' })
      .input(sealDecisionSchema)
      .output(sealCaseSchema),
  },
  oversight: {
    seals: oversight.route({ method: 'GET', path: '/v1/admin/seals' }).output(z.array(sealCaseSchema)),
    dossier: oversight
      .route({ method: 'GET', path: '/v1/admin/seals/{caseId}' })
      .input(byCase)
      .output(sealDossierSchema),
    stations: oversight.route({ method: 'GET', path: '/v1/admin/stations' }).output(z.array(stationSchema)),
    usage: oversight
      .route({ method: 'GET', path: '/v1/admin/usage/{station}' })
      .input(pageSchema.extend({ station: stationIdSchema }))
      .output(z.array(usageEntrySchema)),
    incidents: oversight
      .route({ method: 'GET', path: '/v1/admin/incidents' })
      .input(pageSchema)
      .output(z.array(incidentSchema)),
    divergences: oversight.route({ method: 'GET', path: '/v1/admin/divergences' }).output(z.array(divergenceSchema)),
    audit: oversight.route({ method: 'GET', path: '/v1/admin/audit' }).input(pageSchema).output(auditPageSchema),
  },
};

export type RegistryContract = typeof registryContract;
