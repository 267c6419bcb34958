import { expect, it } from 'vitest';
import type { LocalDate, SchoolCode } from './identifiers.ts';
import { resolveSchool, type SchoolSuccessor } from './school-successors.ts';

const [A, B, C, D] = ['08000101', '08000102', '08000103', '08000104'] as string[] as SchoolCode[];
const row = (school = A, successor: SchoolCode | null = null, on = '2026-08-01', act = 'merged') =>
  ({ school, successor, on, act, decision: '1/QĐ-UBND' }) as SchoolSuccessor;
const at = (school: SchoolCode | undefined, rows: SchoolSuccessor[], on = '2026-11-23') =>
  resolveSchool(school as SchoolCode, on as LocalDate, rows);

it('the successor of a school is the school itself while nothing became of it', () => {
  expect(at(A, [])).toEqual({ school: A, path: [], findings: [] });
  expect(at(A, [row(A, B)], '2026-07-31').school).toBe(A);
  expect(at(A, [row(A, B)], '2026-08-01').school).toBe(B);
});

it('the successor of a school is found over three merged schools and a later change of the code', () => {
  const rows = [row(A, D), row(B, D), row(C, D), row(D, '08000105' as SchoolCode, '2026-10-01', 'renamed')];
  expect(at(A, rows)).toEqual({ school: '08000105', path: [rows[0], rows[3]], findings: [] });
  expect(at(C, rows, '2026-09-01').school).toBe(D);
});

it('the successor goes by the last act when a school was founded again', () => {
  expect(at(A, [row(A, B, '2020-08-01'), row(A, C, '2026-08-01')]).school).toBe(C);
});

it('the search for a successor leaves to a person what no table decides', () => {
  expect(at(A, [row(A, B), row(B, null, '2026-09-01', 'closed')])).toMatchObject({
    school: null,
    findings: [{ code: 'SCHOOL_CLOSED', school: B }],
  });
  expect(at(A, [row(A, B, '2026-08-01', 'split'), row(A, C, '2026-08-01', 'split')])).toMatchObject({
    school: null,
    findings: [{ code: 'SCHOOL_SPLIT', school: A, successors: [B, C] }],
  });
});

it('the search for a successor finds a circle and ends', () => {
  expect(at(A, [row(A, B), row(B, C), row(C, A)])).toMatchObject({
    school: null,
    findings: [{ code: 'SCHOOL_SUCCESSOR_CYCLE', school: A }],
  });
  expect(at(A, [row(A, A)]).findings).toEqual([{ code: 'SCHOOL_SUCCESSOR_CYCLE', school: A }]);
});
