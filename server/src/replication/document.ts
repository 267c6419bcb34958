import type { Json } from '@hocba/shared/text/strict-json';

/** A document as it travels: `_id` and the members of its body. */
export type JsonObject = { [name: string]: Json };

/** A document from outside, opened: what a decision about it may need. */
export interface Arrived {
  /** `_id` and the members of its body. */
  readonly value: unknown;
  /** The revision it was sent with; null when no device sent it. */
  readonly rev: string | null;
  /** `value` as JSON text; made when it is asked for. */
  text(): string;
}

/**
 * A body with more members before its own. It is put in as it is: parsing and printing thousands of documents again
 * would be most of the work of an answer.
 */
export const withHead = (members: object, body: string): string => {
  const head = JSON.stringify(members);
  return body === '{}' ? head : `${head.slice(0, -1)},${body.slice(1)}`;
};
