import { memorySource } from '#main/formats/byte-source.ts';
import { openOfd } from '#main/formats/ofd/package.ts';
import { sm3 } from '#main/sm/sm3.ts';
import { editOfd, type FileEdits } from '#test/support/ofd-editor.ts';
import { makeOfd } from '#test/support/ofd-maker.ts';
import { makeSeal } from '#test/support/sample-seal.ts';
import { sealDocument, type SealingSample } from '#test/support/sealed-documents.ts';
import { sesSignature } from '#test/support/verification-fixture.ts';
import { authority, signedOn } from './authority.ts';

export const paths = {
  list: '/Doc_0/Signs/Signatures.xml',
  signature: '/Doc_0/Signs/Sign_0/Signature.xml',
  seal: '/Doc_0/Signs/Sign_0/Seal.esl',
  value: '/Doc_0/Signs/Sign_0/SignedValue.dat',
  page: '/Doc_0/Pages/Page_0/Content.xml',
  document: '/Doc_0/Document.xml',
} as const;

export const sealDer = makeSeal(authority.maker, authority.signer);

/** A sealed OFD of two pages as this program makes it. */
export const sealedOfd = (sample: SealingSample = {}, bytes: Uint8Array = makeOfd({ pages: 2 })): Promise<Uint8Array> =>
  sealDocument(authority, bytes, { time: signedOn, ...sample });

/** Changed after sealing, by somebody without the key. */
export const edited =
  (edits: FileEdits, base: () => Promise<Uint8Array> = () => sealedOfd()) =>
  async (): Promise<Uint8Array> =>
    editOfd(await base(), edits);

/** What stands behind the name of a file in the package. */
export async function fileOf(bytes: Uint8Array, path: string): Promise<Uint8Array> {
  return (await openOfd(memorySource(bytes))).read(path);
}

/** Made by the holder of the key with bad intent: the edits come first, and the signature over them is right. */
export const signedAnew =
  (edits: FileEdits, base: () => Promise<Uint8Array> = () => sealedOfd()) =>
  async (): Promise<Uint8Array> => {
    const changed = await editOfd(await base(), edits);
    const xml = await fileOf(changed, paths.signature);
    const seal = await fileOf(changed, paths.seal).catch(() => sealDer);
    const value = sesSignature(authority, {
      sealDer: seal,
      dataHash: sm3(xml),
      propertyInfo: paths.signature,
      time: signedOn,
    });
    return editOfd(changed, { [paths.value]: value });
  };
