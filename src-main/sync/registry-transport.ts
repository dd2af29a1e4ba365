import type { AnyContractProcedure, InferSchemaInput, InferSchemaOutput, Schema } from '@orpc/contract';
import { fromErrorShape, StationError } from '#shared/errors/station-error.ts';
import { registryProblemSchema } from '#shared/registry/registry-problem.ts';

type InputOf<P> = P extends { '~orpc': { inputSchema?: infer S extends Schema<unknown, unknown> } }
  ? InferSchemaInput<S>
  : undefined;
type OutputOf<P> = P extends { '~orpc': { outputSchema?: infer S extends Schema<unknown, unknown> } }
  ? InferSchemaOutput<S>
  : undefined;

/** Carries one call of the registry contract over HTTP. */
export interface RegistryTransport {
  /**
   * @throws SYNC_OFFLINE when there is no answer, the server is in trouble (5xx), or what answered is no registry;
   * SYNC_SERVER_UNTRUSTED for a bad TLS certificate; otherwise the code the registry answered with
   */
  call<P extends AnyContractProcedure>(procedure: P, input: InputOf<P>): Promise<OutputOf<P>>;
}

export interface TransportOptions {
  /** `http://host:port`, without a path. */
  readonly url: string;
  readonly fetch?: typeof globalThis.fetch;
  readonly timeoutMs?: number;
  /** Personal token, for the routes of the issuing side. */
  readonly token?: string;
}

const defaultTimeoutMs = 20_000;
/** A status list of ten thousand seals is about 2 MB. */
const maxAnswerBytes = 32 * 1024 * 1024;

export function createTransport(options: TransportOptions): RegistryTransport {
  const send = options.fetch ?? globalThis.fetch;
  return {
    async call(procedure, input) {
      const { method = 'GET', path = '/' } = procedure['~orpc'].route;
      const address = new URL(options.url);
      const hasBody = method !== 'GET';
      const rest = placeParameters(address, path, hasBody ? {} : (input as Record<string, unknown> | undefined));
      for (const [name, value] of Object.entries(rest)) address.searchParams.set(name, String(value));
      const response = await answered(async () => {
        const answer = await send(address, {
          method,
          // A registry does not send its stations elsewhere; whoever does is something in between.
          redirect: 'error',
          signal: AbortSignal.timeout(options.timeoutMs ?? defaultTimeoutMs),
          headers: {
            accept: 'application/json',
            ...(hasBody ? { 'content-type': 'application/json' } : {}),
            ...(options.token === undefined ? {} : { authorization: `Bearer ${options.token}` }),
          },
          ...(hasBody ? { body: JSON.stringify(input) } : {}),
        });
        return { status: answer.status, text: await boundedText(answer) };
      });
      const value = parsed(response.text);
      if (response.status !== 200) throw refusalOf(response.status, value);
      return (await validated(procedure, value)) as OutputOf<typeof procedure>;
    },
  };
}

/** Puts `{name}` values into the path. @returns what is left for the query */
function placeParameters(address: URL, path: string, input: Record<string, unknown> = {}): Record<string, unknown> {
  const rest = { ...input };
  address.pathname = path.replaceAll(/\{(\w+)\}/g, (_match, name: string) => {
    const value = String(rest[name] ?? '');
    delete rest[name];
    return encodeURIComponent(value);
  });
  return rest;
}

async function answered<T>(send: () => Promise<T>): Promise<T> {
  try {
    return await send();
  } catch (error) {
    if (error instanceof StationError) throw error;
    const code = causeCode(error);
    if (/CERT|TLS|SSL|SELF_SIGNED|UNABLE_TO/.test(code)) {
      throw new StationError('SYNC_SERVER_UNTRUSTED', { detail: code }, error);
    }
    throw offline(code, error);
  }
}

/** The system's code where there is one, for whoever looks after the network; else words. */
function causeCode(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  for (const each of [cause, error]) {
    if (typeof each === 'object' && each !== null && 'code' in each && typeof each.code === 'string') return each.code;
  }
  const isLate = error instanceof Error && error.name === 'TimeoutError';
  return isLate ? '@details.noAnswerInTime' : '@details.unreachable';
}

function offline(detail: string, cause?: unknown): StationError {
  return new StationError('SYNC_OFFLINE', { detail }, cause);
}

async function boundedText(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body ?? []) {
    length += chunk.length;
    if (length > maxAnswerBytes) throw offline('answer too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function refusalOf(status: number, value: unknown): StationError {
  const problem = registryProblemSchema.safeParse((value as { data?: unknown } | undefined)?.data);
  // A server in trouble is tried again later; so is a proxy that answers in the registry's place.
  if (status >= 500 || !problem.success) return offline(`HTTP ${status}`);
  return fromErrorShape(problem.data);
}

async function validated(procedure: AnyContractProcedure, value: unknown): Promise<unknown> {
  const schema = procedure['~orpc'].outputSchema;
  if (schema === undefined) return value;
  const result = await schema['~standard'].validate(value);
  if (result.issues !== undefined) throw offline('@registry.notAnAnswer');
  return result.value;
}
