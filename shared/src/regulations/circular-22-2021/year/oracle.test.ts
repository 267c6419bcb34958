import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { ClassList, ClassStudent } from '../../../school/class-list.ts';
import { regularMarksOf, SUBJECTS, subjectsOf } from '../../../school/curriculum/curriculum.ts';
import { HOMEROOM, type SheetId, type SubjectCode } from '../../../school/identifiers.ts';
import type { RecordSheet } from '../../record-sources.ts';
import { computeCircular22Year } from './compute-year.ts';

/*
 * Circular 22/2021 read a second time, from its text alone and with nothing of ours: marks as the words on paper, the
 * average found by trying every tenth, levels by counting. Slow, plain, and wrong in other places if it is wrong.
 */

type Mark = number | 'Đ' | 'CĐ';
interface Pupil {
  /** By subject: both terms, each with regular marks, mid-term and end-term in tenths. */
  readonly marks: Record<string, [Mark[], Mark[]]>;
  readonly conduct: [string, string];
  readonly absent: [number, number];
  readonly exempt: readonly string[];
}

/** The tenth that is nearest to sum/parts, the upper one of two equally near. */
const nearestTenth = (sum: number, parts: number): number => {
  let best = 0;
  for (let tenth = 0; tenth <= 100; tenth += 1) {
    if (Math.abs(tenth * parts - sum) <= Math.abs(best * parts - sum)) best = tenth;
  }
  return best;
};

const termOf = (marks: readonly Mark[]): Mark => {
  if (typeof marks[0] !== 'number') return marks.includes('CĐ') ? 'CĐ' : 'Đ';
  const weights = marks.map((_, i) => (i === marks.length - 1 ? 3 : i === marks.length - 2 ? 2 : 1));
  let [sum, parts] = [0, 0];
  marks.forEach((mark, i) => {
    for (let times = 0; times < (weights[i] ?? 0); times += 1) [sum, parts] = [sum + Number(mark), parts + 1];
  });
  return nearestTenth(sum, parts);
};

const yearOf = (first: Mark, second: Mark): Mark =>
  typeof first === 'number' ? nearestTenth(first + Number(second) + Number(second), 3) : second;

const LEVELS = ['Chưa đạt', 'Đạt', 'Khá', 'Tốt'];
const CODES = ['CĐ', 'Đ', 'K', 'T'];

const plainLevel = (results: readonly Mark[]): number => {
  const marks = results.filter((r) => typeof r === 'number');
  const failed = results.filter((r) => r === 'CĐ').length;
  const good = failed === 0 && !marks.some((m) => m < 65) && marks.filter((m) => m >= 80).length >= 6;
  const fair = failed === 0 && !marks.some((m) => m < 50) && marks.filter((m) => m >= 65).length >= 6;
  const pass = failed < 2 && !marks.some((m) => m < 35) && marks.filter((m) => m >= 50).length >= 6;
  return LEVELS.indexOf(good ? 'Tốt' : fair ? 'Khá' : pass ? 'Đạt' : 'Chưa đạt');
};

/** Where one subject alone is to blame for two levels or more below Tốt or Khá, one level is given back. */
const levelOf = (results: readonly Mark[]): number => {
  const level = plainLevel(results);
  const without = results.map((result, nth) =>
    plainLevel(results.with(nth, typeof result === 'number' ? 100 : 'Đ')),
  );
  return without.some((other) => other >= 2 && other >= level + 2) ? level + 1 : level;
};

const YEAR_CONDUCT =
  'T T T|T K K|T Đ K|T CĐ CĐ|K T T|K K K|K Đ Đ|K CĐ CĐ|Đ T K|Đ K K|Đ Đ Đ|Đ CĐ CĐ|CĐ T K|CĐ K Đ|CĐ Đ Đ|CĐ CĐ CĐ';
const conductOf = ([first, second]: readonly string[]) =>
  YEAR_CONDUCT.split('|')
    .map((row) => row.split(' '))
    .find((row) => row[0] === first && row[1] === second)?.[2];

const expected = ({ marks, conduct, absent, exempt }: Pupil) => {
  const subjects = Object.keys(marks).filter((code) => !exempt.includes(code));
  const terms = [0, 1].map((t) => subjects.map((code) => termOf(marks[code]?.[t] ?? [])));
  const year = subjects.map((_, i) => yearOf(terms[0]?.[i] as Mark, terms[1]?.[i] as Mark));
  const learning = CODES[levelOf(year)];
  const whole = { learning, conduct: conductOf(conduct), absent: absent[0] + absent[1] };
  const nines = year.filter((result) => typeof result === 'number' && result >= 90).length;
  const best = learning === 'T' && whole.conduct === 'T' && whole.absent < 46;
  const failedBoth = learning === 'CĐ' && whole.conduct === 'CĐ';
  const promotion =
    whole.absent > 45 || failedBoth
      ? 'repeat'
      : learning === 'CĐ'
        ? 'retest'
        : whole.conduct === 'CĐ'
          ? 'summer-training'
          : 'promoted';
  return {
    results: Object.fromEntries(subjects.map((code, i) => [code, [terms[0]?.[i], terms[1]?.[i], year[i]]])),
    terms: terms.map((results) => CODES[levelOf(results)]),
    whole,
    promotion,
    title: best ? (nines >= 6 ? 'excellent' : 'good') : null,
  };
};

