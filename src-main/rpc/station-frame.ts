import os from 'node:os';
import manifest from '../../package.json' with { type: 'json' };
import { listKeptSeals, type KeptSeal } from '#main/seals/kept-seals.ts';
import { listPeople } from '#main/station/people.ts';
import { lastWork, accountsAtWork } from '#main/station/operation-log.ts';
import { keptStatusList } from '#main/sync/accept-list.ts';
import { readPosition } from '#main/sync/sync-repository.ts';
import type { TokenSummary } from '#main/token/token-state.ts';
import type { KeyChip, ProfileView, RegistryChip, StationFrame } from '#shared/contract/desk.ts';
import { clauseBehind } from '#shared/policy/clause-behind.ts';
import type { PolicyProfile } from '#shared/policy/profile.ts';
import { shortProfileTitle } from '#shared/policy/profile-title.ts';
import { officeTime } from '#shared/model/register-entry.ts';
import type { ReadyParts, StationParts } from './station-parts.ts';

/** Without an answer of the registry for this long the frame says offline. */
const offlineAfterMs = 30 * 60_000;
/** A key that is at work answers later; the frame does not wait for it. */
const keyAnswerMs = 1_500;
const keyAgeMs = 3_000;
const offeredPeople = 3;

/** What stands around every page. Reads the key at most once in three seconds. */
export function createFrameReader(parts: StationParts): () => Promise<StationFrame> {
  const readKey = createKeyReader(parts);
  return async () => {
    const ready = parts.findReady();
    const seals = ready ? listKeptSeals(parts.db) : [];
    const key = await readKey(seals);
    return {
      version: manifest.version,
      hostName: os.hostname(),
      unitName: ready?.identity.unitName ?? null,
      stationId: ready?.identity.stationId ?? null,
      profile: ready && profileView(ready.profile.profile),
      isTraining: key.isTraining || seals.some((seal) => seal.isTraining && seal.tokenSerial.endsWith(key.ending)),
      key,
      registry: registryChip(parts, ready),
      ...peopleAtTheDoor(parts),
      now: officeTime(parts.clock.now()),
    };
  };
}

function createKeyReader({ clock, tokens }: StationParts): (seals: readonly KeptSeal[]) => Promise<KeyChip> {
  let last: KeyChip = { state: 'unread', ending: '', isTraining: false, readAt: officeTime(clock.now()) };
  let lastMs = 0;
  let running: Promise<void> | null = null;
  async function read(seals: readonly KeptSeal[]): Promise<void> {
    const readAt = officeTime(clock.now());
    try {
      last = { ...chipOf(await tokens().listTokens(), seals), readAt };
    } catch {
      // Why the driver cannot be used stands in the doctor's list; the frame says only that nothing was read.
      last = { state: 'unread', ending: '', isTraining: false, readAt };
    }
    lastMs = clock.now().getTime();
  }
  return async (seals) => {
    if (clock.now().getTime() - lastMs < keyAgeMs) return last;
    running ??= read(seals).finally(() => (running = null));
    const late = new Promise<void>((resolve) => setTimeout(resolve, keyAnswerMs).unref());
    await Promise.race([running, late]);
    return last;
  };
}

/** The key of a kept seal before any other; a blank token is no key yet. */
function chipOf(found: readonly TokenSummary[], seals: readonly KeptSeal[]): Omit<KeyChip, 'readAt'> {
  const keys = found.filter((token) => token.isInitialized);
  const key = keys.find((token) => seals.some((seal) => seal.tokenSerial === token.serial)) ?? keys[0];
  if (!key) return { state: 'none', ending: '', isTraining: false };
  return { state: key.triesState, ending: key.serial.slice(-4), isTraining: key.isTraining };
}

/** How long the state of seals is known: to the end the list names, and never longer than the regulation's limit. */
export function statusUntil({ db }: StationParts, ready: ReadyParts): Date | null {
  const list = keptStatusList(db)?.statement;
  if (!list) return null;
  const limitMs = Date.parse(list.issuedAt) + ready.profile.profile.offline.statusTtlHours * 3_600_000;
  return new Date(limitMs);
}

export function registryChip(parts: StationParts, ready: ReadyParts | null): RegistryChip {
  const position = readPosition(parts.db);
  const until = ready && statusUntil(parts, ready);
  const sync = ready?.syncState();
  const nowMs = parts.clock.now().getTime();
  const facts = {
    lastSuccess: position.last_success,
    statusUntil: until?.toISOString() ?? null,
    statusNumber: sync?.statusNumber ?? null,
    pending: sync?.pending ?? 0,
  };
  if (!until || position.last_success === null) return { state: 'never', ...facts };
  if (until.getTime() <= nowMs) return { state: 'stale', ...facts };
  const isOffline = nowMs - Date.parse(position.last_success) > offlineAfterMs;
  return { state: isOffline ? 'offline' : 'fresh', ...facts };
}

/** Fields of a profile that only the screen reads. */
interface ShownProfile {
  readonly region?: { readonly name?: string };
  readonly documents: readonly { readonly issuer?: string; readonly issuedOn?: string | null }[];
}

function profileView(profile: PolicyProfile): ProfileView {
  const shown = profile as unknown as ShownProfile;
  const { system, seal, token, pin } = profile.terms;
  return {
    profileId: profile.profileId,
    profileVersion: profile.profileVersion,
    shortTitle: shortProfileTitle(shown.region?.name ?? '', profile.profileId),
    documents: profile.documents.map(({ code, title, docNumber }, index) => ({
      code,
      title,
      docNumber,
      issuer: shown.documents[index]?.issuer ?? '',
      issuedOn: shown.documents[index]?.issuedOn ?? null,
    })),
    terms: { system, seal, token, pin },
    pinMaxAgeDays: profile.pin.maxAgeDays,
    clauses: {
      approval: clauseBehind(profile, '/usage/approvalBeforeUse')?.clause ?? null,
      custodian: clauseBehind(profile, '/custody/designatedCustodian')?.clause ?? null,
      incident: clauseBehind(profile, '/incident')?.clause ?? null,
    },
  };
}

/** Names for the sign-in page: who worked here lately, then everybody else who takes part in stamping. */
function peopleAtTheDoor({ db }: StationParts): Pick<StationFrame, 'people' | 'lastPerson'> {
  const people = listPeople(db);
  const lately = accountsAtWork(db, offeredPeople);
  const stamping = ['custodian', 'approver', 'handler'] as const;
  const rank = (account: string): number => (lately.includes(account) ? lately.indexOf(account) : offeredPeople);
  const offered = stamping
    .flatMap((role) => people.filter((person) => person.roles.includes(role)))
    .filter((person, index, all) => all.indexOf(person) === index)
    .toSorted((a, b) => rank(a.account) - rank(b.account))
    .slice(0, offeredPeople);
  const last = lastWork(db);
  const lastName = last && people.find(({ account }) => account === last.account)?.name;
  return {
    people: offered.map(({ account, name, roles }) => ({ account, name, roles })),
    lastPerson: last && lastName ? { name: lastName, at: officeTime(new Date(last.at)) } : null,
  };
}
