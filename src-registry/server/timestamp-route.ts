import type { IncomingMessage, ServerResponse } from 'node:http';
import { TIMESTAMP_REQUEST_MAX_BYTES } from '#main/formats/cms/timestamp-request.ts';

/** RFC 3161 3.4: one kind of question, one kind of answer. */
const queryType = 'application/timestamp-query';
const answerType = 'application/timestamp-reply';

/** Serves one query over HTTP. @param answer DER of a query to DER of an answer */
export async function serveTimestamp(
  request: IncomingMessage,
  response: ServerResponse,
  answer: (query: Uint8Array) => Uint8Array,
): Promise<void> {
  if (request.method !== 'POST') return end(response, 405, { allow: 'POST' });
  if (request.headers['content-type']?.split(';')[0]?.trim() !== queryType) return end(response, 415);
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Uint8Array>) {
    length += chunk.length;
    if (length > TIMESTAMP_REQUEST_MAX_BYTES) return end(response, 413, { connection: 'close' });
    chunks.push(chunk);
  }
  const body = answer(new Uint8Array(Buffer.concat(chunks)));
  response.writeHead(200, { 'content-type': answerType, 'cache-control': 'no-store', 'content-length': body.length });
  response.end(body);
}

function end(response: ServerResponse, status: number, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'cache-control': 'no-store', ...headers });
  response.end();
}
