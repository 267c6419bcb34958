import type { Downward } from '@hocba/shared/documents/downward';
import type { CellValue } from '@hocba/shared/marks/cell';
import type { CellHead } from '@hocba/shared/marks/cell-head';
import type { Words } from '@hocba/shared/marks/words';
import { countDiffering } from '@hocba/shared/regulations/explained/explained';
import type { RecordSheet } from '@hocba/shared/regulations/record-sources';
import { sheetColumnKindOf, sheetColumnsOf } from '@hocba/shared/regulations/sheet-rules';
import { computeYearRecord } from '@hocba/shared/regulations/year-rules';
import type { ClassList, ClassStudent } from '@hocba/shared/school/class-list';
import { primarySubjectsOf } from '@hocba/shared/school/curriculum/curriculum-primary';
import {
  type ClassCode,
  HOMEROOM,
  type SchoolYear,
  type SheetId,
  sheetIdOf,
} from '@hocba/shared/school/identifiers';
import i18next from 'i18next';
import { beforeAll, expect, it } from 'vitest';
import { en } from '../../../i18n/en-texts.ts';
import { sayOf } from '../../../i18n/say.ts';
import { vi } from '../../../i18n/vi-texts.ts';
import { explainPupil } from '../../../model/explanation.ts';
import { subjectName } from '../../../model/names/subject-name.ts';

const CLASS = '4A' as ClassCode;
const texts = i18next.createInstance();
beforeAll(() => texts.init({ resources: { vi, en }, lng: 'vi', interpolation: { escapeValue: false } }));

const pupil = { id: 'saaaaaaaaaaaa', exempt: [], notAssessed: false, status: 'studying' };
const student = pupil as unknown as ClassStudent;
const classList = {
  kind: 'class',
  school: '08000103',
  year: '2026-2027',
  class: CLASS,
  grade: 4,
  subjects: primarySubjectsOf(4).map((subject) => ({ subject, regularMarks: 0, teacher: null })),
  students: [student],
} as unknown as ClassList & Downward;

const BEST: Readonly<Record<string, CellValue>> = { level: 'T', trait: 'T', test: 90, count: 0 };

/** A closed year with the best of everything, but for the cells named as `toan:hk2:ck`. */
const sheetsWith = (cells: Readonly<Record<string, CellValue>>): Map<SheetId, RecordSheet> => {
  const sheets = new Map<SheetId, RecordSheet>();
  for (const subject of [...primarySubjectsOf(4), HOMEROOM]) {
    for (const term of ['hk1', 'hk2'] as const) {
      const place = { grade: 4, year: '2026-2027' as SchoolYear, subject, term, regularMarks: 0 };
      const row: Record<string, CellHead> = {};
      for (const column of sheetColumnsOf(place)) {
        const value =
          cells[`${subject}:${term}:${column}`] ?? BEST[sheetColumnKindOf(place, column) ?? ''] ?? null;
        row[column] = [value, 'entry', 'gvcn.4a', '2027-05-20T02:00:00.000Z'] as unknown as CellHead;
      }
      const id = sheetIdOf(CLASS, subject, term);
      sheets.set(id, { cells: row, state: 'closed', digest: 'a'.repeat(64) });
    }
  }
  return sheets;
};

const explained = (cells: Readonly<Record<string, CellValue>>, change: object = {}) => {
  const sheets = sheetsWith(cells);
  const { record } = computeYearRecord({ classList, student, sheets });
  const docs = new Map<string, Downward>([
    ['class:4A', classList],
    [
      `record:${student.id}`,
      { kind: 'record', state: 'complete', record: { ...record, ...change } } as unknown as Downward,
    ],
    ...[...sheets].map(([sheet, { cells: row, state, digest }]): [string, Downward] => [
      `sheet:${sheet}`,
      { kind: 'sheet', sheet, cells: { [student.id]: row }, state, digest } as unknown as Downward,
    ]),
  ]);
  const explanation = explainPupil(docs, CLASS, student.id);
  if (explanation === undefined) throw new Error('the pupil is on this device');
  const words: Words = {
    say: sayOf(texts.getFixedT('vi', ['approvals', 'anyPage'])),
    language: 'vi',
    subject: (code) => subjectName(code, CLASS, 'vi'),
  };
  const sections = explanation.sections(words);
  const line = (section: string, id: string) =>
    sections.find((one) => one.id === section)?.lines.find((one) => one.id === id);
  return { sections, line };
};

it('the explanation of a primary year tells the outcome that was met, and what the next one lacks', () => {
  const { line, sections } = explained({ 'toan:hk2:ck': 80, 'homeroom:hk2:award': 'x' });
  expect(line('whole', 'outcome')).toMatchObject({
    result: 'Hoàn thành tốt',
    article: 'Thông tư 27/2020, Điều 9 khoản 2',
    working: [
      'Đủ điều kiện Hoàn thành tốt.',
      'Chưa đủ Hoàn thành xuất sắc: bài kiểm tra cuối năm dưới 9 điểm: Toán.',
    ],
  });
  expect(line('whole', 'award')).toMatchObject({ result: 'Học sinh tiêu biểu' });
  expect(line('whole', 'completion')).toMatchObject({ result: 'Đã hoàn thành lớp 4' });
  expect(line('subjects', 'toan')?.result).toBe('Hoàn thành tốt, 8');
  expect(line('competences', 'c3')).toMatchObject({ label: 'Giải quyết vấn đề và sáng tạo', result: 'Tốt' });
  expect(countDiffering(sections)).toBe(0);
});

it('the explanation of a primary year says that the second award waits for a person, and never gives it by itself', () => {
  const { line } = explained({ 'toan:hk2:ck': 80 });
  expect(line('whole', 'award')).toMatchObject({ result: 'Không có danh hiệu' });
  expect(line('whole', 'award')?.working.join()).toContain('do người xét');
});

it('the explanation of a primary year names everything that keeps a pupil from completing', () => {
  const { line } = explained({ 'gdtc:hk2:ck-level': 'C', 'homeroom:hk2:ck-q3': 'C', 'toan:hk2:ck': 40 });
  expect(line('whole', 'outcome')?.result).toBe('Chưa hoàn thành');
  expect(line('whole', 'outcome')?.working.at(-1)).toBe(
    'Chưa đủ Hoàn thành: môn học, hoạt động chưa đạt mức cần có: Giáo dục thể chất; phẩm chất, năng lực chưa đạt mức cần có: Chăm chỉ; bài kiểm tra cuối năm dưới 5 điểm: Toán.',
  );
  expect(line('whole', 'completion')?.result).toBe('Hướng dẫn, đánh giá bổ sung');
});

it('the explanation of a primary year shows what the record says where the sheets say otherwise, and counts it', () => {
  const { line, sections } = explained({}, { outcome: 'HTT' });
  expect(line('whole', 'outcome')).toMatchObject({ result: 'Hoàn thành tốt', differs: true });
  expect(line('whole', 'outcome')?.note).toContain('Hoàn thành xuất sắc');
  expect(countDiffering(sections)).toBe(1);
});
