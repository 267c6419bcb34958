import type { SchoolYear, SubjectCode } from '@hocba/shared/school/identifiers';
import i18next from 'i18next';
import { beforeAll, expect, test } from 'vitest';
import { vi } from '../../i18n/vi-texts.ts';
import { reasonText, wrongText } from './reasons.ts';

beforeAll(() => i18next.init({ resources: { vi }, lng: 'vi', interpolation: { escapeValue: false } }));

const reason = (code: string, subject: string, column?: string) =>
  reasonText(
    i18next.getFixedT('vi', ['problems', 'gradebook']),
    code,
    {
      grade: 8,
      year: '2026-2027' as SchoolYear,
      subject: subject as SubjectCode,
      term: 'hk1',
      regularMarks: 2,
    },
    column,
  );

test('a value of a wrong kind is told what its own column takes, in the words of the grid', () => {
  expect(reason('MARK_WRONG_KIND', 'toan', 'tx1')).toBe(vi.gradebook.wrong.score);
  expect(reason('MARK_WRONG_KIND', 'gdtc', 'gk')).toBe(vi.gradebook.wrong.comment);
  expect(reason('MARK_WRONG_KIND', 'homeroom', 'conduct')).toBe(vi.gradebook.wrong.conduct);
});

test('any other finding, and one that names no column of the sheet, says the text of its code', () => {
  expect(reason('MARK_OUT_OF_RANGE', 'toan', 'tx1')).toBe(vi.problems.MARK_OUT_OF_RANGE);
  expect(reason('MARK_WRONG_KIND', 'toan')).toBe(vi.problems.MARK_WRONG_KIND);
});

test('field 17: a remark that is not taken says why, with the word or the sign that is the reason', () => {
  const t = i18next.getFixedT('vi', 'gradebook');
  const wrong = (typed: string) => wrongText(t, 'text', typed);
  expect(wrong('Gi¸o viªn ViÖt Nam khen em')).toBe(
    'chữ “Gi¸o” gõ bằng phông cũ (TCVN3, VNI); chuyển sang Unicode rồi nhập lại',
  );
  expect(wrong('мёд хорошо')).toContain('“м” của bộ chữ khác');
  expect(wrong('Tốt 👍')).toContain('“👍” không đưa vào học bạ được');
  expect(wrong('a'.repeat(1001))).toBe('nhận xét dài nhất 1000 ký tự');
  expect(wrongText(t, 'count', '-3')).toBe(vi.gradebook.wrong.count);
});
