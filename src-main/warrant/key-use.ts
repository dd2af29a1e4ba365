import type { NameParts } from '#main/trust/distinguished-name.ts';
import type { StampingWarrant } from './warrant-office.ts';
import type { SealMakingUse } from './seal-making-use.ts';

/**
 * Every purpose for which a key on a token may be used. The list is closed: the signing session takes one of these as
 * an argument, and code without one does not compile.
 *
 * A stamping warrant lets the session sign a digest given from outside, because the warrant itself was bound to a
 * document by people. The other uses bring no digest: the token room builds the bytes from the fields below.
 */
export type KeyUse = StampingWarrant | CertificateRequestUse | ActivationProofUse | SelfTestUse | SealMakingUse;

/**
 * Prove possession of a new key to the CA: PKCS#10. By its nature the signed bytes are a DER SEQUENCE
 * (CertificationRequestInfo); the token room builds it from the subject and the token's own public key, and its
 * fields cannot be read as TBS_Sign: where that has a time and a BIT STRING, this has a public key and a [0].
 */
export class CertificateRequestUse {
  readonly kind = 'certificate-request';
  readonly #subject: NameParts;
  readonly useId: string;

  constructor(useId: string, subject: NameParts) {
    this.useId = useId;
    this.#subject = { ...subject };
  }
  get subject(): NameParts {
    return { ...this.#subject };
  }
  static isGenuine(value: unknown): value is CertificateRequestUse {
    return typeof value === 'object' && value !== null && #subject in value;
  }
}

/** Show the registry, by answering its challenge, that the delivered seal's key is in this station's hands. */
export class ActivationProofUse {
  readonly kind = 'activation-proof';
  readonly #fields: { readonly sealEsId: string; readonly stationId: string; readonly challenge: string };
  readonly useId: string;

  constructor(useId: string, fields: { sealEsId: string; stationId: string; challenge: string }) {
    this.useId = useId;
    this.#fields = { sealEsId: fields.sealEsId, stationId: fields.stationId, challenge: fields.challenge };
  }
  get fields(): { readonly sealEsId: string; readonly stationId: string; readonly challenge: string } {
    return this.#fields;
  }
  static isGenuine(value: unknown): value is ActivationProofUse {
    return typeof value === 'object' && value !== null && #fields in value;
  }
}

/** Sign one fixed test statement with the custodian present, to learn whether a model and driver are usable. */
export class SelfTestUse {
  readonly kind = 'self-test';
  readonly #useId: string;

  constructor(useId: string) {
    this.#useId = useId;
  }
  get useId(): string {
    return this.#useId;
  }
  static isGenuine(value: unknown): value is SelfTestUse {
    return typeof value === 'object' && value !== null && #useId in value;
  }
}
