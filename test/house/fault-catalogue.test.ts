import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
const TABLE = readFileSync(join(ROOT, 'test/faults/FAULTS.md'), 'utf8');

/** A fault as tests name it, and the tests that its row names. */
interface Row {
  readonly fault: string;
  /** Files that answer it. */
  readonly answers: readonly string[];
  readonly proofs: readonly { readonly file: string; readonly title: string }[];
}

/** Rows of the tables; one with no number goes on with the fault before it. */
const rowsOf = (text: string): Row[] => {
  const rows: { fault: string; answers: string[]; proofs: { file: string; title: string }[] }[] = [];
  const lines = text.matchAll(/^\| +(E?\d+|) *\|([^|]*)\|([^|]*)\| `([^`]+)` +\| (\S[^|]*) \|$/gm);
  for (const [, number = '', wrong = '', answer = '', file = '', title = ''] of lines) {
    const isNew = [number, wrong, answer].every((cell) => cell.trim() !== '');
    const answers = [...answer.matchAll(/`([^`]+\/[^`]+)`/g)].map(([, path = '']) => path);
    if (isNew) rows.push({ fault: number.startsWith('E') ? number : `fault ${number}`, answers, proofs: [] });
    rows.at(-1)?.proofs.push({ file, title: title.trim() });
  }
  return rows;
};

/** The numbers that a title begins with. */
const faultsOf = (title: string): string[] =>
  /^((?:E\d+|fault \d+)(?:, (?:E\d+|fault \d+))*): /.exec(title)?.[1]?.split(', ') ?? [];

/** Whether a file has a test of exactly this title that is always run. */
const hasTest = (file: string, title: string): boolean => {
  const path = join(ROOT, file);
  if (!existsSync(path)) return false;
  const text = readFileSync(path, 'utf8');
  const at = text.indexOf(`'${title}'`);
  return at > 0 && /(^|[^.\w])it(\.each[^;]*\))?\(\s*$/s.test(text.slice(0, at));
};

const rows = rowsOf(TABLE);

it('every row of the catalogue of faults is read, each fault once', () => {
  const lines = TABLE.split('\n').filter((line) => line.startsWith('|') && !/^\| (No\.|---)/.test(line));
  expect(rows.flatMap(({ proofs }) => proofs)).toHaveLength(lines.length);
  expect(rows).toHaveLength(lines.filter((line) => /^\| +E?\d/.test(line)).length);
  expect(new Set(rows.map(({ fault }) => fault)).size).toBe(rows.length);
});

it('every fault is in the catalogue', () => {
  const numbers = (count: number, prefix: string) =>
    Array.from({ length: count }, (_, i) => `${prefix}${i + 1}`);
  expect(rows.map(({ fault }) => fault)).toEqual([...numbers(19, 'E'), ...numbers(45, 'fault ')]);
});

it.each(rows)(
  '$fault is answered in files that are there, and shown by tests that begin with its number',
  ({ fault, answers, proofs }) => {
    expect(answers.length).toBeGreaterThan(0);
    expect(answers.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);

    expect(proofs.length).toBeGreaterThan(0);
    for (const { file, title } of proofs) {
      expect(faultsOf(title)).toContain(fault);
      expect(hasTest(file, title) ? title : `${file} has no test “${title}”`).toBe(title);
    }
  },
);

it('a title that is only near, and a test that is not run, show nothing', () => {
  expect(faultsOf('E7, fault 14: left out')).toEqual(['E7', 'fault 14']);
  expect(faultsOf('the fault 14: left out')).toEqual([]);
  const [row] = rows;
  const [proof] = row?.proofs ?? [];
  expect(hasTest(proof?.file ?? '', `${proof?.title} `)).toBe(false);
  expect(hasTest('test/faults/nothing.test.ts', proof?.title ?? '')).toBe(false);
});
