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

const isAddedTo = ({ lines }: SourceFile, line: string): boolean => {
  const [, name] = /const (\w+)/.exec(line) ?? [];
  return lines.some((other) => new RegExp(`\\b${name}\\.(set|add|delete|clear)\\(`).test(other));
};

/** Lines of a file that make something of the module's own that changes. */
const listState = (file: SourceFile): string[] =>
  file.lines.flatMap((line, i) => {
    const next = `${line} ${file.lines[i + 1]?.trim() ?? ''}`;
    const isHolder = HOLDER.test(next) && (!CONTENTS.test(next) || isAddedTo(file, line));
    return VARIABLE.test(line) || isHolder ? [`${file.path}:${i + 1}: ${line.trim()}`] : [];
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

  it('a set is refused when something adds to it, and allowed while its contents stand beside it', () => {
    const lines = ["const CODES = new Set(['OFFLINE']);"];
    expect(listState({ path: 'planted.ts', lines })).toEqual([]);
    expect(listState({ path: 'planted.ts', lines: [...lines, "  CODES.add('INTERNAL');"] })).toHaveLength(1);
  });
});
