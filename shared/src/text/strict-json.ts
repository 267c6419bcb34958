import { RegistryError } from '../problems.ts';
import { UNSEEN } from './unseen.ts';

/** The values that JSON text can hold. */
export type Json = string | number | boolean | null | Json[] | { [name: string]: Json };

/** How a text is read. */
export interface StrictJsonOptions {
  /** Member names are ids of somebody else: any text may be one, and objects become maps without a prototype. */
  readonly allowAnyNames?: boolean;
}

/** Deeper nesting has no use here and costs the reader its stack. */
const MAX_DEPTH = 32;

/** Names that reach an object's prototype in code that copies members carelessly. */
const POISONOUS = new Set(['__proto__', 'constructor', 'prototype']);

const SPACE = /[ \t\n\r]*/y;
const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
const STRING = /"[^"\\]*(?:\\.[^"\\]*)*"/y;
const WORDS = [
  ['true', true],
  ['false', false],
  ['null', null],
] as const;

/** One reading of one text; a class would only hide that these three move together. */
interface Reader {
  readonly text: string;
  readonly allowAnyNames: boolean;
  at: number;
}

const refuse = (reader: Reader, what: string): never => {
  throw new RegistryError('MALFORMED_JSON', `${what} at character ${reader.at}`);
};

/** The piece a sticky pattern matches here; the reader moves behind it. */
const take = (reader: Reader, pattern: RegExp): string | undefined => {
  pattern.lastIndex = reader.at;
  const found = pattern.exec(reader.text)?.[0];
  if (found !== undefined) reader.at += found.length;
  return found;
};

/** Most places have no space at all, and asking the pattern at each was half the work of reading. */
const skipSpace = (reader: Reader): void => {
  if (reader.text.charCodeAt(reader.at) <= 0x20) take(reader, SPACE);
};

const takeChar = (reader: Reader, char: string): boolean => {
  if (reader.text[reader.at] !== char) return false;
  reader.at += 1;
  return true;
};

const readString = (reader: Reader): string => {
  const start = reader.at;
  const raw = take(reader, STRING) ?? refuse(reader, 'unfinished text');
  let value = raw.slice(1, -1);
  try {
    if (value.includes('\\')) value = JSON.parse(raw);
  } catch {
    reader.at = start;
    return refuse(reader, 'malformed text');
  }
  if (!value.isWellFormed()) refuse(reader, 'half a surrogate pair');
  if (UNSEEN.test(value)) refuse(reader, 'control character');
  return value;
};

/** A number is written the one way JSON writes it, so that nobody reads 9.999999999999999999 as 10. */
const readNumber = (reader: Reader): number => {
  const raw = take(reader, NUMBER) ?? refuse(reader, 'unknown word');
  const value = Number(raw);
  if (String(value) !== raw || Math.abs(value) > Number.MAX_SAFE_INTEGER) refuse(reader, 'number not plain');
  return value;
};

const readName = (reader: Reader): string => {
  if (reader.text[reader.at] !== '"') refuse(reader, 'member name expected');
  const name = readString(reader);
  if (!reader.allowAnyNames && POISONOUS.has(name)) refuse(reader, 'member name not allowed');
  return name;
};

const readObject = (reader: Reader, depth: number): { [name: string]: Json } => {
  if (depth > MAX_DEPTH) refuse(reader, 'nested too deep');
  const target: { [name: string]: Json } = reader.allowAnyNames ? Object.create(null) : {};
  skipSpace(reader);
  if (takeChar(reader, '}')) return target;
  do {
    skipSpace(reader);
    const name = readName(reader);
    if (Object.hasOwn(target, name)) refuse(reader, 'member name twice');
    skipSpace(reader);
    if (!takeChar(reader, ':')) refuse(reader, 'colon expected');
    target[name] = readValue(reader, depth);
  } while (takeChar(reader, ','));
  if (!takeChar(reader, '}')) refuse(reader, 'unfinished object');
  return target;
};

const readArray = (reader: Reader, depth: number): Json[] => {
  if (depth > MAX_DEPTH) refuse(reader, 'nested too deep');
  const target: Json[] = [];
  skipSpace(reader);
  if (takeChar(reader, ']')) return target;
  do target.push(readValue(reader, depth));
  while (takeChar(reader, ','));
  if (!takeChar(reader, ']')) refuse(reader, 'unfinished list');
  return target;
};

const readScalar = (reader: Reader): Json => {
  if (reader.text[reader.at] === '"') return readString(reader);
  for (const [word, value] of WORDS) {
    if (reader.text.startsWith(word, reader.at)) {
      reader.at += word.length;
      return value;
    }
  }
  return readNumber(reader);
};

/** One value with the space around it. */
const readValue = (reader: Reader, depth: number): Json => {
  skipSpace(reader);
  const value = takeChar(reader, '{')
    ? readObject(reader, depth + 1)
    : takeChar(reader, '[')
      ? readArray(reader, depth + 1)
      : readScalar(reader);
  skipSpace(reader);
  return value;
};

/** Names that may reach a prototype, wherever they stand; and escapes, of which the usual two are harmless. */
const SUSPICIOUS_NAME = /"(?:__proto__|constructor|prototype)"/;
const SUSPICIOUS_ESCAPE = /\\[^"\\]/;
const SUSPICIOUS_MARK = /[\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;

/** Whether a member keeps the limits; most are texts, for which nothing has to be called. */
const keepsLimits = (value: Json | undefined, depth: number, allowAnyNames: boolean): boolean => {
  if (typeof value === 'number') return Math.abs(value) <= Number.MAX_SAFE_INTEGER;
  return typeof value !== 'object' || value === null || holdsLimits(value, depth, allowAnyNames);
};

/** Whether a list or an object and all in it keep the limits; objects lose their prototype where any name may occur. */
const holdsLimits = (
  value: Json[] | { [name: string]: Json },
  depth: number,
  allowAnyNames: boolean,
): boolean => {
  if (depth >= MAX_DEPTH) return false;
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) {
      if (!keepsLimits(value[i], depth + 1, allowAnyNames)) return false;
    }
    return true;
  }
  if (allowAnyNames) Object.setPrototypeOf(value, null);
  for (const name of Object.keys(value)) {
    if (!keepsLimits(value[name], depth + 1, allowAnyNames)) return false;
  }
  return true;
};

/**
 * Reads what a program printed, at the speed of the engine: a text that the engine prints again in the same way, and
 * in which nothing looks suspicious, has no name twice and every number plain. Undefined says nothing about a text.
 */
const readPlain = (text: string, allowAnyNames: boolean): Json | undefined => {
  if (text.includes('\\') && SUSPICIOUS_ESCAPE.test(text)) return undefined;
  if (SUSPICIOUS_MARK.test(text) || (!allowAnyNames && SUSPICIOUS_NAME.test(text))) return undefined;
  let value: Json;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  return keepsLimits(value, 0, allowAnyNames) && JSON.stringify(value) === text ? value : undefined;
};

/**
 * Reads JSON that has exactly one reading: UTF-8 without a byte order mark, no member name twice, no name that
 * reaches a prototype, no half surrogate, control or direction mark in a text, numbers written plainly and no
 * larger than 2^53 - 1, at most 32 levels. Throws MALFORMED_JSON with the place, never with the content.
 */
export const parseStrictJson = (input: Uint8Array | string, options: StrictJsonOptions = {}): Json => {
  const text = typeof input === 'string' ? input : decode(input);
  const allowAnyNames = options.allowAnyNames === true;
  const plain = readPlain(text, allowAnyNames);
  if (plain !== undefined) return plain;
  const reader: Reader = { text, allowAnyNames, at: 0 };
  const value = readValue(reader, 0);
  if (reader.at < text.length) refuse(reader, 'more text after the value');
  return value;
};

/** `ignoreBOM` keeps the mark in the text, where the reader refuses it. */
const decode = (bytes: Uint8Array): string => {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new RegistryError('MALFORMED_JSON', 'not UTF-8');
  }
};
