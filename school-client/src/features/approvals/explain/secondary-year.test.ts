import type { Downward } from '@hocba/shared/documents/downward';
import type { CellHead } from '@hocba/shared/marks/cell-head';
import type { Words } from '@hocba/shared/marks/words';
import type { YearRecord } from '@hocba/shared/record/year-record';
import { countDiffering } from '@hocba/shared/regulations/explained/explained';
import type { RecordSheet } from '@hocba/shared/regulations/record-sources';
import { computeYearRecord } from '@hocba/shared/regulations/year-rules';
import type { ClassList, ClassStudent } from '@hocba/shared/school/class-list';
import { regularMarksOf, SUBJECTS, subjectsOf } from '@hocba/shared/school/curriculum/curriculum';
import { HOMEROOM, type SheetId, type SubjectCode, sheetIdOf } from '@hocba/shared/school/identifiers';
import i18next from 'i18next';
import { beforeAll, describe, expect, it } from 'vitest';
import { en } from '../../../i18n/en-texts.ts';
import { sayOf } from '../../../i18n/say.ts';
import { vi } from '../../../i18n/vi-texts.ts';
import { explainPupil } from '../../../model/explanation.ts';
import { subjectName } from '../../../model/names/subject-name.ts';

const texts = i18next.createInstance();
beforeAll(() => texts.init({ resources: { vi, en }, lng: 'vi', interpolation: { escapeValue: false } }));
const wordsIn = (language: 'vi' | 'en'): Words => ({
  say: sayOf(texts.getFixedT(language, ['approvals', 'anyPage'])),
  language,
  subject: (code) => subjectName(code, '8A1' as ClassList['class'], language),
});

const taught = subjectsOf(8);
const pupil = {
  id: 'saaaaaaaaaaaa',
  exempt: [] as SubjectCode[],
  notAssessed: false,
  status: 'studying',
} as unknown as ClassStudent;
const listOf = (student: ClassStudent) =>
  ({
    kind: 'class',
    school: '08000101',
    year: '2026-2027',
    class: '8A1',
    grade: 8,
    subjects: taught.map((subject) => ({ subject, regularMarks: regularMarksOf(subject, 8), teacher: null })),
    students: [student],
  }) as unknown as ClassList & Downward;

type Values = Readonly<Record<string, number | string>>;
const cellsOf = (values: Values) =>
  Object.fromEntries(
    Object.entries(values).map(([column, value]) => [column, [value, 'e', 'a', 't'] as unknown as CellHead]),
  );

/** A year in which every mark of a subject is one value: 8,2 or Đ, but for what `results` says. */
const yearOf = (results: Values, homeroom: Values = { conduct: 'T', absent: 2 }) => {
  const sheets = new Map<SheetId, RecordSheet>();
  const put = (subject: SubjectCode, term: 'hk1' | 'hk2', values: Values) =>
    sheets.set(sheetIdOf('8A1' as ClassList['class'], subject, term), {
      cells: cellsOf(values),
      state: 'closed',
      digest: 'a'.repeat(64),
    });
  for (const term of ['hk1', 'hk2'] as const) {
    for (const subject of taught) {
      const value = results[subject] ?? (SUBJECTS[subject]?.mode === 'score' ? 82 : 'Đ');
      const regular = Array.from({ length: regularMarksOf(subject, 8) }, (_, i) => [`tx${i + 1}`, value]);
      put(subject, term, { ...Object.fromEntries(regular), gk: value, ck: value });
    }
    put(HOMEROOM, term, homeroom);
  }
  return sheets;
};

const explained = (
  sheets: ReadonlyMap<SheetId, RecordSheet>,
  change: Partial<YearRecord> = {},
  student = pupil,
  language: 'vi' | 'en' = 'vi',
) => {
  const classList = listOf(student);
  const { record } = computeYearRecord({ classList, student, sheets });
  const docs = new Map<string, Downward>([
    ['class:8A1', classList],
    [
      `record:${student.id}`,
      { kind: 'record', state: 'issued', record: { ...record, ...change } } as unknown as Downward,
    ],
    ...[...sheets].map(([sheet, { cells, state, digest }]): [string, Downward] => [
      `sheet:${sheet}`,
      { kind: 'sheet', sheet, cells: { [student.id]: cells }, state, digest } as unknown as Downward,
    ]),
  ]);
  const explanation = explainPupil(docs, classList.class, student.id);
  if (explanation === undefined) throw new Error('the pupil is on this device');
  const sections = explanation.sections(wordsIn(language));
  const line = (section: string, id: string) =>
    sections.find((one) => one.id === section)?.lines.find((one) => one.id === id);
  return { explanation, sections, line };
};

