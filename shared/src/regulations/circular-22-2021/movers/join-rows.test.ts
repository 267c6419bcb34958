import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { SubjectCode } from '../../../school/identifiers.ts';
import { averageOfRow } from '../sheet/averages-of-row.ts';
import { joinHomeroom } from './join-homeroom.ts';
import { joinRows } from './join-rows.ts';

const TOAN = 'toan' as SubjectCode;

it('a joined row has the marks of both schools, the former school’s first', () => {
  const joined = joinRows({ tx1: 80, tx3: 70, gk: 75 }, { tx1: 90, tx2: 60, ck: 85 }, 4);
  expect(joined.row).toEqual({ tx1: 80, tx2: 70, tx3: 90, tx4: 60, gk: 75, ck: 85 });
  expect(joined.from).toMatchObject({ tx2: 'former', tx3: 'present', gk: 'former', ck: 'present' });
  expect(joined.findings).toEqual([]);
  expect(averageOfRow(TOAN, joined.regularMarks, joined.row)).toBe(78);
});

it('a joined row counts more regular marks than the term asks for, and says so', () => {
  const joined = joinRows({ tx1: 80, tx2: 80, gk: 80 }, { tx1: 50, ck: 80 }, 2);
  expect(joined).toMatchObject({ regularMarks: 3, findings: [{ code: 'REGULAR_MARKS_EXTRA', value: 3 }] });
  expect(averageOfRow(TOAN, joined.regularMarks, joined.row)).toBe(76);
});

it('a test sat at both schools is left to a person', () => {
  const joined = joinRows({ gk: 80 }, { gk: 70 }, 2);
  expect(joined.row).toEqual({});
  expect(joined.findings).toEqual([{ code: 'TERM_TWICE', column: 'gk' }]);
  expect(joinRows({ gk: 80 }, { gk: 80 }, 2)).toMatchObject({ row: { gk: 80 }, findings: [] });
});

it('a joined row loses no mark without saying so', () => {
  const row = (most: number) =>
    fc.array(fc.integer({ min: 0, max: 100 }), { maxLength: most }).map((marks) => ({
      marks,
      row: Object.fromEntries(marks.map((mark, i) => [`tx${i + 1}`, mark])),
    }));
  fc.assert(
    fc.property(row(9), row(9), fc.integer({ min: 2, max: 5 }), (a, b, asked) => {
      const joined = joinRows(a.row, b.row, asked);
      const all = [...a.marks, ...b.marks];
      expect(Object.values(joined.row)).toEqual(all.slice(0, 9));
      expect(joined.findings.some(({ code }) => code === 'REGULAR_MARKS_FULL')).toBe(all.length > 9);
      expect(joined.findings.some(({ code }) => code === 'REGULAR_MARKS_EXTRA')).toBe(all.length > asked);
    }),
  );
});

it('a joined row adds up sessions missed at both schools and takes conduct from the school that gave it', () => {
  const gone = { conduct: null, absent: 3 };
  expect(joinHomeroom(gone, { conduct: 'T', absent: 2 })).toEqual({
    term: { conduct: 'T', absent: 5 },
    findings: [],
  });
  expect(joinHomeroom({ conduct: 'K', absent: 0 }, { conduct: 'T', absent: null })).toEqual({
    term: { conduct: null, absent: 0 },
    findings: [{ code: 'TERM_TWICE', column: 'conduct' }],
  });
  const nothing = { conduct: null, absent: null };
  expect(joinHomeroom(nothing, nothing).term).toEqual(nothing);
});
