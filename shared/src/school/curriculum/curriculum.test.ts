import { describe, expect, it } from 'vitest';
import type { SubjectCode } from '../identifiers.ts';
import { inTranscriptOrder, regularMarksOf, SUBJECTS, subjectsOf } from './curriculum.ts';

const modes = (grade: number, mode: 'score' | 'comment') =>
  subjectsOf(grade).filter((code) => SUBJECTS[code]?.mode === mode);

describe('the curriculum of 2018', () => {
  it('the curriculum of 2018 has eight scored and four comment subjects in lower secondary', () => {
    for (const grade of [6, 7, 8, 9]) {
      expect(modes(grade, 'score').join(' ')).toBe('van toan nn1 gdcd lsdl khtn cn tin');
      expect(modes(grade, 'comment').join(' ')).toBe('gdtc nt hdtn gddp');
    }
  });

  it('the curriculum of 2018 has five scored mandatory subjects and four electives in upper secondary', () => {
    expect(modes(10, 'score').join(' ')).toBe('van toan nn1 su gdqp ly hoa sinh tin');
    const chosen = ['am-nhac', 'dia', 'cn', 'gdktpl'] as SubjectCode[];
    expect(subjectsOf(12, chosen).join(' ')).toBe(
      'van toan nn1 su gdqp dia gdktpl cn gdtc am-nhac hdtn gddp',
    );
  });

  it('the curriculum of 2018 has nothing to mark this way in primary school', () => {
    expect(subjectsOf(5)).toEqual([]);
    expect(subjectsOf(13)).toEqual([]);
  });

  it('the curriculum of 2018 knows every subject it lists', () => {
    for (const grade of [6, 9, 10, 12])
      for (const code of subjectsOf(grade)) expect(SUBJECTS[code]).toBeDefined();
  });

  it.each([
    ['toan', 6, 4],
    ['lsdl', 9, 4],
    ['gdcd', 8, 2],
    ['cn', 7, 2],
    ['cn', 8, 3],
    ['tin', 9, 2],
    ['gdtc', 9, 2],
    ['su', 10, 3],
    ['gdqp', 11, 2],
    ['cn', 12, 3],
    ['tin', 10, 3],
    ['mi-thuat', 10, 2],
  ] as const)('the subject %s in grade %i has %i regular marks a term', (code, grade, marks) => {
    expect(regularMarksOf(code as string as SubjectCode, grade)).toBe(marks);
  });

  it('the curriculum of 2018 sorts subjects as the transcript lists them', () => {
    const list = ['gddp', 'zz', 'toan', 'van'].map((subject) => ({ subject: subject as SubjectCode }));
    expect(inTranscriptOrder(list).map(({ subject }) => subject)).toEqual(['van', 'toan', 'gddp', 'zz']);
  });
});
