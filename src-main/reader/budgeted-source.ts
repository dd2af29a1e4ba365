import type { ByteSource } from '#main/formats/byte-source.ts';
import { fileSource } from '#main/platform/files.ts';
import { StationError } from '#shared/errors/station-error.ts';
import type { ReaderLimits } from './reader-limits.ts';

type Budget = Pick<ReaderLimits, 'readBytes' | 'readTimes' | 'inflatedBytes'>;

export interface BudgetedSource extends ByteSource {
  /** Another operation begins over the file that stayed open: what the former ones spent is not counted. */
  renew(): void;
  close(): void;
}

/**
 * Opens a file whose parsers may read and inflate so much and no more: offsets that lead in circles and streams that
 * are unpacked again and again end at a number, however small the file is.
 */
export function budgetedFileSource(budget: Budget): (file: string) => BudgetedSource {
  return (file) => {
    const source = fileSource(file);
    let readLeft = 0;
    let inflatedLeft = 0;
    const renew = (): void => {
      readLeft = budget.readBytes + budget.readTimes * source.size;
      inflatedLeft = budget.inflatedBytes;
    };
    renew();
    const spend = (bytes: number): void => {
      readLeft -= bytes;
      if (readLeft < 0) throw overspent('bytesRead');
    };
    return {
      size: source.size,
      read(offset, length) {
        const bytes = source.read(offset, length);
        spend(bytes.length);
        return bytes;
      },
      readInto(target, offset) {
        const count = source.readInto(target, offset);
        spend(count);
        return count;
      },
      descriptor() {
        spend(source.size);
        return source.descriptor();
      },
      inflated(bytes) {
        inflatedLeft -= bytes;
        if (inflatedLeft < 0) throw overspent('bytesInflated');
      },
      renew,
      close: () => source.close(),
    };
  };
}

function overspent(budget: 'bytesRead' | 'bytesInflated'): StationError {
  return new StationError('DOC_READER_BUDGET', { detail: `@details.${budget}` });
}
