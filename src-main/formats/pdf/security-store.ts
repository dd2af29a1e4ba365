import { StationError } from '#shared/errors/station-error.ts';
import type { PdfFile } from './pdf-file.ts';
import { isArray, PdfStream } from './pdf-values.ts';
import { decodeStream, rawStreamBytes } from './stream-data.ts';

/** What a DSS keeps for checking signatures later (ISO 32000-2 clause 12.8.4.3), DER each. */
export interface SecurityStore {
  readonly certificates: readonly Uint8Array[];
  readonly lists: readonly Uint8Array[];
  readonly responses: readonly Uint8Array[];
}

const mostEntries = 200;
const mostBytes = 64 * 1024 * 1024;

/** The DSS of the file as it is now; an entry that cannot be read is passed over. */
export function readSecurityStore({ objects, catalog }: PdfFile): SecurityStore {
  const store = objects.dict(catalog.get('DSS'));
  let left = mostBytes;
  const entries = (key: string): readonly Uint8Array[] => {
    const list = objects.follow(store?.get(key));
    if (!isArray(list)) return [];
    return list.slice(0, mostEntries).flatMap((item) => {
      try {
        const stream = objects.follow(item);
        if (!(stream instanceof PdfStream)) return [];
        const raw = rawStreamBytes(objects.source, stream, objects.follow);
        const bytes = decodeStream(raw, stream.dict, objects.follow, Math.max(left, 0));
        left -= bytes?.length ?? 0;
        return bytes === undefined ? [] : [bytes];
      } catch (error) {
        if (error instanceof StationError) return [];
        throw error;
      }
    });
  };
  return store === undefined
    ? { certificates: [], lists: [], responses: [] }
    : { certificates: entries('Certs'), lists: entries('CRLs'), responses: entries('OCSPs') };
}
