import { readKeptSeal } from '#main/seals/kept-seals.ts';
import { noSession } from '#main/documents/uploads.ts';
import { logOperation } from '#main/station/operation-log.ts';
import type { StationParts } from '#main/rpc/station-parts.ts';
import { StationError, toErrorShape } from '#shared/errors/station-error.ts';
import { batchReportAnswer } from './batch-reports.ts';
import { fileAnswer, guardHeaders, type NamedFile } from './file-answer.ts';
import { pagePicture } from './page-picture.ts';
import { verificationRecord } from './verification-record.ts';
import { refusalAnswer } from './refusal-answer.ts';
import { approvedFile, documentFile, entryFile, uploadFile, type Asker, type Visitor } from './resource-files.ts';

/** Bytes by address: one web-standard handler for every host. */
export type ResourceHandler = (request: Request) => Promise<Response>;

interface Route {
  readonly method: 'GET' | 'PUT';
  /** Path segments after `/resource/`; `:name` takes one segment. */
  readonly pattern: readonly string[];
  answer(asked: Asked): Promise<Response> | Response;
  /** Uploads: whoever is at this screen may have a file verified. Every other address is for signed-in people. */
  readonly isForEveryone?: boolean;
}

interface Asked {
  readonly request: Request;
  readonly visitor: Visitor;
  /** @throws RPC_SIGNED_OUT */
  readonly asker: () => Asker;
  readonly url: URL;
  readonly of: (name: string) => string;
}

/**
 * Answers everything under `/resource/`. Who asks is known by the header `x-sealkeeper-session`; what may be read
 * follows the person's role, and an upload belongs to the session that made it, or to whoever knows its id when nobody
 * was signed in. Uses are logged like calls (XC-D-18).
 */
export function createResourceHandler(parts: StationParts): ResourceHandler {
  const routes = routeTable(parts);
  return async (request) => {
    const url = new URL(request.url);
    const segments = url.pathname.split('/').slice(2);
    const route = routes.find(({ pattern }) => matches(pattern, segments));
    let visitor: Visitor | undefined;
    let result = 'ok';
    try {
      if (!route) throw new StationError('RPC_NOT_FOUND', { detail: url.pathname });
      visitor = visitorOf(parts, request);
      const asker = signedIn(visitor);
      if (!route.isForEveryone) asker();
      const method = request.method === 'HEAD' ? 'GET' : request.method;
      if (method !== route.method) return new Response(null, { status: 405, headers: { allow: route.method } });
      const of = (name: string): string => segments[route.pattern.indexOf(`:${name}`)] ?? '';
      return await route.answer({ request, visitor, asker, url, of });
    } catch (error) {
      // Whoever scrolled past a page waits for it no more, and nothing was shown.
      if (request.signal.aborted) {
        result = 'abandoned';
        return new Response(null, { status: 503 });
      }
      result = toErrorShape(error).code;
      return refusalAnswer(error);
    } finally {
      // Only the first of the many ranges of one reading.
      if (route && result !== 'abandoned' && !/^bytes=0*[1-9]/.test(request.headers.get('range') ?? '')) {
        log(parts, visitor, route, segments[1] ?? '', result);
      }
    }
  };
}

