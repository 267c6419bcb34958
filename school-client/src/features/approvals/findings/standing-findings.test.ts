import type { RecordDocument } from '@hocba/shared/documents/downward';
import type { Finding } from '@hocba/shared/marks/finding';
import { expect, it } from 'vitest';
import type { RecordRow } from '../../../model/records.ts';
import { partFindings, standingOf } from './standing-findings.ts';

const finding = (code: string, subject?: string, column?: string): Finding =>
  ({ code, ...(subject && { subject, term: 'hk2' }), ...(column && { column }) }) as unknown as Finding;

const row = (
  n: number,
  findings: readonly Finding[],
  state: RecordDocument['state'] = 'open',
): RecordRow => ({
  student: { id: `s00000000000${n}`, order: n } as unknown as RecordRow['student'],
  document: { state, findings } as unknown as RecordDocument,
  pending: null,
});

const OPEN = [finding('MARK_MISSING', 'toan', 'ck'), finding('SHEET_OPEN', 'toan')];

it('field 5: a record that was issued or is being signed has no point standing beside it', () => {
  const points = [finding('TEST_UNUSUAL', 'toan'), finding('LIFT_AMBIGUOUS')];
  expect(standingOf(row(1, points, 'issued'))).toEqual([]);
  expect(standingOf(row(1, points, 'finalised'))).toEqual([]);
  expect(standingOf(row(1, points, 'confirmed'))).toEqual(points);
});

it('field 5: a column and a sheet that the whole class lacks are said once, and beside no pupil', () => {
  const absent = finding('MARK_ABSENT', 'van', 'gk');
  const rows = [row(1, OPEN), row(2, [...OPEN, absent]), row(3, OPEN), row(4, [], 'issued')];
  const { sheets, ownOf } = partFindings(rows);
  expect(sheets).toEqual([
    {
      subject: 'toan',
      term: 'hk2',
      pupils: 3,
      columns: [{ column: 'ck', count: 3, first: 's000000000001' }],
    },
  ]);
  expect(rows.map(ownOf)).toEqual([[], [absent], [], []]);
});

it('field 5: one pupil who lacks a mark stands by name, and the sheet is still to be closed', () => {
  const rows = [row(1, OPEN), ...[2, 3, 4].map((n) => row(n, [finding('SHEET_OPEN', 'toan')]))];
  const { sheets, ownOf } = partFindings(rows);
  expect(sheets).toMatchObject([{ subject: 'toan', columns: [] }]);
  expect(rows.map((one) => ownOf(one).length)).toEqual([1, 0, 0, 0]);
});
