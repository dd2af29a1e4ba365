import { type } from '@orpc/contract';
import * as z from 'zod';
import { approvalChainSchema, type SealState } from '../model/seal.ts';
import type { PinAge, PinChangeRule } from '../policy/pin-rule.ts';
import { longTermLevelSchema, type LongTermLevel } from '../model/long-term.ts';
import { signatureProfileSchema, type SignatureProfile } from '../model/signature-profile.ts';
import { timestampSettingsSchema, type TimestampSettings, type TimestampTest } from '../model/timestamp-settings.ts';
import { frameMethod } from './desk.ts';
import { registerFormMethod } from './register-form.ts';
import { peopleContract } from './people.ts';
import { forEveryone, forRoles, method } from './procedure.ts';

export interface SealView {
  readonly esId: string;
  readonly name: string;
  readonly category: string;
  readonly state: SealState;
  readonly custodian: string;
  readonly holder: string | null;
  readonly validFrom: string;
  readonly validTo: string;
  readonly widthMm: number;
  readonly heightMm: number;
  readonly tokenSerial: string;
  readonly tokenModel: string;
  readonly isTraining: boolean;
  /** 印章编码; empty while there is none. */
  readonly sealCode: string;
  readonly custodianName: string;
  /** Number of the document that appoints the custodian; empty where none was named. */
  readonly custodianAppointment: string;
  /** 备案号; null where the registry named none. */
  readonly filingNumber: string | null;
  /** Who made the seal object, as its certificate says. */
  readonly maker: string;
  readonly certificate: {
    readonly subject: string;
    readonly serialHex: string;
    readonly issuer: string;
    readonly notBefore: string;
    readonly notAfter: string;
    readonly sm3: string;
  };
  readonly chain: z.infer<typeof approvalChainSchema> | null;
}

/** One thing that happened to a seal, as this station knows it. */
export interface SealHistoryItem {
  /** `made` by the maker, `received` by the custodian, `suspended-here` at once on this station, `registry`: its state. */
  readonly kind: 'made' | 'received' | 'suspended-here' | 'registry';
  readonly at: string;
  readonly name: string | null;
  /** Of `registry` only. */
  readonly state: SealState | null;
  readonly reason: string | null;
}

/** A key that is plugged in. PKCS#11 tells a state of the tries and no number. */
export interface KeyView {
  readonly serial: string;
  readonly manufacturer: string;
  readonly model: string;
  readonly firmware: string;
  readonly triesState: 'normal' | 'tried' | 'final' | 'locked';
  readonly pinMustChange: boolean;
  readonly minPinLength: number;
  /** 0 where the key names no limit. */
  readonly maxPinLength: number;
  readonly isTraining: boolean;
}

/** What the station itself knows of a key, plugged in or not. */
export interface KeyCareView {
  /** Age of the PIN against the regulation's limit. */
  readonly pin: PinAge & {
    /** Office time; null where nobody here knows. */
    readonly setAt: string | null;
    readonly how: 'changed' | 'taken-into-use' | null;
  };
  readonly change: PinChangeRule;
  /** The last self-test, and whether the driver's file is still the same. */
  readonly test: {
    readonly driver: 'same' | 'changed' | 'untested' | 'unread';
    readonly testedAt: string | null;
    readonly library: string | null;
    readonly profileId: string | null;
    /** SM3 of the driver's file that was tested, hex. */
    readonly moduleSm3: string | null;
  };
}

/** One line of the doctor's list. */
export interface DoctorLine {
  readonly item: string;
  readonly state: 'ok' | 'warn' | 'fail';
  readonly value: string;
  /** What people read where the value is a name of the program's: a sentence of the catalogue and its facts. */
  readonly told?: { readonly key: string; readonly facts: Readonly<Record<string, string>> };
}

export interface SyncView {
  readonly pushed: number;
  readonly receipts: readonly { readonly number: number; readonly fromIndex: number; readonly toIndex: number }[];
  readonly pending: number;
  readonly statusNumber: number | null;
  readonly statusIssuedAt: string | null;
}

const seal = z.strictObject({ esId: z.string().min(1).max(64) });

export const stationContract = {
  frame: frameMethod,
  registerForm: registerFormMethod,
  people: peopleContract,
  seals: {
    list: method.output(type<readonly SealView[]>()),
    /** Newest first. */
    history: method.input(seal).output(type<readonly SealHistoryItem[]>()),
    /** One click, suspicion is enough (AY-12): stops locally at once, the registry is told first of all. */
    suspend: method
      .meta(forRoles('custodian', 'head', 'security'))
      .input(z.strictObject({ esId: z.string().min(1).max(64), reason: z.string().trim().min(2).max(300) }))
      .output(type<{ readonly noticeId: string }>()),
  },
  key: {
    care: method
      .meta(forRoles('custodian', 'head', 'security'))
      .input(seal)
      .output(type<KeyCareView>()),
    /** Asks for the old and the new PIN on the screen of whoever calls; for the seal's own custodian. */
    changePin: method.meta(forRoles('custodian')).input(seal).output(type<KeyCareView>()),
    /** Signs one fixed statement and verifies it. The caller shows once more who he is, and is asked for the PIN. */
    selfTest: method
      .meta(forRoles('custodian'))
      .input(seal.extend({ password: z.string().min(1).max(200) }))
      .output(type<KeyCareView>()),
  },
  /** The keys that are plugged in now, without blank ones. */
  keys: method.meta(forRoles('custodian', 'head', 'security')).output(type<readonly KeyView[]>()),
  /** Where stamps get their timestamps from; a decision of the office. */
  timestamps: {
    read: method.output(type<TimestampSettings>()),
    change: method.meta(forRoles('system')).input(timestampSettingsSchema).output(type<TimestampSettings>()),
    /** Asks the authority that is meant for a timestamp of random bytes; nothing is decided by it. */
    test: method.meta(forRoles('system')).input(timestampSettingsSchema).output(type<TimestampTest>()),
  },
  /** What is put behind a stamped PDF for checking it later. */
  longTerm: {
    read: method.output(type<LongTermLevel>()),
    change: method
      .meta(forRoles('system'))
      .input(z.strictObject({ level: longTermLevelSchema }))
      .output(type<LongTermLevel>()),
  },
  /** The form of signature an application begins with; whoever applies may choose the other one. */
  signatureForm: {
    read: method.output(type<SignatureProfile>()),
    change: method
      .meta(forRoles('system'))
      .input(z.strictObject({ profile: signatureProfileSchema }))
      .output(type<SignatureProfile>()),
  },
  sync: { run: method.output(type<SyncView>()), state: method.output(type<SyncView>()) },
  doctor: method.meta(forEveryone).output(type<{ readonly lines: readonly DoctorLine[] }>()),
};