function routeTable(parts: StationParts): readonly Route[] {
  const files = {
    upload: (asked: Asked) => uploadFile(parts, asked.visitor, asked.of('id')),
    document: (asked: Asked) => documentFile(parts, asked.asker(), asked.of('id')),
    entry: (asked: Asked) => entryFile(parts, asked.asker(), asked.of('id')),
    export: (asked: Asked) => parts.exports.find(asked.visitor.session, asked.of('id')),
  };
  const whole = (area: keyof typeof files, ...rest: string[]): Route => ({
    method: 'GET',
    pattern: [area, ':id', ...rest],
    answer: (asked) => fileAnswer(asked.request, files[area](asked)),
  });
  const page = (area: keyof typeof files): Route => ({
    method: 'GET',
    pattern: [area, ':id', 'page', ':page'],
    answer: (asked) => pageAnswer(parts, files[area](asked), asked),
  });
  return [
    {
      method: 'PUT',
      pattern: ['upload'],
      isForEveryone: true,
      answer: async ({ request, visitor, url }) => {
        parts.reader.expectDocument();
        const body = request.body ?? new Blob([]).stream();
        const name = url.searchParams.get('name') ?? '';
        const { uploadId, size } = await parts.uploads.receive(visitor.session, name, body);
        return Response.json({ uploadId, size }, { headers: { ...guardHeaders } });
      },
    },
    { ...whole('upload', 'original'), isForEveryone: true },
    { ...page('upload'), isForEveryone: true },
    {
      method: 'GET',
      pattern: ['upload', ':id', 'first', ':bytes', 'original'],
      isForEveryone: true,
      answer: (asked) => fileAnswer(asked.request, beginning(files.upload(asked), asked)),
    },
    {
      method: 'GET',
      pattern: ['upload', ':id', 'report.pdf'],
      isForEveryone: true,
      answer: (asked) => verificationRecord(parts, files.upload(asked)),
    },
    ...(['report.pdf', 'report.csv'] as const).map((form): Route => ({
      method: 'GET',
      pattern: ['batch', ':id', form],
      answer: ({ asker, of }) => batchReportAnswer(parts, asker(), of('id'), form),
    })),
    whole('document', 'original'),
    page('document'),
    {
      method: 'GET',
      pattern: ['document', ':id', 'approved', 'original'],
      answer: async (asked) => fileAnswer(asked.request, await approvedFile(parts, asked.asker(), asked.of('id'))),
    },
    {
      method: 'GET',
      pattern: ['document', ':id', 'approved', 'page', ':page'],
      answer: async (asked) => pageAnswer(parts, await approvedFile(parts, asked.asker(), asked.of('id')), asked),
    },
    whole('entry', 'output'),
    page('entry'),
    whole('export'),
    { method: 'GET', pattern: ['seal', ':id', 'picture'], answer: ({ of }) => sealPicture(parts, of('id')) },
  ];
}

/** The first bytes of a file, which in a PDF are the file of an earlier save. */
function beginning(file: NamedFile, { url, of }: Asked): NamedFile {
  const bytes = of('bytes');
  if (!/^[1-9]\d{0,14}$/.test(bytes)) throw new StationError('RPC_NOT_FOUND', { detail: url.pathname });
  return { ...file, firstBytes: Number(bytes) };
}

/** `?stamps=leave-out` for a screen that shows the stamps itself. */
function pageAnswer({ reader }: StationParts, file: NamedFile, { request, url, of }: Asked): Promise<Response> {
  const [, page] = /^(\d{1,5})\.svg$/.exec(of('page')) ?? [];
  if (page === undefined) throw new StationError('RPC_NOT_FOUND', { detail: url.pathname });
  const stamps = url.searchParams.get('stamps') === 'leave-out' ? 'leave-out' : 'draw';
  return pagePicture(reader, file, Number(page), stamps, request.signal);
}

/** The picture inside the seal object, as it will be stamped. @throws SEAL_NOT_FOUND */
function sealPicture(parts: StationParts, esId: string): Response {
  const { type, data } = readKeptSeal(parts.db, esId).seal.picture;
  const contentType = `image/${type.toLowerCase() === 'jpg' ? 'jpeg' : type.toLowerCase()}`;
  return new Response(Uint8Array.from(data), { headers: { ...guardHeaders, 'content-type': contentType } });
}

/** @throws RPC_SIGNED_OUT for a session that is presented and over */
function visitorOf(parts: StationParts, request: Request): Visitor {
  const session = request.headers.get('x-sealkeeper-session');
  if (session === null) return { session: noSession, person: null };
  return { session, person: parts.sessions.personOf(session) };
}

function signedIn({ session, person }: Visitor): () => Asker {
  return () => {
    if (person === null) throw new StationError('RPC_SIGNED_OUT', {});
    return { session, person };
  };
}

/** Names are compared as they came: an encoded separator matches nothing, because every segment is a plain name. */
function matches(pattern: readonly string[], segments: readonly string[]): boolean {
  return (
    pattern.length === segments.length &&
    pattern.every((part, index) => {
      const segment = segments[index] ?? '';
      return part.startsWith(':') ? /^[\w.-]{1,64}$/.test(segment) : part === segment;
    })
  );
}

function log(parts: StationParts, visitor: Visitor | undefined, route: Route, object: string, result: string): void {
  const action = ['resource', ...route.pattern.filter((part) => !part.startsWith(':'))].join('.');
  const at = parts.clock.now().toISOString();
  logOperation(parts.db, { at, account: visitor?.person?.account ?? 'anonymous', action, object, result });
}
