import { StationError } from '#shared/errors/station-error.ts';
import { meaningOfCkr } from '../ckr-table.ts';

/** A PKCS#11 function that did not return CKR_OK. Stays inside the host; `toStationError` turns it into a code. */
export class CkrFailure extends Error {
  readonly value: number;
  /** The function that returned it, such as `C_Sign`. */
  readonly method: string;

  constructor(value: number, method: string, cause?: unknown) {
    super(`${method}: ${meaningOfCkr(value).name}`, { cause });
    this.name = 'CkrFailure';
    this.value = value;
    this.method = method;
  }

  get isRestartNeeded(): boolean {
    return meaningOfCkr(this.value).action === 'restart-host';
  }
}

/**
 * Call one PKCS#11 function. The binding reports failures in two ways: an error with `code`, and for some functions a
 * plain Error whose text is `CKR_NAME:number`; both end here.
 * @param method its name, for the message
 */
export function callModule<T>(method: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    throw toCkrFailure(method, error);
  }
}

/** The same for the functions that run on a pool thread. */
export async function callModuleAsync<T>(method: string, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    throw toCkrFailure(method, error);
  }
}

function toCkrFailure(method: string, error: unknown): unknown {
  const value = readCkr(error);
  return value === undefined ? error : new CkrFailure(value, method, error);
}

/** The return value inside an error of the binding; undefined for an error that has none. */
export function readCkr(error: unknown): number | undefined {
  if (!(error instanceof Error)) return undefined;
  const fromText = /\bCKR_\w+:(\d+)/.exec(error.message)?.[1];
  const value = fromText === undefined ? (error as { code?: unknown }).code : Number(fromText);
  if (typeof value !== 'number' || !Number.isInteger(value) || value === 0) return undefined;
  return value >>> 0;
}

export function isCkr(error: unknown, ...names: string[]): boolean {
  return error instanceof CkrFailure && names.includes(meaningOfCkr(error.value).name);
}

/** Facts common to every failure of a token; `mayHaveSigned` speaks about this call. */
export function toStationError(
  failure: CkrFailure,
  facts: Readonly<Record<string, string | number>> = {},
): StationError {
  const meaning = meaningOfCkr(failure.value);
  return new StationError(
    meaning.code,
    {
      ckr: meaning.name,
      ckrCode: failure.value,
      method: failure.method,
      detail: `${failure.method}: ${meaning.name}`,
      mayHaveSigned: failure.method === 'C_Sign' && meaning.mayHaveSigned,
      loginState: meaning.loginState,
      ...facts,
    },
    failure,
  );
}
