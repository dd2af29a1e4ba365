import { sampleSealInfo } from '#test/support/sample-seal.ts';
import { rsToDer } from '#main/sm/signature-encoding.ts';
import { writeSeal, writeSealInfo } from '#main/formats/ses/write.ts';
import { childrenOf, readDer } from '#main/formats/der/der-element.ts';
import { derSequence } from '#main/formats/der/der-write.ts';
import { type SealingSample } from '#test/support/sealed-documents.ts';
import { authority } from './authority.ts';
import { sealDer, sealedOfd } from './ofd-base.ts';

export const { maker, signer, sub } = authority;

export const sealed = (sample: SealingSample) => () => sealedOfd(sample);

export const parts = (der: Uint8Array): Uint8Array[] =>
  childrenOf(readDer(der, 'test', der.length), 'test').map(({ bytes }) => bytes);

export const sealOf = (...children: Uint8Array[]): SealingSample => {
  const der = derSequence(...children);
  return { sealDer: der, sealFile: der };
};

export const alteredSeal = (from: string, to: string): Uint8Array => {
  const bytes = Buffer.from(sealDer);
  bytes.write(to, bytes.indexOf(from));
  return new Uint8Array(bytes);
};

/** A seal whose picture is not what its label says. */
export const pictured = (data: Uint8Array, type: 'PNG' | 'GIF' = 'PNG'): SealingSample => {
  const sealInfo = writeSealInfo(
    sampleSealInfo({
      certList: { kind: 'certificates', certificates: [signer.certificate.der] },
      picture: { type, data, widthMm: 42, heightMm: 42 },
    }),
  );
  const der = writeSeal({
    sealInfo,
    makerCertificate: maker.certificate.der,
    signatureDer: rsToDer(maker.sign(sealInfo)),
  });
  return { sealDer: der, sealFile: der };
};

/** The four parts of the good seal: what its maker signed, his certificate, the algorithm, the value. */
export const [
  info = new Uint8Array(),
  certificate = new Uint8Array(),
  algorithm = new Uint8Array(),
  value = new Uint8Array(),
] = parts(sealDer);