describe('explainSections', () => {
  it('the explanation of a secondary year writes marks, sum, division and rounding of a term and of the year', () => {
    const sheets = yearOf({});
    sheets.set('8A1:toan:hk1' as SheetId, {
      cells: cellsOf({ tx1: 80, tx2: 75, tx3: 90, tx4: 80, gk: 75, ck: 83 }),
      state: 'closed',
      digest: 'a'.repeat(64),
    });
    const { line } = explained(sheets);
    const spaced = (id: string) => line('toan', id)?.working.map((text) => text.replaceAll('\u00a0', ' '));
    expect(spaced('hk1')).toEqual(['(8,0 + 7,5 + 9,0 + 8,0 + 2×7,5 + 3×8,3) / 9 = 72,4 / 9 = 8,04… → 8,0']);
    expect(spaced('year')).toEqual(['(8,0 + 2×8,2) / 3 = 24,4 / 3 = 8,13… → 8,1']);
    expect(line('toan', 'hk1')).toMatchObject({
      id: 'hk1',
      label: 'Học kỳ I',
      result: '8,0',
      article: 'Thông tư 22/2021, Điều 9 khoản 1',
      note: undefined,
    });
  });

  it('the explanation of a comment subject says what it rests on, and why it failed', () => {
    const { line } = explained(yearOf({ gdtc: 'CĐ' }));
    expect(line('nt', 'hk1')?.working[0]).toMatch(/^(Đạt, )+Đạt: mọi lần đều Đạt\.$/);
    expect(line('gdtc', 'hk2')?.working[0]).toMatch(/: có \d lần Chưa đạt\.$/);
    expect(line('gdtc', 'year')).toMatchObject({
      working: ['Lấy theo kết quả học kỳ II.'],
      result: 'Chưa đạt',
    });
  });

  it('the explanation of a secondary year names the condition of the next level that fails, with the subject', () => {
    const { line } = explained(yearOf({ tin: 60 }));
    const year = line('learning', 'year');
    expect(year?.result).toBe('Khá');
    expect(year?.working).toEqual([
      'Đủ điều kiện mức Khá: môn nhận xét Chưa đạt: 0 (nhiều nhất 0); môn dưới 5,0: 0 (không được có); môn từ 6,5 trở lên: 7 (cần ít nhất 6).',
      'Chưa lên mức Tốt: môn dưới 6,5: 1 (không được có) – Tin học 6,0.',
    ]);
  });

  it('the explanation of a secondary year says which subject was lifted over, and under the article of the lift', () => {
    const { line } = explained(yearOf({ tin: 40 }));
    const year = line('learning', 'year');
    expect(year).toMatchObject({ result: 'Khá', article: 'Thông tư 22/2021, Điều 9 khoản 3' });
    expect(year?.working.at(-1)).toMatch(/chỉ do một môn Tin học .*mức Tốt\), .*liền kề: Khá\.$/);
  });

  it('the explanation of a secondary year shows both readings of the lift where they differ', () => {
    // Six subjects of 8,2 or more only while the failed one counts as one of them.
    const low = Object.fromEntries(
      taught
        .filter((subject) => SUBJECTS[subject]?.mode === 'score')
        .map((subject, i) => [subject, i === 0 ? 40 : i < 6 ? 82 : 70]),
    );
    const { line } = explained(yearOf(low));
    const working = line('learning', 'year')?.working.join(' ') ?? '';
    expect(line('learning', 'year')?.result).toBe('Khá');
    expect(working).toContain('đạt mức cao nhất thì Khá; bỏ môn đó ra thì');
    expect(working).toContain('Ở đây theo cách thứ nhất');
  });

  it('the explanation of a secondary year explains conduct, absences, promotion and title of the year', () => {
    const { line } = explained(yearOf({}, { conduct: 'T', absent: 23 }));
    expect(line('whole', 'conduct')).toMatchObject({
      working: ['Học kỳ I Tốt, học kỳ II Tốt.'],
      result: 'Tốt',
      article: 'Thông tư 22/2021, Điều 8 khoản 2',
    });
    expect(line('whole', 'absent')).toMatchObject({
      working: ['Học kỳ I 23 buổi + học kỳ II 23 buổi.'],
      result: '46',
    });
    expect(line('whole', 'promotion')).toMatchObject({
      result: 'Ở lại lớp',
      article: 'Thông tư 22/2021, Điều 12',
    });
    expect(line('whole', 'promotion')?.working).toEqual([
      'Đủ: rèn luyện cả năm Tốt (cần Đạt trở lên); học tập cả năm Tốt (cần Đạt trở lên).',
      'Chưa đủ: nghỉ 46 buổi (nhiều nhất 45).',
    ]);
    expect(line('whole', 'title')?.working[0]).toContain('rèn luyện cả năm Tốt (cần Tốt)');
    expect(line('whole', 'title')?.result).toBe('Không có danh hiệu');
  });

  it('the explanation of a secondary year says by which reading a year with both results at Chưa đạt is decided', () => {
    const { line } = explained(yearOf({ toan: 20, van: 20 }, { conduct: 'CĐ', absent: 1 }));
    expect(line('whole', 'promotion')).toMatchObject({ result: 'Ở lại lớp' });
    expect(line('whole', 'promotion')?.working.slice(-2)).toEqual([
      'Học tập và rèn luyện cả năm đều Chưa đạt; quy định cho trường hợp này hiểu được nhiều cách.',
      'Ở đây hiểu là không thuộc diện kiểm tra lại, ở lại lớp; hiệu trưởng xem trước khi duyệt.',
    ]);
    const single = explained(yearOf({ toan: 20, van: 20 }));
    expect(single.line('whole', 'promotion')?.working.join()).not.toContain('nhiều cách');
  });

  it('the explanation of a secondary year says what a good pupil lacks for the higher title', () => {
    const { line } = explained(yearOf({}));
    expect(line('whole', 'title')).toMatchObject({ result: 'Học sinh Giỏi' });
    expect(line('whole', 'title')?.working.at(-1)).toBe(
      'Chưa đủ điều kiện Học sinh Xuất sắc: môn từ 9,0 trở lên: 0 (cần ít nhất 6).',
    );
  });

  it('the explanation of a secondary year shows the value of the record and says that it comes out otherwise', () => {
    const { sections, line, explanation } = explained(yearOf({}), { title: null, promotion: 'retest' });
    expect(explanation.isFinal).toBe(true);
    expect(line('whole', 'promotion')).toMatchObject({
      result: 'Kiểm tra lại',
      note: 'Học bạ ghi Kiểm tra lại, tính lại từ bảng điểm trên máy ra Được lên lớp.',
    });
    expect(countDiffering(sections)).toBe(2);
    expect(countDiffering(explained(yearOf({})).sections)).toBe(0);
  });

  it('the explanation of a secondary year keeps the record and says so where the sheets are not on this device', () => {
    const { record } = computeYearRecord({ classList: listOf(pupil), student: pupil, sheets: yearOf({}) });
    const { line, sections } = explained(new Map(), record);
    expect(countDiffering(sections)).toBe(0);
    expect(line('toan', 'hk1')).toMatchObject({
      working: ['Chưa đủ dữ liệu để tính.'],
      result: '8,2',
      note: 'Trên máy chưa đủ bảng điểm để tính lại; đây là giá trị ghi trong học bạ.',
    });
  });

  it('the explanation of a secondary year calls an exempt subject and a pupil who is not assessed empty by right', () => {
    const exempt = explained(yearOf({}), {}, { ...pupil, exempt: ['gdtc' as SubjectCode] });
    expect(exempt.line('gdtc', 'hk1')).toMatchObject({ result: '–', note: undefined });
    expect(exempt.line('gdtc', 'hk1')?.working).toEqual(['Được miễn học môn này, để trống theo quy định.']);
    const free = explained(yearOf({}), {}, { ...pupil, notAssessed: true });
    expect(free.line('whole', 'promotion')).toMatchObject({
      result: 'Không đánh giá',
      article: 'Thông tư 22/2021, Điều 11',
    });
  });

  it('the explanation of a secondary year leaves no slot and no key unfilled in either language', () => {
    for (const language of ['vi', 'en'] as const) {
      for (const results of [{}, { tin: 40 }, { toan: 20, van: 20, gdtc: 'CĐ' }]) {
        const { sections } = explained(yearOf(results, { conduct: 'CĐ', absent: 1 }), {}, pupil, language);
        const all = JSON.stringify(sections);
        expect(all).not.toMatch(/\{\{|undefined|condition\.|period\.|liftReading|bothFailed/);
      }
    }
  });
});
