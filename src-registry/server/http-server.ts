import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { OpenAPIHandler } from '@orpc/openapi/node';
import { BodyLimitPlugin } from '@orpc/server/node';
import type { Logger } from '#main/platform/logger.ts';
import { openApiDocument } from './openapi-document.ts';
import { problemOf, throwMalformed, throwProblem } from './problem-answer.ts';
import { registryTimestampPath } from '#shared/registry/timestamp-path.ts';
import { serveTimestamp } from './timestamp-route.ts';
import type { RegistryCall } from './registry-implementer.ts';
import type { RegistryRouter } from './registry-router.ts';

/** A push of 500 leaves of ordinary size is under 2 MiB; more is refused before it is parsed. */
const maxBodyBytes = 8 * 1024 * 1024;
const headersTimeoutMs = 10_000;
const requestTimeoutMs = 30_000;
const closeGraceMs = 5_000;

export interface HttpServerOptions {
  readonly host: string;
  /** 0 lets the system choose. */
  readonly port: number;
  readonly version: string;
  readonly logger: Logger;
  /** Answers `/healthz`: throws when the store cannot be read. */
  readonly checkHealth: () => Promise<void>;
  /** Answers a timestamp query, DER to DER. */
  readonly answerTimestampQuery: (query: Uint8Array) => Uint8Array;
}

export interface RunningServer {
  /** `http://host:port` as it really listens. */
  readonly url: string;
  /** Stops accepting, lets running requests end, then cuts what is left. */
  close(): Promise<void>;
}

function sendJson(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' });
  response.end(JSON.stringify(value));
}

/** Serves the router over plain HTTP. TLS is ended by what stands in front; the signatures do not depend on it. */
export async function startHttpServer(router: RegistryRouter, options: HttpServerOptions): Promise<RunningServer> {
  const { logger } = options;
  const document = await openApiDocument(options.version);
  const handler = new OpenAPIHandler<RegistryCall>(router, {
    plugins: [new BodyLimitPlugin<RegistryCall>({ maxBodySize: maxBodyBytes })],
    clientInterceptors: [({ next }) => next().catch((error: unknown) => throwProblem(error, logger))],
    interceptors: [({ next }) => next().catch(throwMalformed)],
  });

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    response.setHeader('x-content-type-options', 'nosniff');
    const path = new URL(request.url ?? '/', 'http://registry').pathname;
    if (request.method === 'GET' && path === '/healthz') {
      await options.checkHealth();
      sendJson(response, 200, { status: 'ok', version: options.version });
      return;
    }
    if (request.method === 'GET' && path === '/openapi.json') {
      sendJson(response, 200, document);
      return;
    }
    if (path === registryTimestampPath) {
      await serveTimestamp(request, response, options.answerTimestampQuery);
      return;
    }
    const authorization = request.headers.authorization;
    const context: RegistryCall = authorization === undefined ? {} : { authorization };
    const { matched } = await handler.handle(request, response, { context });
    if (!matched)
      sendJson(response, 404, { code: 'RPC_NOT_FOUND', data: problemOf('RPC_NOT_FOUND', { detail: path }) });
  };

  const server = createServer(
    { headersTimeout: headersTimeoutMs, requestTimeout: requestTimeoutMs },
    (request, response) => {
      serve(request, response).catch((error: unknown) => {
        logger.error({ err: error }, 'request failed');
        if (response.headersSent) response.destroy();
        else
          sendJson(response, 500, {
            code: 'INTERNAL_UNEXPECTED',
            data: problemOf('INTERNAL_UNEXPECTED', { detail: '' }),
          });
      });
    },
  );
  await listen(server, options.port, options.host);
  const address = server.address() as AddressInfo;
  const host = address.family === 'IPv6' ? `[${address.address}]` : address.address;
  return { url: `http://${host}:${address.port}`, close: () => closeServer(server) };
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const cut = setTimeout(() => server.closeAllConnections(), closeGraceMs);
    server.close(() => {
      clearTimeout(cut);
      resolve();
    });
    server.closeIdleConnections();
  });
}
