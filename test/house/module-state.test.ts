import { describe, expect, it } from 'vitest';
import { readSources, type SourceFile } from './source-files.ts';

/*
 * What changes while a page is open belongs to an object that somebody made and hands down: the page or its workspace.
 * A variable of a module outlives a sign-out, is shared by every test of a file, and can be changed from anywhere.
 */

/** Files that a browser starts; what they make lives as long as the page. */
const ENTRIES = ['school-client/src/app/main.tsx', 'school-client/src/app/service-worker.ts'];

const isEntry = (path: string): boolean => ENTRIES.includes(path) || /\/main\.tsx$/.test(path);
const isTest = (path: string): boolean => /\.test\.tsx?$|browser-for-tests/.test(path);

/** Beginnings of lines of a module's own, not of a function's. */
const VARIABLE = /^(export )?(let|var) /;
const HOLDER =
  /^(export )?const \w+(: [^=]+?)? = (new (Map|Set|WeakMap|WeakSet|EventTarget|BroadcastChannel)|create(?!Context\b)\w+)\b/;
/** A collection whose contents stand beside it, and which nobody adds to, changes nothing. */
const CONTENTS = /new (Map|Set)(<.*>)?\(\[/;

/** The constants that a file has of its own, and what it says that changes the contents of one. */
const CONSTANT = /^(?:export )?const (\w+)/;
const changing = (name: string): RegExp =>
  new RegExp(
    `(?<![\\w.])${name}(\\.(set|add|delete|clear|push|pop|shift|unshift|splice|sort|reverse)\\(|(\\.\\w+|\\[[^\\]]+\\])+ ([-+*]|\\?\\?|\\|\\||&&)?= )`,
  );

const isChanged = ({ lines }: SourceFile, line: string): boolean => {
  const [, name] = CONSTANT.exec(line) ?? [];
  return name !== undefined && lines.some((other) => changing(name).test(other));
};

/** Lines of a file that make something of the module's own that changes. */
const listState = (file: SourceFile): string[] =>
  file.lines.flatMap((line, i) => {
    const next = `${line} ${file.lines[i + 1]?.trim() ?? ''}`;
    const isHolder = HOLDER.test(next) && !CONTENTS.test(next);
    return VARIABLE.test(line) || isHolder || isChanged(file, line)
      ? [`${file.path}:${i + 1}: ${line.trim()}`]
      : [];
  });

describe('the client keeps nothing that changes in a module', () => {
  const client = readSources().filter(
    ({ path }) => path.startsWith('school-client/src/') && !isTest(path) && !isEntry(path),
  );

  it('no file of it has a variable or a holder of values of its own', () => {
    expect(client.length).toBeGreaterThan(200);
    expect(client.flatMap(listState)).toEqual([]);
  });

  it.each([
    'let loop: Loop | undefined;',
    'export let state = 0;',
    'const timers = new Map<string, number>();',
    'const pages = new WeakMap<Inbox, number>();',
    'const listeners = new Set<() => void>();',
    "export const session = createStore<Session>({ state: 'starting' });",
    "const tabs = new BroadcastChannel('hocba-session');",
    'const page: Page = createPage();',
  ])('a planted line is refused: %s', (line) => {
    expect(listState({ path: 'school-client/src/sync/planted.ts', lines: [line] })).toHaveLength(1);
  });

  it.each([
    ["const CODES = new Set(['OFFLINE']);", "  CODES.add('INTERNAL');"],
    ['const waiting: string[] = [];', '  waiting.push(name);'],
    ['export const now = { loop: undefined };', '  now.loop = startLoop(parts);'],
    ['const counts: Record<string, number> = {};', '  counts[name] += 1;'],
    ['const counts: Record<string, number> = {};', '  counts[name] ??= 0;'],
  ])('a value is refused when something changes its contents, and allowed without: %s %s', (line, change) => {
    expect(listState({ path: 'planted.ts', lines: [line] })).toEqual([]);
    expect(listState({ path: 'planted.ts', lines: [line, change] })).toHaveLength(1);
  });

  it.each([
    ['const order = [1, 2];', '  return order.toSorted();'],
    ['const sizes = { up: 1 };', '  if (sizes.up === 1) return;'],
    ['const sizes = { up: 1 };', '  run.sizes.up = 2;'],
  ])('a read of a value is no change of it: %s %s', (line, reading) => {
    expect(listState({ path: 'planted.ts', lines: [line, reading] })).toEqual([]);
  });
});
