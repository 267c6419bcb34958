import { decodeProtectedHeader } from 'jose';
import { type Head, openHead } from './head.ts';
import type { HeadKey } from './head-key.ts';

/** The member of a JSON line that holds a signed head, in the log of a registry and in files of heads alike. */
export const HEAD_MEMBER = 'chainHead';

/** One line of a file of heads. */
export const headLine = (jws: string): string => `${JSON.stringify({ [HEAD_MEMBER]: jws })}\n`;

/** The member wherever it stands in a text; collectors that wrap a log line in JSON put backslashes before quotes. */
const MEMBER = new RegExp(`${HEAD_MEMBER}\\\\*"\\s*:\\s*\\\\*"([^"\\\\]*)`, 'g');

/** Heads that were found in a text, and the lines that hold something else in the place of one. */
export interface FoundHeads {
  readonly heads: readonly Head[];
  readonly faults: readonly string[];
}

const kidOf = (jws: string): string | undefined => {
  try {
    return decodeProtectedHeader(jws).kid;
  } catch {
    return undefined;
  }
};

/** Why a text in the place of a head is none of this key. */
const faultOf = (key: HeadKey, jws: string, line: number): string => {
  const kid = kidOf(jws);
  return kid === undefined || kid === key.kid
    ? `line ${line} holds a head that was altered or cut off`
    : `line ${line} holds a head that another key signed: ${kid}`;
};

/** Opens every head in a text of any kind: a file of heads, or a saved log. */
export const findHeads = async (key: HeadKey, text: string): Promise<FoundHeads> => {
  const heads: Head[] = [];
  const faults: string[] = [];
  for (const [i, line] of text.split('\n').entries()) {
    for (const [, jws = ''] of line.matchAll(MEMBER)) {
      const head = await openHead(key, jws);
      if (head === undefined) faults.push(faultOf(key, jws, i + 1));
      else heads.push(head);
    }
  }
  return { heads, faults };
};
