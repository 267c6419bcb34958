import { type Static, Type } from 'typebox';
import { Value } from 'typebox/value';
import { parseStrictJson } from '../../text/strict-json.ts';
import { RECORD_JWS, TRUST_LIST_JWS } from '../jws/kinds.ts';
import { Refused } from '../verify/verdict.ts';

/** More years than a pupil can have, with room for reissued ones. */
export const MAX_RECORDS = 24;

/** The file `.hocba.json`: exact compact texts only, never a decoded copy. */
export const Bundle = Type.Object(
  {
    v: Type.Literal(1),
    credentials: Type.Array(Type.String({ maxLength: RECORD_JWS.maxLength }), { maxItems: MAX_RECORDS }),
    trustList: Type.String({ maxLength: TRUST_LIST_JWS.maxLength }),
  },
  { additionalProperties: false },
);
export type Bundle = Static<typeof Bundle>;

/** The text of a bundle file: its members in one order, and nothing that came along beside them. */
export const bundleText = ({ v, credentials, trustList }: Bundle): string =>
  JSON.stringify({ v, credentials, trustList });

/**
 * Reads a `.hocba.json` file by the strict rules; throws `Refused` BUNDLE_MALFORMED of a text that ends early or is
 * damaged, BUNDLE_FORM_UNKNOWN of a whole one in another form, as a later version may write.
 */
export const parseBundle = (text: string): Bundle => {
  let value: unknown;
  try {
    value = parseStrictJson(text);
  } catch {
    throw new Refused('BUNDLE_MALFORMED');
  }
  if (!Value.Check(Bundle, value)) throw new Refused('BUNDLE_FORM_UNKNOWN');
  return value;
};
