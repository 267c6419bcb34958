import { readdirSync, readFileSync } from 'node:fs';
import { PROBLEMS } from '@hocba/shared/problems';
import { expect, test } from 'vitest';
import { en } from './en-texts.ts';
import { vi } from './vi-texts.ts';

type Texts = { readonly [key: string]: string | Texts };

/** `app.signIn`, `problems.OFFLINE`… of a catalogue, with their texts. */
const flatten = (texts: Texts, path = ''): Map<string, string> =>
  new Map(
    Object.entries(texts).flatMap(([key, value]): [string, string][] =>
      typeof value === 'string' ? [[`${path}${key}`, value]] : [...flatten(value, `${path}${key}.`)],
    ),
  );

const vietnamese = flatten(vi);
const english = flatten(en);
const AREAS = Object.keys(vi) as (keyof typeof vi)[];

const filesUnder = (folder: string): string[] =>
  readdirSync(new URL(folder, import.meta.url), { recursive: true, encoding: 'utf8' })
    .filter(
      (path) => /\.tsx?$/.test(path) && !/\.test\.tsx?$/.test(path) && !/^i18n[/\\](vi|en)[/\\]/.test(path),
    )
    .map((path) => readFileSync(new URL(`${folder}${path}`, import.meta.url), 'utf8'));

/** Regulations name texts of the interface too. */
const REGULATIONS = '../../../shared/src/regulations/';

const sourceFiles = (): string[] => [...filesUnder('../'), ...filesUnder(REGULATIONS)];

test('every text that a regulation names is in the catalogue', () => {
  const named = filesUnder(REGULATIONS).flatMap((source) =>
    [...source.matchAll(/\bsay\(\s*['`]([\w.]+)/g)].map(([, key = '']) => key),
  );
  expect(named.length).toBeGreaterThan(15);
  const keys = [...vietnamese.keys()].map((key) => key.slice(key.indexOf('.') + 1));
  expect(named.filter((key) => !keys.some((known) => known.startsWith(key)))).toEqual([]);
});

test('every problem code has a text in both languages', () => {
  for (const code of [...Object.keys(PROBLEMS), 'OFFLINE']) {
    expect(vietnamese.get(`problems.${code}`), code).toMatch(/\S.*\.$/);
    expect(english.get(`problems.${code}`), code).toMatch(/\S.*\.$/);
  }
});

test('the English texts have the keys of Vietnamese and add nothing but singulars', () => {
  expect([...vietnamese.keys()].filter((key) => !english.has(key))).toEqual([]);
  const added = [...english.keys()].filter((key) => !vietnamese.has(key));
  expect(added.filter((key) => !vietnamese.has(key.replace(/_one$/, '')))).toEqual([]);
});

test('both languages fill in the same values', () => {
  const slots = (text: string) => [...new Set(text.match(/\{\{\w+\}\}/g) ?? [])].sort();
  const differing = [...vietnamese].filter(
    ([key, text]) => slots(text).join() !== slots(english.get(key) ?? '').join(),
  );
  expect(differing.map(([key]) => key)).toEqual([]);
});

/** Acts that no screen has yet: a person who is sent to the office for it finds nobody who can do it. */
const NOT_ON_SCREEN = /phân công|danh sách lớp|danh sách môn|vai trò của tài khoản|quyền của tài khoản/i;
/** The office is asked, or is said to do it by itself. */
const IN_THE_OFFICE =
  /(hỏi|đề nghị|nhờ|báo) (văn thư|hiệu trưởng)|(văn thư|hiệu trưởng) (nhập|ghi|đổi|sửa|thêm)/i;

test('field 14: no text sends a person to the office for what only the operator of the server can do today', () => {
  const sentAway = [...vietnamese].filter(([, text]) => NOT_ON_SCREEN.test(text) && IN_THE_OFFICE.test(text));
  const silent = sentAway.filter(([, text]) => !/người quản trị máy chủ/i.test(text));
  expect(silent.map(([key]) => key)).toEqual([]);
  expect(vietnamese.get('app.forgotten')).toContain(vietnamese.get('app.navPasswords'));
});

test('no text is empty or shouts', () => {
  const bad = [...vietnamese, ...english].filter(([, text]) => text.trim() === '' || text.includes('!'));
  expect(bad.map(([key]) => key)).toEqual([]);
});

test('field 15: the Vietnamese texts ask with Vui lòng or Đề nghị and give up with Hủy, as a school office writes', () => {
  const pleading = [...vietnamese].filter(([, text]) => /(^|[.;:,?] *|nên )[Xx]in (?!cấp)/.test(text));
  expect(pleading.map(([key]) => key)).toEqual([]);
  expect([...vietnamese].filter(([, text]) => /\bThôi\b/.test(text)).map(([key]) => key)).toEqual([]);
  expect(vi.anyPage.cancel).toBe('Hủy');
});

test('field 15: the homeroom teacher confirms (Xác nhận), the head approves (Duyệt)', () => {
  const texts = [...vietnamese].filter(([, text]) => /(GVCN|chủ nhiệm)( đã| chưa)? duyệt/.test(text));
  expect(texts.map(([key]) => key)).toEqual([]);
  expect(vi.approvals.recordState.confirmed).toBe('GVCN đã xác nhận');
  expect(vi.approvals.confirm).toMatch(/^Xác nhận/);
  expect(vi.approvals.finalise).toMatch(/^Duyệt/);
});

test('field 15: columns are headed as on the forms of the Ministry', () => {
  const { column, columnTx } = vi.gradebook;
  expect([columnTx, column.gk, column.ck, column.average]).toEqual([
    'ĐĐGtx{{number}}',
    'ĐĐGgk',
    'ĐĐGck',
    'ĐTBmhk',
  ]);
});

test('field 15: a code that a family gets is called Mã tra cứu from the menu to the receiving school', () => {
  const { form, consent } = vi.lookUp;
  expect([vi.app.navConsent, consent.title, consent.issue]).toEqual(Array(3).fill('Cấp mã tra cứu'));
  expect([form.code, consent.slip.code]).toEqual(['Mã tra cứu', 'Mã tra cứu']);
});

/** Texts chosen by a value of the code: t(`stage.${state}`) may mean any key with that beginning, or that end. */
const usedPatterns = (sources: readonly string[]): readonly (readonly [string, string])[] =>
  sources.flatMap((source) =>
    [...source.matchAll(/(?:t\(|say\(|key:)\s*`(?:\w+:)?([\w.-]*)\$\{[^}]*\}([\w.-]*)`/g)].map(
      ([, start = '', end = '']) => [start, end] as const,
    ),
  );

test('every key is used somewhere, so that no catalogue gathers dead texts', () => {
  const sources = sourceFiles();
  const words = new Set(
    sources.flatMap((source) => source.match(/(?<=['"`:.])[\p{L}\w.-]+(?=['"`])/gu) ?? []),
  );
  const patterns = usedPatterns(sources).filter(([start, end]) => start !== '' || end !== '');
  const isUsed = (key: string) =>
    words.has(key) || patterns.some(([start, end]) => key.startsWith(start) && key.endsWith(end));
  const unused = AREAS.filter((area) => area !== 'problems').flatMap((area) =>
    [...flatten(vi[area]).keys()]
      .map((key) => key.replace(/_(one|other)$/, ''))
      .filter((key) => !isUsed(key))
      .map((key) => `${area}.${key}`),
  );
  expect(unused).toEqual([]);
});
