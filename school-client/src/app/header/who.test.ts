import type { Me } from '@hocba/shared/contract/auth';
import type { SchoolYear } from '@hocba/shared/school/identifiers';
import i18next from 'i18next';
import { beforeAll, expect, test } from 'vitest';
import { vi } from '../../i18n/vi-texts.ts';
import { dutyOf, initialsOf } from './who.tsx';

beforeAll(() => i18next.init({ resources: { vi }, lng: 'vi', defaultNS: 'app' }));

const duty = (me: Partial<Me>, year = '2026-2027') =>
  dutyOf(
    i18next.getFixedT('vi', 'app'),
    { assignments: [], role: 'teacher', ...me } as Me,
    year as SchoolYear,
  );

test('field 13: the header names the duty, of a homeroom teacher with the class of the year shown', () => {
  const assignments = [
    { year: '2026-2027', class: '8A1', subject: 'homeroom' },
    { year: '2025-2026', class: '7A1', subject: 'homeroom' },
    { year: '2026-2027', class: '8A2', subject: 'toan' },
  ] as Me['assignments'];
  expect(duty({ assignments })).toBe('Chủ nhiệm 8A1');
  expect(duty({ assignments }, '2025-2026')).toBe('Chủ nhiệm 7A1');
  expect(duty({})).toBe('Giáo viên');
  expect(duty({ role: 'head' })).toBe('Hiệu trưởng');
});

test('field 13: two letters stand for a name, of its last two words', () => {
  expect(['Trần Hữu Minh', 'Ánh', ' Đỗ  Ân '].map(initialsOf)).toEqual(['HM', 'Á', 'ĐÂ']);
});
