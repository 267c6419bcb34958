import { Value } from 'typebox/value';
import { describe, expect, it } from 'vitest';
import { compareClasses, readClassCode, readSheetId } from './class-code.ts';
import { gradeOfClass } from './curriculum/subjects-of-grade.ts';
import { type ClassCode, SheetId, type SubjectCode, sheetIdOf, sheetParts, UpwardId } from './identifiers.ts';

const code = (text: string) => readClassCode(text) as ClassCode;

describe('field 20: a class that is called by a number', () => {
  it.each(['8/1', '8.1', '8-1', '8–1', '8_1', '8/01', ' 8 / 1 ', 'Lớp 8/1', 'lớp: 8.1', 'LỚP 8-1'])(
    'the class %s is the class 8-1',
    (text) => expect(readClassCode(text)).toBe('8-1'),
  );

  it.each([
    ...['8', '8/', '/1', '8/0', '8/100', '0/1', '13/1', '8//1', '8/1/2026', '08/01/2026', '8,1', '-8-1'],
    ...['8-Jan', '2026-01-08', '46030', '8-1:toan', ''],
  ])('the code "%s" is no class', (text) => expect(readClassCode(text)).toBeUndefined());

  it('a class of another form stays as it was', () => {
    expect(['8A1', '8 a1', 'Lớp 8A1', '12TOAN', '10A10'].map(readClassCode)).toEqual([
      ...['8A1', '8A1', '8A1', '12TOAN', '10A10'],
    ]);
  });

  it('a class code with a number gives ids of sheets and documents whose parts can be told again', () => {
    const id = sheetIdOf(code('8/1'), 'toan' as SubjectCode, 'hk1');
    expect([id, Value.Check(SheetId, id)]).toEqual(['8-1:toan:hk1', true]);
    expect(sheetParts(id)).toEqual({ class: '8-1', subject: 'toan', term: 'hk1' });
    const ulid = '01JABCDEFGHJKMNPQRSTVWXYZ0';
    for (const about of [`entry:${id}`, `close:${id}`, 'confirm:8-1', 'finalise:8-1']) {
      expect(Value.Check(UpwardId, `${about}:${ulid}`)).toBe(true);
    }
    for (const about of ['entry:8/1:toan:hk1', 'confirm:8.1', 'confirm:8-01', 'confirm:8A-1']) {
      expect(Value.Check(UpwardId, `${about}:${ulid}`)).toBe(false);
    }
    expect(encodeURIComponent(code('8/1'))).toBe('8-1');
  });

  it('a class called by a number is named on a command line as the school writes it', () => {
    expect(['8/1:toan:hk1', '8.1:toan:hk1', 'Lớp 8-1:toan:hk1', '8a1:toan:hk1'].map(readSheetId)).toEqual([
      ...['8-1:toan:hk1', '8-1:toan:hk1', '8-1:toan:hk1', '8A1:toan:hk1'],
    ]);
    expect(['8/1', '8/1:toan', '8/1:toan:hk3', '8/1:toan:hk1:x', ''].map(readSheetId)).toEqual(
      Array.from({ length: 5 }, () => undefined),
    );
  });

  it('a class called by a number belongs to its grade, and 8/2 stands before 8/10', () => {
    expect([gradeOfClass(code('8/1')), gradeOfClass(code('10/1'))]).toEqual([8, 10]);
    expect(['10/1', '8/10', '9A', '8/2', '8/1'].map(code).sort(compareClasses)).toEqual([
      ...['8-1', '8-2', '8-10', '9A', '10-1'],
    ]);
  });
});
