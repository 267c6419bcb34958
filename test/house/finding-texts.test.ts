import { PROBLEMS } from '@hocba/shared/problems';
import { describe, expect, it } from 'vitest';
import { problems as en } from '../../school-client/src/i18n/en/problems.ts';
import { problems as vi } from '../../school-client/src/i18n/vi/problems.ts';
import { readVectorFiles, runInNode } from '../vectors/run-vectors.ts';
import { readSources } from './source-files.ts';

const RULES = /^shared\/src\/(marks|regulations|record|school|calendar|text)\/(?!.*\.(test|fixture)\.ts$)/;

/** Every code that stands in a source as a text; no other text of these folders is written in such capitals. */
const codesIn = (lines: readonly string[]): string[] =>
  lines.flatMap((line) =>
    [...line.matchAll(/'([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)'/g)].map(([, code = '']) => code),
  );

const textsOf = (code: string) => ({
  vietnamese: (vi as Readonly<Record<string, string>>)[code] ?? '',
  english: (en as Readonly<Record<string, string>>)[code] ?? '',
});

/** Small vowels with a mark: every Vietnamese sentence has one, an English sentence has none (Đ is also a result). */
const VIETNAMESE = /[àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ]/;

/** The reason that keeps a code from being shown to a person. */
const faultsOf = (code: string): string[] => {
  const { vietnamese, english } = textsOf(code);
  return [
    ...(Object.hasOwn(PROBLEMS, code) ? [] : [`${code}: not in the catalogue`]),
    ...(VIETNAMESE.test(vietnamese) ? [] : [`${code}: no Vietnamese`]),
    ...(/^[A-Z].* .*\.$/.test(english) && !VIETNAMESE.test(english) ? [] : [`${code}: no English`]),
  ];
};

/** Findings at any depth of what a rule gave. */
const findingsIn = (value: unknown): Record<string, unknown>[] => {
  if (typeof value !== 'object' || value === null) return [];
  const own = 'code' in value && typeof value.code === 'string' ? [{ ...value }] : [];
  return [...own, ...Object.values(value).flatMap(findingsIn)];
};

const codes = new Set(
  readSources()
    .filter(({ path }) => RULES.test(path))
    .flatMap(({ lines }) => codesIn(lines)),
);

/** The one code of these folders that is thrown, at a text that is no strict JSON, before any rule sees it. */
const THROWN = new Set(['MALFORMED_JSON']);

/** Findings of the registry over several sheets, which `isBlocking` only names; server/src/records has its tests. */
const OF_THE_REGISTRY = new Set(['MARKS_LEFT_BEHIND']);

describe('findings of the rules', () => {
  it('findings of the rules have a text in both languages, code by code', () => {
    expect(codes.size).toBeGreaterThan(50);
    expect([...codes].flatMap(faultsOf)).toEqual([]);
  });

  it('a finding without a text is found when somebody plants its code', () => {
    expect(codesIn([`  return [{ code: 'MOON_FULL', subject }];`]).flatMap(faultsOf)).toEqual([
      'MOON_FULL: not in the catalogue',
      'MOON_FULL: no Vietnamese',
      'MOON_FULL: no English',
    ]);
  });
});

describe('bad input gives a coded finding that says where and why:', () => {
  it.each<[what: string, path: string, name: string, code: string, where: object]>([
    [
      'a mark out of range',
      'record/year-record.json',
      'a mark of 11,0: no average, a finding instead',
      'MARK_OUT_OF_RANGE',
      { student: 'saaaaaaaaaaaa', subject: 'van', term: 'hk1', column: 'gk', value: 110 },
    ],
    [
      'the same where it is typed',
      'circular-22-2021/cell-input.json',
      'toan tx1: "10,1" is above ten',
      'MARK_OUT_OF_RANGE',
      { subject: 'toan', column: 'tx1', value: '10,1' },
    ],
    [
      'a subject not in the curriculum',
      'record/year-record.json',
      'a subject not in the curriculum: no result, a finding instead',
      'SUBJECT_UNKNOWN',
      { student: 'saaaaaaaaaaaa', subject: 'alchemy', term: 'hk1' },
    ],
    [
      'a missing end-term test',
      'record/year-record.json',
      'no end-term mark in Toán: no average, no rating, a finding instead',
      'MARK_MISSING',
      { student: 'saaaaaaaaaaaa', subject: 'toan', term: 'hk2', column: 'ck' },
    ],
    [
      'a year without rules',
      'record/year-record.json',
      'grade 8 of 2022-2023: no rules here, nothing is computed',
      'RULES_UNKNOWN',
      { student: 'saaaaaaaaaaaa', value: '8 2022-2023' },
    ],
    [
      'a 13-digit number',
      'school/personal-id.json',
      'thirteen digits',
      'PERSONAL_ID_MALFORMED',
      { digits: [1, 12], told: '13', known: '12' },
    ],
  ])('bad input gives a coded finding that says where and why: %s', async (_, path, name, code, where) => {
    const file = readVectorFiles().find((one) => one.path === path);
    const vector = file?.content.cases.find((one) => one.name === name);
    if (file === undefined || vector === undefined) throw new Error(`no vector ${path}: ${name}`);
    const [result] = await runInNode({ path, content: { ...file.content, cases: [vector] } });
    expect(result?.faults).toEqual([]);
    expect(findingsIn(vector.output)[0]).toEqual({ code, ...where });
    expect(faultsOf(code)).toEqual([]);
  });

  it('the vectors have a case of every code that the rules know', () => {
    const shown = new Set(
      readVectorFiles().flatMap(({ content }) =>
        content.cases.flatMap(({ output }) => findingsIn(output).map(({ code }) => code)),
      ),
    );
    const elsewhere = THROWN.union(OF_THE_REGISTRY);
    expect([...codes].filter((code) => !shown.has(code) && !elsewhere.has(code))).toEqual([]);
  });
});
