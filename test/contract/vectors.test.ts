import { readFileSync } from 'node:fs';
import { Value } from 'typebox/value';
import { describe, expect, it } from 'vitest';
import { readSources } from '../house/source-files.ts';
import { runCase, textOf } from '../vectors/run-case.ts';
import { readVectorFiles, runInNode } from '../vectors/run-vectors.ts';
import { schemaText, VectorFile } from '../vectors/vector-format.ts';
import { withoutMachine } from '../vectors/without-machine.ts';

const files = readVectorFiles();

it('the schema of the vectors is the one the code writes', () => {
  expect(readFileSync(new URL('../vectors/vector.schema.json', import.meta.url), 'utf8')).toBe(schemaText());
});

it('the vectors cover every regulation and table', () => {
  expect(files.length).toBeGreaterThan(15);
  expect(files.reduce((sum, { content }) => sum + content.cases.length, 0)).toBeGreaterThan(400);
});

/** Parts of the rules that have no table of their own: they are seen through the results that rest on them. */
const PARTS = [
  /\/(article|lift|rating|levels|points|year-results|check-(summer-|primary-)?row)\.ts$/,
  /\/(compute-year|explain-record|explain-summer|finished-year|summer-of-record|with-summer)\.ts$/,
  // Shapes, with the question whether a value is one of theirs.
  /\/year\/record\.ts$/,
  // Their words are tried with the texts of the interface: school-client/src/features/approvals/explain, src/family.
  /\/(explain-rating|explain-sections|explain-year|page|plain)\.ts$/,
  /\/marks\/(cell-input|is-blocking|row-values|sheet-place)\.ts$/,
  /\/regulations\/(explained\/)?[^/]+\.ts$/,
];

it('every file of the regulations that computes something has vectors', () => {
  const computing = readSources()
    .filter(
      ({ path }) => /^shared\/src\/(marks|regulations)\//.test(path) && !/\.(test|fixture)\.ts$/.test(path),
    )
    .filter(({ lines }) => lines.some((line) => /^export const \w+ = (<\w+>)?\(/.test(line)))
    .filter(({ path }) => !PARTS.some((part) => part.test(path)));
  expect(computing.length).toBeGreaterThan(15);
  const tried = new Set(files.map(({ content }) => `shared/src/${content.module}.ts`));
  expect(computing.map(({ path }) => path).filter((path) => !tried.has(path))).toEqual([]);
});

describe('vectors', () => {
  it.each(files.map((file) => ({ ...file, cases: file.content.cases.length })))(
    'the $path file holds in all its $cases cases',
    async (file) => {
      const places = Value.Errors(VectorFile, file.content).map((error) => error.instancePath);
      expect(places).toEqual([]);
      const names = file.content.cases.map(({ name }) => name);
      expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
      const results = await runInNode(file);
      expect(results.length).toBe(file.content.cases.length);
      expect(results.filter(({ faults }) => faults.length > 0)).toEqual([]);
    },
  );
});

describe('a case', () => {
  const sum = (a: number, b: number) => a + b;
  const one = { name: 'sum', article: 'example', input: [1, 2], output: 3 };
  const faultsOf = (tested: unknown, changes: object = {}) => runCase(tested, { ...one, ...changes }).faults;

  it('a case holds when the function gives the output', () => {
    expect(faultsOf(sum)).toEqual([]);
    expect(faultsOf(sum, { wrong: [{ value: 4, why: 'counted both twice' }] })).toEqual([]);
    expect(faultsOf({ a: { b: 3 } }, { input: ['a', 'b'] })).toEqual([]);
    expect(faultsOf(() => ({ a: 1, b: undefined }), { output: { a: 1 } })).toEqual([]);
    const { output: _, ...noOutput } = one;
    expect(runCase(() => undefined, noOutput).faults).toEqual([]);
  });

  it('a case fails on another answer, a wrong one, a throw, changed arguments and an unsteady answer', () => {
    let asked = 0;
    expect(faultsOf(sum, { output: 4 })).toEqual(['expected 4']);
    expect(faultsOf(sum, { output: '3' })).toEqual(['expected "3"']);
    expect(faultsOf(sum, { wrong: [{ value: 3, why: 'because' }] })).toEqual([
      'gives the wrong answer 3: because',
    ]);
    const fail = () => {
      throw new RangeError('no');
    };
    expect(runCase(fail, one)).toEqual({ name: 'sum', got: 'threw no', faults: ['expected 3'] });
    expect(faultsOf((list: number[]) => list.sort(), { input: [[2, 1]], output: [1, 2] })).toEqual([
      'changed its arguments',
    ]);
    expect(faultsOf(() => ++asked, { output: 1 })).toEqual(['answers differently when asked again']);
  });

  it('a case takes a map as an argument', () => {
    const size = (map: ReadonlyMap<string, number>) => map.get('b');
    expect(faultsOf(size, { input: [{ $map: [['b', 3]] }] })).toEqual([]);
  });

  it('a case compares exactly', () => {
    expect([-0, Number.NaN, null, undefined, [undefined], new Map([['a', 1]])].map(textOf)).toEqual([
      '-0',
      'NaN',
      'null',
      'undefined',
      '[undefined]',
      '{"$map":[["a",1]]}',
    ]);
  });
});

describe('a rule that asks the machine fails its case:', () => {
  it.each([
    ['Date', () => Date.now()],
    ['Date', () => new Date(0).getTime()],
    ['Intl', () => new Intl.NumberFormat('vi').format(1)],
    ['random', () => Math.random()],
    ['crypto', () => crypto.randomUUID()],
    ['performance', () => performance.now()],
    ['localeCompare', () => ['Đạt', 'Dũng'].sort((a, b) => a.localeCompare(b))],
    ['toLocaleUpperCase', () => 'ánh'.toLocaleUpperCase()],
    ['toLocaleString', () => (8.5).toLocaleString()],
    ['fetch', () => fetch('/')],
    ['setTimeout', () => setTimeout(() => undefined, 0)],
  ])('a rule that asks the machine fails its case: %s', (name, rule) => {
    const one = { name: 'planted', article: 'example', input: [] };
    expect(withoutMachine(() => runCase(rule, one)).got).toBe(`threw asked the machine for ${name}`);
  });

  it('the machine is there again after a rule that asked it', () => {
    expect(() => withoutMachine(() => Date.now())).toThrow('asked the machine for Date');
    expect(Date.now()).toBeGreaterThan(0);
    expect('b'.localeCompare('a')).toBe(1);
  });
});
