import type { Finding } from '@hocba/shared/marks/finding';
import type { ColumnCode } from '@hocba/shared/school/identifiers';
import { expect, it } from 'vitest';
import { missingColumns } from './missing-columns.ts';

const finding = (student: string, column: string): Finding =>
  ({ code: 'MARK_MISSING', student, column }) as unknown as Finding;

it('field 6: the question before closing names the begun columns with what they lack, not those whose turn has not come', () => {
  const columns = ['tx1', 'tx2', 'gk', 'ck'] as ColumnCode[];
  const findings = [
    finding('a', 'ck'),
    finding('b', 'ck'),
    finding('c', 'ck'),
    finding('b', 'gk'),
    finding('b', 'gk'),
    finding('a', 'tx2'),
    finding('c', 'tx2'),
  ];
  expect(missingColumns(columns, findings, 3)).toEqual([
    { column: 'tx2', count: 2 },
    { column: 'gk', count: 1 },
  ]);
});
