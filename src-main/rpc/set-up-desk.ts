import type { SealProgress } from '#shared/contract/set-up.ts';
import type { NewPerson } from '#main/station/people.ts';
import type { ApprovalChain } from '#shared/model/seal.ts';
import type { RegisterEntry } from '#shared/model/register-entry.ts';
import type { SealApplication } from '#shared/registry/seal-application.ts';
import type { Person } from '#shared/registry/wire-values.ts';
import type { TokenRef } from '#main/token/host-protocol.ts';

/** What the set-up methods ask of the composition root. */
export interface SetUpDesk {
  inspectRegistry(url: string): Promise<{ registry: string; rootSm3: string; isDemonstration: boolean }>;
  enrol(order: {
    readonly registryUrl: string;
    readonly stationId: string;
    readonly enrolmentCode: string;
    readonly rootSm3: string;
    readonly profileId: string;
    readonly administrators: readonly NewPerson[];
  }): Promise<void>;
  /** Returns at once; the registry's people take their time. @throws STATION_SEAL_PENDING while a case is open */
  issueSeal(order: IssueOrder): SealProgress;
  sealProgress(): Promise<SealProgress>;
  /** @throws TOKEN_*, SYNC_*, STATION_SEAL_NOT_MADE */
  writeSeal(): Promise<SealProgress>;
  takeIntoUse(order: {
    readonly esId: string;
    readonly sealCode: string;
    readonly custodian: Person;
    readonly chain: ApprovalChain;
  }): Promise<{ esId: string; name: string }>;
}

export interface IssueOrder {
  readonly token: TokenRef;
  readonly officerPin: string;
  readonly userPin: string;
  readonly sealName: string;
  readonly category: RegisterEntry['sealCategory'];
  readonly sizeMm: number;
  readonly impression: SealApplication['impression'];
  readonly physicalRecord: string;
  readonly custodian: Person;
  readonly handler: Person;
}
