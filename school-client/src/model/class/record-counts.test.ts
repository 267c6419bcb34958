import type { ClassDocument, Downward } from '@hocba/shared/documents/downward';
import { expect, it } from 'vitest';
import { countRecords } from './classes.ts';

const pupil = (n: number, status = 'studying') => ({ id: `s00000000000${n}`, status });
const list = {
  students: [pupil(1), pupil(2), pupil(3), pupil(4, 'moved-away')],
} as unknown as ClassDocument;
const record = (n: number, state: string) =>
  [`record:s00000000000${n}`, { kind: 'record', state } as unknown as Downward] as const;

it('field 4: a record that only a newer version can read is counted as unread, not as one that lacks marks', () => {
  const docs = new Map([record(1, 'issued'), record(2, 'confirmed')]);
  const newer = new Set(['record:s000000000003']);
  expect(countRecords({ docs, newer }, list)).toEqual({
    total: 3,
    complete: 0,
    confirmed: 1,
    finalised: 0,
    issued: 1,
    unread: 1,
  });
});

it('field 19: a record that another class approved before the pupil came is not counted in the new class', () => {
  const [first, ...others] = list.students;
  const came = { students: [{ ...first, recordIn: '8A1' }, ...others] } as unknown as ClassDocument;
  const docs = new Map([record(1, 'issued'), record(2, 'confirmed')]);
  expect(countRecords({ docs, newer: new Set() }, came)).toMatchObject({ total: 2, confirmed: 1, issued: 0 });
});
