/** What this program uses of the decoders of pdf.js, which come without types. */
declare module 'pdfjs-dist/image_decoders/pdf.image_decoders.mjs' {
  interface DecoderFiles {
    sendWithPromise(kind: string, asked: { readonly filename: string }): Promise<Uint8Array>;
  }
  export class Jbig2Image {
    static readonly instance: Jbig2Image;
    static setOptions(options: {
      readonly useWasm: boolean;
      readonly useWorkerFetch: boolean;
      readonly wasmUrl: string;
      readonly getHandler: () => DecoderFiles;
    }): void;
    decode(bytes: Uint8Array, width: number, height: number, globals: Uint8Array | null): Promise<Uint8Array>;
  }
}
