import type { JsonObject } from '@hocba/server/replication/document';
import type { Json } from '@hocba/shared/text/strict-json';
import { isJsonObject } from '../query.ts';
import { badRequest } from '../refusal.ts';

/** The order of kinds of values that CouchDB sorts by. */
const rankOf = (value: Json | undefined): number => {
  if (value === undefined || value === null) return 0;
  if (typeof value === 'boolean') return 1;
  if (typeof value === 'number') return 2;
  if (typeof value === 'string') return 3;
  return Array.isArray(value) ? 4 : 5;
};

const compare = (a: Json | undefined, b: Json | undefined): number => {
  const byKind = rankOf(a) - rankOf(b);
  if (byKind !== 0) return byKind;
  const [x, y] = [a, b].map((value) => (typeof value === 'object' ? JSON.stringify(value) : value));
  if (x === y) return 0;
  return (x ?? '') < (y ?? '') ? -1 : 1;
};

const listOf = (value: Json): Json[] => {
  if (!Array.isArray(value)) throw badRequest('a list is expected in the selector');
  return value;
};

/** The questions about one member. */
const TESTS: Readonly<Record<string, (value: Json | undefined, asked: Json) => boolean>> = {
  $eq: (value, asked) => value !== undefined && compare(value, asked) === 0,
  $ne: (value, asked) => value !== undefined && compare(value, asked) !== 0,
  $gt: (value, asked) => value !== undefined && compare(value, asked) > 0,
  $gte: (value, asked) => value !== undefined && compare(value, asked) >= 0,
  $lt: (value, asked) => value !== undefined && compare(value, asked) < 0,
  $lte: (value, asked) => value !== undefined && compare(value, asked) <= 0,
  $exists: (value, asked) => (value !== undefined) === (asked === true),
  $in: (value, asked) => value !== undefined && listOf(asked).some((each) => compare(value, each) === 0),
  $nin: (value, asked) => value !== undefined && listOf(asked).every((each) => compare(value, each) !== 0),
  $not: (value, asked) => !fits(value, asked),
};

const isTest = (asked: Json): asked is JsonObject =>
  isJsonObject(asked) && Object.keys(asked).some((name) => name.startsWith('$'));

/** Whether a member's value is what is asked: tests, a value, or an object of more members. */
const fits = (value: Json | undefined, asked: Json): boolean => {
  if (!isTest(asked)) {
    if (!isJsonObject(asked)) return TESTS.$eq?.(value, asked) === true;
    return isJsonObject(value) && matches(value, asked);
  }
  return Object.entries(asked).every(([name, wanted]) => {
    const test = Object.hasOwn(TESTS, name) ? TESTS[name] : undefined;
    if (test === undefined) throw badRequest(`${name} is not understood in a selector`);
    return test(value, wanted);
  });
};

/** The value that a path of names leads to. */
const memberAt = (doc: JsonObject, path: string): Json | undefined => {
  let at: Json | undefined = doc;
  for (const name of path.split('.')) {
    at = isJsonObject(at) && Object.hasOwn(at, name) ? at[name] : undefined;
  }
  return at;
};

/** Whether a document is what a selector asks for; throws `bad_request` at what it does not understand. */
export const matches = (doc: JsonObject, selector: JsonObject): boolean =>
  Object.entries(selector).every(([name, asked]) => {
    const parts = () => listOf(asked).map((part) => isJsonObject(part) && matches(doc, part));
    if (name === '$and') return parts().every((part) => part);
    if (name === '$or') return parts().some((part) => part);
    if (name === '$nor') return !parts().some((part) => part);
    if (name === '$not') return !(isJsonObject(asked) && matches(doc, asked));
    if (name.startsWith('$')) throw badRequest(`${name} is not understood in a selector`);
    return fits(memberAt(doc, name), asked);
  });