// ── the same pupil through our own code ───────────────────────────────────────────────────────────────────

const row = (columns: readonly string[], values: readonly unknown[]): RecordSheet => ({
  cells: Object.fromEntries(columns.map((column, i) => [column, [values[i], 'e', 'a', 't'] as never])),
  state: 'closed',
  digest: 'a'.repeat(64),
});

const computed = (grade: number, { marks, conduct, absent, exempt }: Pupil) => {
  const student = { id: 's000000000001', status: 'studying', exempt, notAssessed: false };
  const subjects = Object.entries(marks).map(([subject, [first]]) => ({
    subject,
    regularMarks: first.length - 2,
    teacher: null,
  }));
  const place = { school: '08000101', year: '2026-2027', class: `${grade}A1`, grade, homeroom: null };
  const classList = { ...place, subjects, students: [student] } as unknown as ClassList;
  const sheets = new Map<SheetId, RecordSheet>();
  for (const [t, term] of ['hk1', 'hk2'].entries()) {
    for (const [subject, terms] of Object.entries(marks)) {
      const values = terms[t] ?? [];
      const columns = values.map((_, i) => ['ck', 'gk'][values.length - 1 - i] ?? `tx${i + 1}`);
      sheets.set(`${grade}A1:${subject}:${term}` as SheetId, row(columns, values));
    }
    const homeroom = row(['conduct', 'absent'], [conduct[t], absent[t]]);
    sheets.set(`${grade}A1:${HOMEROOM}:${term}` as SheetId, homeroom);
  }
  const { record } = computeCircular22Year({
    classList,
    student: student as unknown as ClassStudent,
    sheets,
  });
  const assessed = record.subjects.filter((line) => !line.exempt);
  return {
    results: Object.fromEntries(assessed.map(({ subject, hk1, hk2, year }) => [subject, [hk1, hk2, year]])),
    terms: [record.hk1.learning, record.hk2.learning],
    whole: record.whole,
    promotion: record.promotion,
    title: record.title,
  };
};

/**
 * Marks near every bar of the circular, where a wrong comparison shows; and pupils who are good but for one
 * subject.
 */
const pupils = (grade: number) => {
  const taught = subjectsOf(grade);
  const near = fc.constantFrom(34, 35, 36, 49, 50, 51, 64, 65, 66, 79, 80, 81, 89, 90, 91);
  const markAt = (level: number) =>
    fc.oneof(
      { weight: 40, arbitrary: fc.integer({ min: Math.max(0, level - 6), max: Math.min(100, level + 6) }) },
      { weight: 2, arbitrary: near },
      fc.integer({ min: 0, max: 100 }),
    );
  const comment = fc.constantFrom<Mark>(...Array<Mark>(200).fill('Đ'), 'CĐ');
  const subjectAt = (subject: SubjectCode, usual: number) =>
    fc
      .oneof({ weight: 16, arbitrary: fc.constant(usual) }, near, fc.integer({ min: 0, max: 100 }))
      .chain((level) => {
        const mark: fc.Arbitrary<Mark> = SUBJECTS[subject]?.mode === 'comment' ? comment : markAt(level);
        const length = regularMarksOf(subject, grade) + 2;
        const term = fc.array(mark, { minLength: length, maxLength: length });
        return fc.tuple(term, term);
      });
  const conduct = fc.constantFrom('T', 'T', 'K', 'Đ', 'CĐ');
  const absent = fc.constantFrom(0, 1, 22, 23, 45, 46);
  const level = fc.oneof(
    { weight: 2, arbitrary: fc.integer({ min: 25, max: 100 }) },
    fc.constantFrom(86, 92, 96),
  );
  return level.chain((usual) =>
    fc.record({
      marks: fc.record(Object.fromEntries(taught.map((code) => [code, subjectAt(code, usual)]))),
      conduct: fc.tuple(conduct, conduct),
      absent: fc.tuple(absent, absent),
      exempt: fc.oneof(
        { weight: 3, arbitrary: fc.constant([]) },
        fc.subarray(['gdtc', 'tin'], { minLength: 1 }),
      ),
    }),
  );
};

it.each([8, 11])(
  'the rules agree with a second reading of the circular about a thousand pupils of grade %i',
  (grade) => {
    const seen = new Set<unknown>();
    fc.assert(
      fc.property(pupils(grade), (pupil) => {
        const result = computed(grade, pupil);
        seen.add(result.whole.learning).add(result.promotion).add(result.title);
        expect(result).toEqual(expected(pupil));
      }),
      { seed: 22_2021, numRuns: 1_000 },
    );
    const every = [
      'T',
      'K',
      'Đ',
      'CĐ',
      'promoted',
      'retest',
      'summer-training',
      'repeat',
      'good',
      'excellent',
      null,
    ];
    expect([...every].filter((outcome) => !seen.has(outcome))).toEqual([]);
  },
);
