import i18next from 'i18next';
import { beforeAll, expect, it } from 'vitest';
import { problemText } from './problem-text.ts';
import { vi } from './vi-texts.ts';

beforeAll(() => i18next.init({ resources: { vi }, lng: 'vi' }));

it('a code of the catalogue has its text, and one of a newer registry is shown as it is', () => {
  expect(problemText(i18next.t, 'SHEET_CLOSED')).toBe(vi.problems.SHEET_CLOSED);
  expect(problemText(i18next.t, 'OFFLINE')).toBe(vi.problems.OFFLINE);
  expect(problemText(i18next.t, 'OF_NEXT_YEAR')).toBe('OF_NEXT_YEAR');
  expect(problemText(i18next.t, 'constructor')).toBe('constructor');
});
