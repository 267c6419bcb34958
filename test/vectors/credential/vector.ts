import { ISSUER } from './good-record.ts';
import { type KeyName, signRaw, thumbprintOf } from './sign-anything.ts';

/** One row of the vectors: a text, the list to check it against, and what a verifier must say. */
export interface Vector {
  /** Number in the list of bad inputs (0: a good one). */
  readonly item: number;
  readonly name: string;
  readonly token: string;
  readonly verdict: 'VALID' | 'INVALID' | 'UNVERIFIABLE';
  /** Where the verdict falls, and its code. */
  readonly step?: string;
  readonly code?: string;
  /** Name of the trust list; `main` when absent, `none` for no list. */
  readonly trustList?: string;
}

export const kidFor = async (key: KeyName, issuer = ISSUER): Promise<string> =>
  `${issuer}/keys/${await thumbprintOf(key)}`;

/** Header text of a good record, with members changed or added; undefined takes one away. */
export const headerText = async (changes: object = {}, key: KeyName = 'active'): Promise<string> =>
  JSON.stringify({ alg: 'ES256', typ: 'vc+jwt', kid: await kidFor(key), ...changes });

/** A text refused with this code in this step. */
export const invalid = (item: number, name: string, token: string, step: string, code: string): Vector => ({
  item,
  name,
  token,
  verdict: 'INVALID',
  step,
  code,
});

/** A payload signed in full order by a good key. */
export const signPayload = async (payload: string | Uint8Array, key: KeyName = 'active'): Promise<string> =>
  signRaw(await headerText({}, key), payload, key);
