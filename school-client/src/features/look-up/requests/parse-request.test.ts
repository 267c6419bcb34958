import { expect, it } from 'vitest';
import { parseRequest } from './parse-request.ts';

const FORM = {
  studentId: '0812 345 678',
  name: ' Nguyễn Thị Ánh  Tuyết ',
  birthDate: '17/5/2013',
  reason: 'Cha mẹ đi làm xa, chưa liên lạc được.',
  ground: 'guardian-away',
  purpose: 'transfer',
} as const;

it('the request form takes what a clerk types, in its one form', () => {
  expect(parseRequest(FORM)).toEqual({
    body: { ...FORM, studentId: '0812345678', name: 'Nguyễn Thị Ánh Tuyết', birthDate: '2013-05-17' },
  });
});

it('the request form names every field that cannot be right, before anything is sent', () => {
  const empty = { ...FORM, studentId: '1', name: '', birthDate: '31/2/2013', reason: 'Gấp' };
  expect(parseRequest(empty)).toEqual({ faults: ['studentId', 'name', 'birthDate', 'reason'] });
});
