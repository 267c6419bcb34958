import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SUBJECTS } from '../../../school/curriculum/curriculum.ts';
import type { LanguageCode } from '../../../school/curriculum/foreign-language.ts';
import type { SchoolCode, SubjectCode } from '../../../school/identifiers.ts';
import { outcomesOf } from '../year/year-results.ts';
import { countedLines, joinSchools } from './join-schools.ts';
import type { MoverDecision, SchoolSubject } from './mover.ts';

const FORMER = '01000201' as SchoolCode;
const PRESENT = '08000102' as SchoolCode;
const who = { by: 'ht.phanthiet', at: '2027-02-01T02:00:00.000Z', why: 'Hội đồng chuyên môn thống nhất' };

type Results = Pick<SchoolSubject, 'hk1' | 'hk2'>;
const subjectOf = (
  code: string,
  results: Partial<Results>,
  language: string | null = null,
): SchoolSubject => ({
  subject: code as SubjectCode,
  mode: SUBJECTS[code as SubjectCode]?.mode ?? 'comment',
  exempt: false,
  language: language as LanguageCode | null,
  hk1: null,
  hk2: null,
  ...results,
});
const former = (...subjects: SchoolSubject[]) => ({ school: FORMER, subjects });
const present = (...subjects: SchoolSubject[]) => ({ school: PRESENT, subjects });
const codes = (joined: ReturnType<typeof joinSchools>) =>
  joined.findings.map(({ code, subject, term }) => [code, subject, term].filter(Boolean).join(' '));

