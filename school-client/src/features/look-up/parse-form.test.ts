import { describe, expect, it } from 'vitest';
import { parseForm } from './parse-form.ts';

const FORM = {
  studentId: '0812345678',
  birthDate: '17/05/2013',
  code: 'ABC DEF 2345',
  purpose: 'transfer',
} as const;
const born = (birthDate: string) => {
  const parsed = parseForm({ ...FORM, birthDate });
  return 'body' in parsed ? parsed.body.birthDate : parsed.faults;
};

describe('parseForm', () => {
  it('the look-up form takes codes as people write them down', () => {
    expect(parseForm({ ...FORM, code: ' abc-def 2345', studentId: '0812 345 678' })).toEqual({
      body: { studentId: '0812345678', birthDate: '2013-05-17', code: 'ABCDEF2345', purpose: 'transfer' },
    });
    expect(parseForm({ ...FORM, studentId: '008213012345' })).toHaveProperty('body');
  });

  it.each(['17/5/2013', '17-05-2013', '17.05.2013', ' 17 5 2013 ', '17052013', '2013-05-17'])(
    'the look-up form takes a birth date as %s',
    (text) => {
      expect(born(text)).toBe('2013-05-17');
    },
  );

  it('field 20: a year alone is taken as the register holds it', () => {
    expect([born('2013'), born('13')]).toEqual(['2013', ['birthDate']]);
  });

  it.each(['31/02/2013', '05/17/2013', '17/05/13', ''])(
    'the look-up form refuses %j as no birth date',
    (text) => {
      expect(born(text)).toEqual(['birthDate']);
    },
  );

  it('the look-up form names every field that cannot be right, before anything is sent', () => {
    expect(parseForm({ ...FORM, studentId: '123', birthDate: '?', code: 'ABCDEF0O1I' })).toEqual({
      faults: ['studentId', 'birthDate', 'code'],
    });
  });
});
