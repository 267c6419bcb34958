import type { ClassStudent } from '@hocba/shared/school/class-list';
import { describe, expect, it } from 'vitest';
import { besideNames, nameAmong } from './pupil-names.ts';

const pupil = (id: string, name: string, birthDate: string) =>
  ({ id, code: `08${id}`, name, birthDate }) as unknown as ClassStudent;

describe('pupils of one name', () => {
  const an = pupil('1', 'Nguyễn Thị Hoà', '2013-05-17');
  const other = pupil('2', 'NGUYỄN THỊ HÒA', '2013-11-02');
  const twin = pupil('3', 'Nguyễn Thị Hòa', '2013-05-17');
  const unlike = pupil('4', 'Nguyễn Thị Hoa', '2013-05-17');

  it('field 11: pupils of one name have their birth dates beside them, however the tone mark is written', () => {
    expect([...besideNames([an, other, unlike])]).toEqual([
      ['1', '17/05/2013'],
      ['2', '02/11/2013'],
    ]);
  });

  it('field 11: pupils of one name have their codes too where the birth dates are equal', () => {
    expect([...besideNames([an, other, twin]).values()]).toEqual([
      '17/05/2013, 081',
      '02/11/2013, 082',
      '17/05/2013, 083',
    ]);
  });

  it('field 11: pupils of one name are told apart in a line of text; a name that nobody shares stands alone', () => {
    const nameOf = nameAmong([an, other, unlike]);
    expect(nameOf('2')).toBe('NGUYỄN THỊ HÒA (02/11/2013)');
    expect(nameOf('4')).toBe('Nguyễn Thị Hoa');
    expect(nameOf(undefined)).toBe('');
  });
});