describe('joinSchools', () => {
  it('a joined year takes each term from the school that gave it', () => {
    const joined = joinSchools(
      former(subjectOf('toan', { hk1: 73 }), subjectOf('gdtc', { hk1: 'CĐ' })),
      present(subjectOf('gdtc', { hk2: 'Đ' }), subjectOf('toan', { hk2: 82 })),
    );
    expect(joined.findings).toEqual([]);
    expect(joined.lines).toMatchObject([
      {
        subject: 'toan',
        hk1: 73,
        hk2: 82,
        year: 79,
        from: { hk1: FORMER, hk2: PRESENT },
        course: 'continued',
      },
      { subject: 'gdtc', hk1: 'CĐ', hk2: 'Đ', year: 'Đ' },
    ]);
  });

  const changed = [
    former(subjectOf('toan', { hk1: 70 }), subjectOf('ly', { hk1: 80 })),
    present(subjectOf('toan', { hk2: 70 }), subjectOf('dia', { hk2: 66 })),
  ] as const;

  it('a joined year keeps the old and the new elective, the old in the first term’s rating, the new in the year’s', () => {
    const joined = joinSchools(...changed);
    expect(codes(joined)).toEqual(['ELECTIVE_CHANGED dia', 'TERM_MISSING dia hk1', 'ELECTIVE_CHANGED ly']);
    const inRating = (when: 'hk1' | 'hk2' | 'year') =>
      countedLines(joined.lines, when).map(({ subject }) => subject);
    expect(inRating('hk1')).toEqual(['toan', 'ly']);
    expect(inRating('hk2')).toEqual(['toan', 'dia']);
    expect(inRating('year')).toEqual(['toan', 'dia']);
    expect(joined.lines.find(({ subject }) => subject === 'ly')).toMatchObject({ hk1: 80, year: null });
    expect(outcomesOf(countedLines(joined.lines, 'year'), 'year')).toBeUndefined();
  });

  it('a joined year counts the year of a new elective only as a person decided', () => {
    const dia = { ...who, subject: 'dia' as SubjectCode };
    const alone = joinSchools(...changed, [{ ...dia, kind: 'second-term-only' }]);
    expect(alone.lines.find(({ subject }) => subject === 'dia')).toMatchObject({
      hk1: null,
      year: 66,
      why: { rule: 'year-from-second-term', decision: who },
    });
    const assessed = joinSchools(...changed, [{ ...dia, kind: 'assessed', term: 'hk1', result: 60 }]);
    expect(assessed.lines.find(({ subject }) => subject === 'dia')).toMatchObject({
      hk1: 60,
      from: { hk1: 'assessed' },
      year: 64,
      counts: { hk1: false },
    });
    const blank = joinSchools(...changed, [{ ...dia, why: '', kind: 'second-term-only' }]);
    expect(codes(blank)).toContain('REASON_MISSING dia');
    expect(blank.lines.find(({ subject }) => subject === 'dia')?.year).toBeNull();
  });

  it('two different results of one term are left to a person and both kept', () => {
    const twice = [
      former(subjectOf('toan', { hk1: 70 })),
      present(subjectOf('toan', { hk1: 80, hk2: 80 })),
    ] as const;
    const open = joinSchools(...twice);
    expect(codes(open)).toEqual(['TERM_TWICE toan hk1']);
    expect(open.lines[0]?.offers.hk1).toEqual([
      { school: FORMER, result: 70 },
      { school: PRESENT, result: 80 },
    ]);
    const take: MoverDecision = {
      ...who,
      subject: 'toan' as SubjectCode,
      kind: 'take',
      term: 'hk1',
      school: FORMER,
    };
    expect(joinSchools(...twice, [take])).toMatchObject({ lines: [{ hk1: 70, year: 77 }], findings: [] });
  });

  it('a joined year keeps two foreign languages apart, and does not invent one', () => {
    const joined = joinSchools(
      former(subjectOf('nn1', { hk1: 80 }, 'fr')),
      present(subjectOf('nn1', { hk2: 60 }, 'en')),
    );
    expect(joined.lines.map(({ language, hk1, hk2 }) => [language, hk1, hk2])).toEqual([
      ['en', null, 60],
      ['fr', 80, null],
    ]);
    expect(codes(joined)).toEqual(['LANGUAGE_CHANGED nn1', 'TERM_MISSING nn1 hk1', 'LANGUAGE_CHANGED nn1']);
    const silent = joinSchools(
      former(subjectOf('nn1', { hk1: 80 })),
      present(subjectOf('nn1', { hk2: 80 }, 'en')),
    );
    expect(silent).toMatchObject({ lines: [{ language: 'en', year: 80 }], findings: [] });
    expect(codes(joinSchools(former(), present(subjectOf('nn1', {}, 'tlh'))))).toContain(
      'LANGUAGE_UNKNOWN nn1',
    );
  });

  it('a joined year asks nothing of an exempt subject', () => {
    const exempt = { ...subjectOf('gdtc', {}), exempt: true };
    expect(joinSchools(former(exempt), present(exempt))).toMatchObject({
      lines: [{ year: null }],
      findings: [],
    });
  });

  it('a joined year counts present subjects in the first term where the move came before its end', () => {
    const joined = joinSchools(former(subjectOf('ly', {})), present(subjectOf('dia', { hk1: 70, hk2: 70 })));
    expect(countedLines(joined.lines, 'hk1').map(({ subject }) => subject)).toEqual(['dia']);
    expect(codes(joined)).toEqual(['ELECTIVE_CHANGED dia', 'ELECTIVE_CHANGED ly']);
  });

  it('a joined year makes no year of an elective that was dropped after both terms', () => {
    const joined = joinSchools(former(subjectOf('ly', { hk1: 80, hk2: 80 })), present());
    expect(joined.lines).toMatchObject([{ hk1: 80, hk2: 80, year: null, counts: { year: false } }]);
  });

  it('a joined year loses no result, and does not depend on the order of subjects', () => {
    const some = fc.option(fc.integer({ min: 0, max: 100 }));
    const part = fc
      .subarray(['van', 'toan', 'ly', 'hoa', 'dia', 'tin'])
      .chain((list) =>
        fc.tuple(...list.map((code) => fc.record({ hk1: some, hk2: some }).map((r) => subjectOf(code, r)))),
      );
    fc.assert(
      fc.property(part, part, (a, b) => {
        const joined = joinSchools(former(...a), present(...b));
        expect(joinSchools(former(...a.toReversed()), present(...b.toReversed()))).toEqual(joined);
        const given = [...a, ...b].flatMap(({ hk1, hk2 }) => [hk1, hk2]).filter((r) => r !== null);
        const kept = joined.lines
          .flatMap(({ offers }) => [...offers.hk1, ...offers.hk2])
          .map((o) => o.result);
        expect(kept.toSorted()).toEqual(given.toSorted());
      }),
    );
  });
});
