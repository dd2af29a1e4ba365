import { type } from '@orpc/contract';
import type { SignatureProfile } from '../model/signature-profile.ts';
import type { RegisterField } from '../policy/register-form.ts';
import { method } from './procedure.ts';

/** A seal an application may be made for: active here, with a picture. Lengths in millimetres. */
export interface SealChoice {
  readonly esId: string;
  readonly name: string;
  readonly category: string;
  readonly custodianName: string;
  readonly widthMm: number;
  readonly heightMm: number;
  readonly isTraining: boolean;
  /** Who decides, step by step; null where the holder himself decides. */
  readonly chain: {
    readonly version: number;
    readonly steps: readonly {
      readonly name: string;
      readonly approvers: readonly { readonly account: string; readonly name: string; readonly post: string }[];
    }[];
  } | null;
}

/** What the application form is made of, under the regulation in force here. */
export interface RegisterForm {
  readonly unitName: string;
  readonly deptNames: readonly string[];
  readonly fields: readonly RegisterField[];
  /** Listed categories of use; null where the regulation lists none. */
  readonly categories: readonly { readonly code: string; readonly label: string }[] | null;
  readonly terms: { readonly seal: string; readonly token: string; readonly pin: string };
  readonly seals: readonly SealChoice[];
  /** The form an application for a PDF begins with. */
  readonly signatureForm: SignatureProfile;
}

/** Registered as `station.registerForm`. */
export const registerFormMethod = method.output(type<RegisterForm>());
