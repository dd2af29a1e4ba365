import { join } from 'node:path';
import { programFiles } from '#main/app/program-files.ts';
import type { Placement } from '#shared/model/placement.ts';
import { openDemoStation } from './demo-station.ts';

/** Where the seals of a sample are, away from the red letterhead. */
export const firstPlace: Placement = { page: 1, xMm: 110, yMm: 200, widthMm: 42, heightMm: 42 };
export const secondPlace: Placement = { ...firstPlace, xMm: 30, yMm: 100 };

export interface StampedSample {
  readonly original: string;
  /** Sealed by one request. */
  readonly once: string;
  /** The sealed file, sealed again by another request. */
  readonly twice: string;
}

export interface StampedSamples {
  readonly pdf: StampedSample;
  readonly ofd: StampedSample;
  /** PEM files of the demonstration authority. */
  readonly certificates: { readonly root: string; readonly operating: string; readonly maker: string };
  readonly data: string;
  close(): Promise<void>;
}

/** Documents stamped by a whole station: request, approval, training key, register; for programs of others to judge. */
export async function stampSamples(): Promise<StampedSamples> {
  const demo = await openDemoStation();
  const stampOn = async (file: string, place: Placement): Promise<string> =>
    (await demo.stamp(await demo.submitApproved(file, [place]))).output;
  const sample = async (name: string): Promise<StampedSample> => {
    const original = join(programFiles.samples, name);
    const once = await stampOn(original, firstPlace);
    return { original, once, twice: await stampOn(once, secondPlace) };
  };
  const keys = join(demo.folder, 'registry', 'keys');
  return {
    pdf: await sample('通知.pdf'),
    ofd: await sample('许可决定书.ofd'),
    certificates: {
      root: join(keys, 'root-ca.crt'),
      operating: join(keys, 'operating-ca.crt'),
      maker: join(keys, 'maker.crt'),
    },
    data: demo.data,
    close: demo.close,
  };
}
