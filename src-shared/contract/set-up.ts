import { type } from '@orpc/contract';
import * as z from 'zod';
import { sealCategories, type RegisterEntry } from '../model/register-entry.ts';
import type { OfferedPerson } from './desk.ts';
import type { SealState } from '../model/seal.ts';
import { enrolmentCodeSchema } from '../registry/enrolment.ts';
import { stationIdSchema, type Person } from '../registry/wire-values.ts';
import { forEveryone, forRoles, method } from './procedure.ts';

/** One regulation the station can be set up under. */
export interface ProfileChoice {
  readonly profileId: string;
  readonly region: string;
  readonly documents: readonly { readonly title: string; readonly docNumber: string | null }[];
  /** Classes of seals it knows, with its own names for them. */
  readonly sealCategories: readonly { readonly code: string; readonly label: string }[];
}

export interface SetUpState {
  readonly isSetUp: boolean;
  readonly hasSeal: boolean;
  readonly unitName: string | null;
  readonly profileId: string | null;
  readonly profiles: readonly ProfileChoice[];
}

/**
 * How far the making of a seal is; it waits for people at the registry, over days and over restarts. `key`: the key
 * is being erased and the application sent. `made`: certificate and seal wait to be written onto the key. `on-key`:
 * the registry delivers, then the custodian takes it into use.
 */
export interface SealProgress {
  readonly phase: 'idle' | 'key' | 'applied' | 'made' | 'on-key' | 'failed';
  readonly caseId: string | null;
  readonly esId: string | null;
  /** The registry's state of the case, as it was last heard. */
  readonly caseState: SealState | null;
  /** The registry did not answer the last question. */
  readonly isRegistrySilent: boolean;
  /** What was applied for; null before. */
  readonly order: {
    readonly sealName: string;
    readonly category: RegisterEntry['sealCategory'];
    readonly sizeMm: number;
    readonly custodian: Person;
    readonly tokenSerial: string;
  } | null;
  readonly problem: { readonly code: string; readonly facts: Readonly<Record<string, unknown>> } | null;
}

/** Progress with the people a custodian may choose as deciders. */
export interface SealProgressView extends SealProgress {
  readonly deciders: readonly OfferedPerson[];
}

export interface PluggedToken {
  readonly serial: string;
  readonly manufacturer: string;
  readonly model: string;
  readonly label: string;
  readonly isInitialized: boolean;
  readonly isTraining: boolean;
  readonly minPinLength: number;
  readonly maxPinLength: number;
}

const administrator = z.strictObject({
  account: z.string().regex(/^[a-z][a-z0-9._-]{1,39}$/),
  name: z.string().trim().min(1).max(40),
  post: z.string().trim().max(60).default(''),
  deptName: z.string().trim().min(1).max(100),
  password: z.string().min(8).max(200),
});

const pin = z.string().min(4).max(64);
const registryUrl = z.url({ protocol: /^https?$/ }).max(300);

/** The first real start, without demonstration data. Open to everyone until the station is set up, to nobody after. */
export const setUpContract = {
  state: method.meta(forEveryone).output(type<SetUpState>()),
  /** The root digest is compared by reading aloud before anything is sent. */
  inspectRegistry: method
    .meta(forEveryone)
    .input(z.strictObject({ url: registryUrl }))
    .output(type<{ readonly registry: string; readonly rootSm3: string; readonly isDemonstration: boolean }>()),
  enrol: method
    .meta(forEveryone)
    .input(
      z.strictObject({
        registryUrl,
        stationId: stationIdSchema,
        enrolmentCode: enrolmentCodeSchema,
        rootSm3: z.string().min(64).max(120),
        profileId: z.string().max(40),
        system: administrator,
        security: administrator,
        auditor: administrator,
      }),
    )
    .output(type<{ readonly unitName: string; readonly unitCode: string }>()),
  tokens: method.meta(forRoles('system')).output(type<readonly PluggedToken[]>()),
  /** Erases the key (everything on it is lost), lets a new key pair be born and applies for its seal. Answers at once. */
  issueSeal: method
    .meta(forRoles('system'))
    .input(
      z.strictObject({
        token: z.strictObject({ serial: z.string().max(64), manufacturer: z.string().max(64) }),
        officerPin: pin,
        userPin: pin,
        sealName: z.string().trim().min(2).max(100),
        category: z.enum(sealCategories),
        sizeMm: z.int().min(10).max(60),
        impression: z.discriminatedUnion('kind', [
          z.strictObject({ kind: z.literal('shipped'), name: z.enum(['unit-seal', 'business-seal']) }),
          z.strictObject({ kind: z.literal('png'), data: z.base64().max(90_000) }),
        ]),
        physicalRecord: z.string().trim().min(1).max(60),
        custodian: z.string().max(40),
        handler: z.string().max(40),
      }),
    )
    .output(type<SealProgress>()),
  /** Asks the registry how far the case is, at most every other second. */
  sealProgress: method.meta(forRoles('system', 'custodian')).output(type<SealProgressView>()),
  /** Writes the made seal onto its key; the PIN is asked on the screen of whoever calls. */
  writeSeal: method.meta(forRoles('system', 'custodian')).output(type<SealProgress>()),
  /** The custodian proves with the key that the delivered seal is here; the PIN is asked on his screen. */
  takeIntoUse: method
    .meta(forRoles('custodian'))
    .input(
      z.strictObject({
        esId: z.string().max(64),
        sealCode: z.string().max(40).default(''),
        approvers: z.array(z.string().max(40)).min(1).max(10),
        stepName: z.string().trim().min(1).max(40),
      }),
    )
    .output(type<{ readonly esId: string; readonly name: string }>()),
};
