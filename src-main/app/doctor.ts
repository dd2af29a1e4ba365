import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import { DateTime } from 'luxon';
import { smEngine } from '#main/sm/engine.ts';
import { freeBytes } from '#main/platform/files.ts';
import type { Secrets } from '#main/platform/secrets.ts';
import type { StationParts } from '#main/rpc/station-parts.ts';
import { latestHead } from '#main/ledger/checkpoints.ts';
import type { StampDesk } from '#main/stamping/stamp-desk.ts';
import type { TokenService } from '#main/token/token-service.ts';
import type { DoctorLine } from '#shared/contract/station.ts';
import { toErrorShape } from '#shared/errors/station-error.ts';
import { softkeyFolder, tokenSettings } from './token-settings.ts';

/** Less than this and a stamp of an ordinary document may be refused for want of space. */
const scarceBytes = 1024 ** 3;

/** Looks at this computer and changes nothing; every line stands for itself. */
export async function examine(subject: {
  readonly parts: StationParts;
  readonly secrets: Secrets;
  readonly tokens: () => TokenService;
  readonly environment: NodeJS.ProcessEnv;
}): Promise<readonly DoctorLine[]> {
  const { parts, secrets, environment } = subject;
  const free = freeBytes(parts.paths.folder);
  const ready = parts.findReady();
  return [
    { item: 'runtime', state: 'ok', value: `Node.js ${process.versions.node}, ${process.platform}-${process.arch}` },
    { item: 'dataFolder', state: 'ok', value: parts.paths.folder },
    { item: 'freeSpace', state: free < scarceBytes ? 'warn' : 'ok', value: `${Math.floor(free / 1048576)} MB` },
    {
      item: 'smEngine',
      state: smEngine() === 'native' ? 'ok' : 'warn',
      value: smEngine(),
      told: told(`smEngine.${smEngine()}`),
    },
    {
      item: 'secrets',
      state: secrets.isGap ? 'warn' : 'ok',
      value: secrets.name,
      ...(secrets.isGap && { told: told('secrets.file') }),
    },
    {
      item: 'station',
      state: ready ? 'ok' : 'warn',
      value: ready ? `${ready.identity.stationId} ${ready.identity.unitName} ${ready.identity.profileId}` : '—',
    },
    { item: 'ledger', state: 'ok', value: String(latestHead(parts.db)?.size ?? 0) },
    registryLine(ready?.syncState().statusIssuedAt ?? null),
    ...(ready ? [await timestampLine(ready.desk)] : []),
    ...(await tokenLines(subject.tokens, parts.paths.folder, environment)),
  ];
}

const told = (key: string, facts: Readonly<Record<string, string>> = {}): DoctorLine['told'] & object => ({
  key: `doctorValues.${key}`,
  facts,
});

function registryLine(issuedAt: string | null): DoctorLine {
  if (issuedAt === null) return { item: 'registry', state: 'warn', value: '—' };
  const at = DateTime.fromISO(issuedAt, { zone: 'Asia/Shanghai' }).toFormat('yyyy-MM-dd HH:mm:ss');
  return { item: 'registry', state: 'ok', value: issuedAt, told: told('registry', { at }) };
}

/** Asks for a timestamp over nothing in particular, where the office uses them. */
async function timestampLine({ timestamps, clock }: StampDesk): Promise<DoctorLine> {
  const { source, isRequired } = timestamps.settings();
  if (source === 'off') return { item: 'timestamp', state: 'ok', value: source, told: told('timestamp.off') };
  try {
    await timestamps.ask(randomBytes(32), clock.now());
    return { item: 'timestamp', state: 'ok', value: source, told: told(`timestamp.${source}`) };
  } catch (error) {
    const { code } = toErrorShape(error);
    const sentence = told('timestamp.failed', { code });
    return { item: 'timestamp', state: isRequired ? 'fail' : 'warn', value: `${source} ${code}`, told: sentence };
  }
}

async function tokenLines(
  tokens: () => TokenService,
  dataFolder: string,
  environment: NodeJS.ProcessEnv,
): Promise<readonly DoctorLine[]> {
  try {
    const { modulePath } = tokenSettings(dataFolder, environment);
    const loaded = await tokens().load();
    const module: DoctorLine = {
      item: 'pkcs11Module',
      state: 'ok',
      value: `${modulePath} (${loaded.description} ${loaded.version})`.trim(),
    };
    const found = await tokens().listTokens();
    const lines = found
      .filter((token) => token.isInitialized)
      .map((token): DoctorLine => {
        const { model, serial, label, triesState, isTraining } = token;
        return {
          item: isTraining ? 'trainingToken' : 'token',
          state: isTraining ? 'warn' : 'ok',
          value: `${model} ${serial} ${label} (${triesState})`,
          told: told('token', { model, serial, label, tries: `@token.tries.${triesState}` }),
        };
      });
    return [module, ...lines];
  } catch (error) {
    const { code } = toErrorShape(error);
    const folder = softkeyFolder(dataFolder, environment);
    return [{ item: 'pkcs11Module', state: 'fail', value: fs.existsSync(folder) ? `${code} ${folder}` : code }];
  }
}
