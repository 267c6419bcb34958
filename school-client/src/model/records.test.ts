import { digestOf } from '@hocba/shared/credential/jws/digest';
import type { YearRecord } from '@hocba/shared/record/year-record';
import { expect, it } from 'vitest';
import { approvalsOf, type RecordRow } from './records.ts';

const record = {
  student: 's000000000001',
  subjects: [{ subject: 'toan', year: 50 }],
} as unknown as YearRecord;
const row = (state: string, pending: RecordRow['pending'] = null) =>
  ({ document: { record, state, digest: 'f'.repeat(64) }, pending }) as unknown as RecordRow;

it('a person approves the record that is shown, whatever digest came beside it', async () => {
  expect(await approvalsOf([row('complete')], 'confirm')).toEqual([
    ['s000000000001', await digestOf(record)],
  ]);
});

it('a person approves no record of another state, and none twice', async () => {
  const rows = [row('open'), row('confirmed'), row('complete', 'confirm')];
  expect(await approvalsOf(rows, 'confirm')).toEqual([]);
});
