import type { SheetState } from '@hocba/shared/record/sheet-state';
import type { ClassStudent } from '@hocba/shared/school/class-list';
import type { SubjectCode } from '@hocba/shared/school/identifiers';
import { expect, test } from 'vitest';
import { rowNote } from './row-note.ts';

const TOAN = 'toan' as SubjectCode;
const student = (more: object = {}) =>
  ({
    id: 's000000000001',
    status: 'studying',
    exempt: [],
    notAssessed: false,
    ...more,
  }) as unknown as ClassStudent;

test('field 19: the sheet of the old class says where a pupil went, that of the new one from where', () => {
  expect(rowNote(student({ status: 'moved-away', movedTo: '8-2' }), TOAN, undefined)).toEqual({
    key: 'movedTo',
    class: '8-2',
  });
  expect(rowNote(student({ cameFrom: ['8A3', '8A1'] }), TOAN, undefined)).toEqual({
    key: 'cameFrom',
    class: '8A1',
  });
  const brought = { s000000000001: { sheet: '8A1:toan:hk1' } } as unknown as SheetState['brought'];
  expect(rowNote(student({ cameFrom: ['8A1'] }), TOAN, brought)).toEqual({
    key: 'broughtFrom',
    class: '8A1',
  });
});

test('a pupil who is as the others are has no note; what closes the row goes before where the pupil came from', () => {
  expect(rowNote(student(), TOAN, {})).toBeUndefined();
  expect(rowNote(student({ cameFrom: ['8A1'], exempt: [TOAN] }), TOAN, undefined)).toEqual({ key: 'exempt' });
  expect(rowNote(student({ status: 'moved-away' }), TOAN, undefined)).toEqual({ key: 'movedAway' });
});
