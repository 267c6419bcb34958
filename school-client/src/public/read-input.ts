import { Refused } from '@hocba/shared/credential/verdict';
import { verify } from '@hocba/shared/credential/verify';
import { type BundleVerdict, parseBundle, verifyBundle } from '@hocba/shared/credential/verify-bundle';
import type { Instant } from '@hocba/shared/school/identifiers';

/** A bundle of 24 records with its trust list stays below this, in bytes. */
export const MAX_INPUT = 2 * 1024 * 1024;

/** What was given, checked; or that it is no record at all. */
export type Reading = { readonly found: BundleVerdict } | { readonly unreadable: true };

/** The token in a pasted link (its fragment), or the text without the line breaks that mail programs put in. */
const tokenIn = (text: string): string =>
  (/^https?:/i.test(text) ? text.replace(/^[^#]*#?/, '') : text).replaceAll(/\s+/g, '');

/** Checks a file's, pasted or linked text against a trust list, here, without any request. */
export const readInput = async (
  input: string,
  trustList: string | undefined,
  now: Instant,
): Promise<Reading> => {
  const text = input.replace(/^\uFEFF/, '').trim();
  try {
    if (text.startsWith('{')) {
      return { found: await verifyBundle(parseBundle(text), { trustList, now }) };
    }
    const token = tokenIn(text);
    // Anything without dots was never meant to be a token; calling it an invalid record would say too much.
    if (!token.includes('.')) return { unreadable: true };
    const one = await verify(token, { trustList, now });
    const trustListUsed = trustList === undefined ? 'none' : 'given';
    return { found: { verdict: one.verdict, trustListUsed, credentials: [one] } };
  } catch (error) {
    if (error instanceof Refused) return { unreadable: true };
    throw error;
  }
};
