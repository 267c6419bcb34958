import { plainFactsOf } from '@hocba/shared/regulations/signed-pages';
import type { SignedYear } from '@hocba/shared/regulations/signed-rules';
import type { Language } from '@hocba/shared/text/language';
import { expect, it } from 'vitest';
import { sayOf } from '../i18n/say.ts';
import { familyWords, openFamilyTexts } from './words.ts';

const texts = openFamilyTexts();
const factsOf = (subject: object, language: Language = 'vi') =>
  plainFactsOf(subject as unknown as SignedYear, {
    say: sayOf(familyWords(texts, language, '/family').verify),
    language,
  });
/** The sentences of a year, and `watch` before those that a family has to know first. */
const told = (subject: object, language?: Language): string[] =>
  factsOf(subject, language).map(({ text, tone }) => (tone === 'watch' ? `watch ${text}` : text));

const YEAR = { learning: 'K', conduct: 'T', absent: 3 };
const secondary = (change: object) => ({
  regulation: 'circular-22-2021',
  ...{ grade: 8, promotion: 'promoted', title: null, results: { year: YEAR } },
  ...change,
});
const primary = (change: object) => ({
  regulation: 'circular-27-2020',
  ...{ grade: 4, outcome: 'HT', award: null, absent: { year: 2 }, completion: { step: 'completed' } },
  ...change,
});

it('a year of secondary school is told as next class, results and absences', () => {
  expect(told(secondary({}))).toEqual([
    'Con được *lên lớp 9*.',
    'Học tập: *Khá*.',
    'Rèn luyện: *Tốt*.',
    'Cả năm nghỉ *3 buổi*.',
  ]);
  expect(told(secondary({}), 'en')).toEqual([
    'Goes on *to grade 9*.',
    expect.stringContaining('Learning'),
    expect.stringContaining('Conduct'),
    'Absent *3 times* in the year.',
  ]);
});

it.each([
  [{ grade: 9 }, 'Con đã *học xong lớp 9*.'],
  [{ grade: 12 }, 'Con đã *học xong lớp 12*.'],
  [{ promotion: 'retest' }, 'watch Con phải *kiểm tra lại trong hè*.'],
  [{ promotion: 'summer-training' }, 'watch Con phải *rèn luyện trong hè*.'],
  [{ promotion: 'repeat' }, 'watch Con *ở lại lớp 8*.'],
  [{ promotion: 'not-assessed' }, 'Năm nay con *không xếp loại*, đúng quy định.'],
])('a year of secondary school that is %j begins with %s', (change, first) => {
  expect(told(secondary(change))[0]).toBe(first);
});

it('a year that ended after a summer is told by what the summer brought', () => {
  const summer = { promotion: 'promoted', learning: 'Đ', conduct: 'T' };
  const results = { year: { learning: 'CĐ', conduct: 'T', absent: null } };
  expect(told(secondary({ promotion: 'retest', summer, results }))).toEqual([
    'Con được *lên lớp 9*.',
    'Học tập: *Đạt*.',
    'Rèn luyện: *Tốt*.',
  ]);
});

it('a result below the line is one that a family has to know', () => {
  const results = { year: { learning: 'CĐ', conduct: 'T', absent: 0 } };
  expect(told(secondary({ promotion: 'repeat', results }))).toContain('watch Học tập: *Chưa đạt*.');
});

it('an award is told last', () => {
  expect(told(secondary({ title: 'good' })).at(-1)).toBe('Khen thưởng: *Học sinh Giỏi*.');
});

it.each([
  [{}, 'Con được *lên lớp 5*.'],
  [{ grade: 5, completion: { step: 'completed', completedPrimary: true } }, 'Con đã *học xong tiểu học*.'],
  [{ completion: { step: 'guidance' } }, 'watch Con chưa xong lớp 4, thầy cô *kèm thêm*.'],
  [{ completion: { step: 'retained' } }, 'watch Con *ở lại lớp 4*.'],
])('a year of primary school that is %j begins with %s', (change, first) => {
  expect(told(primary(change))[0]).toBe(first);
});

it('a year of primary school is told with its days of absence', () => {
  expect(told(primary({})).at(-1)).toBe('Cả năm nghỉ *2 ngày*.');
});

it('a recording finds each sentence of a year under its id', () => {
  const ids = (subject: object): string[] => factsOf(subject).map(({ id }) => id);
  expect(ids(secondary({ title: 'good' }))).toEqual([
    'promoted.9',
    'learning.K',
    'conduct.T',
    'absent.3',
    'award.good',
  ]);
  expect(ids(secondary({ promotion: 'retest' }))[0]).toBe('retest');
  expect(ids(primary({ award: 'excellent' }))).toEqual([
    'completed.5',
    'outcome.HT',
    'absentDays.2',
    'award.primary.excellent',
  ]);
});

it('an id stands for one sentence, whatever the class of the pupil', () => {
  const levels = ['T', 'K', 'Đ', 'CĐ'];
  const promotions = ['promoted', 'retest', 'summer-training', 'repeat', 'not-assessed'];
  const steps = ['completed', 'guidance', 'head-decides', 'promoted-by-head', 'retained', 'not-assessed'];
  const years = [
    ...[6, 7, 8, 9, 10, 11, 12].flatMap((grade) =>
      promotions.flatMap((promotion) =>
        levels.map((level, absent) =>
          secondary({
            ...{ grade, promotion, title: absent === 1 ? 'good' : 'excellent' },
            results: { year: { learning: level, conduct: level, absent } },
          }),
        ),
      ),
    ),
    ...[1, 2, 3, 4, 5].flatMap((grade) =>
      steps.map((step, year) =>
        primary({
          ...{ grade, award: year % 2 === 0 ? 'excellent' : null, absent: { year } },
          completion: { step, completedPrimary: grade === 5 ? step === 'completed' : null },
        }),
      ),
    ),
  ];
  const facts = years.flatMap((year) => factsOf(year));
  const byId = Map.groupBy(facts, ({ id }) => id);
  expect(byId.size).toBeGreaterThan(30);
  const double = [...byId].filter(([, same]) => new Set(same.map(({ text }) => text)).size > 1);
  expect(double.map(([id]) => id)).toEqual([]);
});
