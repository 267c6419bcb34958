import canonicalize from 'canonicalize';

const hex = (bytes: ArrayBuffer): string =>
  [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('');

/**
 * The one text of a JSON value (RFC 8785): members sorted, numbers and texts written one way. Throws on what
 * JSON cannot hold.
 */
export const canonicalText = (value: unknown): string => {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('not a JSON value');
  // A lone surrogate has no UTF-8 form: two different texts would get one digest.
  if (!text.isWellFormed()) throw new TypeError('half a surrogate pair');
  return text;
};

/** SHA-256 of a text's UTF-8 bytes, in lower-case hexadecimal. */
export const digestOfText = async (text: string): Promise<string> =>
  hex(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));

/**
 * SHA-256 over the RFC 8785 text of a JSON value, in lower-case hexadecimal: what approvals and sheets are
 * compared by.
 */
export const digestOf = (value: unknown): Promise<string> => digestOfText(canonicalText(value));
