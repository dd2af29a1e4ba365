/** What this program uses of the decoders of pdf.js, which come without types. */
declare module 'pdfjs-dist/image_decoders/pdf.image_decoders.mjs' {
  interface DecoderFiles {
    sendWithPromise(kind: string, asked: { readonly filename: string }): Promise<Uint8Array>;
  }
  /** As PDF names them (ISO 32000-1, table 11). */
  export interface FaxOptions {
    readonly K: number;
    readonly EndOfLine: boolean;
    readonly EncodedByteAlign: boolean;
    readonly BlackIs1: boolean;
    readonly Columns: number;
    readonly Rows: number;
  }
  export class Jbig2Image {
    static readonly instance: Jbig2Image;
    static setOptions(options: {
      readonly useWasm: boolean;
      readonly useWorkerFetch: boolean;
      readonly wasmUrl: string;
      readonly getHandler: () => DecoderFiles;
    }): void;
    decode(
      bytes: Uint8Array,
      width: number,
      height: number,
      globals: Uint8Array | null,
      fax?: FaxOptions,
    ): Promise<Uint8Array>;
  }
  export class JpegImage {
    /** @param options whether three components are luminance and colour difference (1) or not (0) */
    constructor(options: { readonly colorTransform: 0 | 1 });
    readonly width: number;
    readonly height: number;
    readonly numComponents: number;
    parse(bytes: Uint8Array): void;
    getData(options: {
      readonly width: number;
      readonly height: number;
      readonly isSourcePDF: boolean;
    }): Uint8ClampedArray;
  }
}
