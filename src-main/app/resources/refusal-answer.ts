import { toErrorShape } from '#shared/errors/station-error.ts';
import { guardHeaders } from './file-answer.ts';

const statuses: Readonly<Record<string, number>> = {
  RPC_SIGNED_OUT: 401,
  RPC_FORBIDDEN: 403,
  RPC_NOT_FOUND: 404,
  DOC_NOT_FOUND: 404,
  SEAL_NOT_FOUND: 404,
  LEDGER_NOT_FOUND: 404,
  STAMP_PAGE_NOT_FOUND: 404,
  DOC_TOO_LARGE: 413,
  DOC_PAGE_NOT_DRAWN: 501,
  STATION_STORAGE_FAILED: 507,
  INTERNAL_UNEXPECTED: 500,
};

/** A refusal with its code and facts, in the words' stead; the screen has the words. */
export function refusalAnswer(error: unknown): Response {
  const { code, facts } = toErrorShape(error);
  const status = statuses[code] ?? 400;
  return Response.json({ code, facts: status === 500 ? {} : facts }, { status, headers: { ...guardHeaders } });
}
