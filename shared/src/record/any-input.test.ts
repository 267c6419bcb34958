import fc from 'fast-check';
import { Value } from 'typebox/value';
import { expect, it } from 'vitest';
import { Finding } from '../marks/finding.ts';
import { PROBLEMS } from '../problems.ts';
import { explainYearRecord } from '../regulations/circular-22-2021/year/explain-year-record.ts';
import { explainCircular27Record } from '../regulations/circular-27-2020/year/explain-record.ts';
import type { RecordSheet } from '../regulations/record-sources.ts';
import { computeYearRecord } from '../regulations/year-rules.ts';
import type { ClassList, ClassStudent } from '../school/class-list.ts';
import { HOMEROOM, type SheetId, type SubjectCode, sheetIdOf } from '../school/identifiers.ts';
import { YearRecord } from './year-record.ts';

const CODES = ['toan', 'van', 'gdtc', 'nt', 'constructor', 'alchemy'] as SubjectCode[];
const SECONDARY = ['tx1', 'tx2', 'tx3', 'tx9', 'gk', 'ck', 'conduct', 'absent', 'remark', 'to-string'];
const COLUMNS = [...SECONDARY, 'gk-level', 'ck-level', 'ck-q1', 'ck-c10', 'award'];

const value = fc.oneof(
  fc.integer({ min: 0, max: 400 }),
  fc.constantFrom('Đ', 'CĐ', 'T', 'K', 'M', 'V', 'H', 'C', 'x', 'Giỏi', ' ', '8,5'),
  fc.constant(null),
);
const cells = fc.dictionary(
  fc.constantFrom(...COLUMNS),
  value.map((one) => [one, 'e', 'a', 't'] as never),
);
const sheet: fc.Arbitrary<RecordSheet> = fc.record({
  cells: fc.option(cells, { nil: undefined }),
  state: fc.constantFrom('open', 'closed'),
  digest: fc.constant('a'.repeat(64)),
});
const subject = fc.record({
  subject: fc.constantFrom(...CODES),
  regularMarks: fc.integer({ min: 1, max: 9 }),
  teacher: fc.constant(null),
});
const sources = fc
  .record({
    grade: fc.integer({ min: 1, max: 12 }),
    year: fc.constantFrom('2026-2027', '2022-2023', '2019-2020', '2026-2028'),
    subjects: fc.uniqueArray(subject, { maxLength: 6, selector: (one) => one.subject }),
    exempt: fc.subarray(CODES),
    notAssessed: fc.boolean(),
    sheets: fc.array(sheet, { minLength: 14, maxLength: 14 }),
  })
  .map(({ grade, year, subjects, exempt, notAssessed, sheets }) => {
    const student = {
      id: 'saaaaaaaaaaaa',
      exempt,
      notAssessed,
      status: 'studying',
    } as unknown as ClassStudent;
    const classList = {
      school: '08000101',
      year,
      class: '8A1',
      grade,
      homeroom: null,
      subjects,
      students: [student],
    };
    const ids = [...CODES, HOMEROOM].flatMap((code) =>
      (['hk1', 'hk2'] as const).map((term) => sheetIdOf('8A1' as ClassList['class'], code, term)),
    );
    return {
      student,
      classList: classList as unknown as ClassList,
      sheets: new Map(ids.map((id, i): [SheetId, RecordSheet] => [id, sheets[i] as RecordSheet])),
    };
  });

it('the rules answer any input with a record and findings of the catalogue, explained, and never throw', () => {
  fc.assert(
    fc.property(sources, (given) => {
      const { record, findings } = computeYearRecord(given);
      expect(Value.Check(YearRecord, record)).toBe(true);
      for (const finding of findings) {
        expect(Value.Check(Finding, finding)).toBe(true);
        expect(Object.hasOwn(PROBLEMS, finding.code)).toBe(true);
      }
      if (record.regulation === 'circular-27-2020') {
        const { result, award, completion } = explainCircular27Record(record);
        expect(award.award).toBe(record.award);
        expect(completion.step).toBe(record.completion.step);
        expect(result.outcome).toBe(record.outcome);
        return;
      }
      const why = explainYearRecord(record);
      expect(why.subjects.map((s) => s.year?.result ?? null)).toEqual(
        record.subjects.map((line) => line.year),
      );
      expect(why.learning.year?.result ?? null).toBe(record.whole.learning);
      expect(why.promotion?.result ?? null).toBe(record.promotion);
    }),
    { numRuns: 500 },
  );
});
