import type { RecordState } from '@hocba/shared/lifecycle/states';
import { expect, it } from 'vitest';
import type { RecordRow } from '../../model/records.ts';
import { ownRows, recordStateOf } from './record-state.ts';

const row = (
  state: RecordState | undefined,
  recordIn?: string,
  pending: RecordRow['pending'] = null,
): RecordRow =>
  ({
    student: { id: 's000000000001', ...(recordIn === undefined ? {} : { recordIn }) },
    document: state === undefined ? undefined : { kind: 'record', state },
    pending,
  }) as unknown as RecordRow;

it('field 19: a record that the old class approved is said to be there, also to a teacher who is not given it', () => {
  expect(recordStateOf(row('issued', '8A1'))).toBe('issued-elsewhere');
  expect(recordStateOf(row('finalised', '8A1'))).toBe('approved-elsewhere');
  expect(recordStateOf(row(undefined, '8A1'))).toBe('approved-elsewhere');
  expect(recordStateOf(row('issued'))).toBe('issued');
  expect(recordStateOf(row('complete', undefined, 'confirm'))).toBe('pending-confirm');
});

it('field 19: a record that the old class approved is no row of the new class to count', () => {
  const own = row('confirmed');
  expect(ownRows([row('issued', '8A1'), own])).toEqual([own]);
});
