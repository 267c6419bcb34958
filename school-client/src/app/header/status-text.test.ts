import i18next from 'i18next';
import { beforeAll, expect, test } from 'vitest';
import { en } from '../../i18n/en-texts.ts';
import { vi } from '../../i18n/vi-texts.ts';
import { briefStatus, type SyncStatus, statusText } from './status-text.ts';

beforeAll(() => i18next.init({ resources: { vi, en }, lng: 'vi', defaultNS: 'app' }));

const status = (part: Partial<SyncStatus>): SyncStatus => ({
  state: 'synced',
  unsent: 0,
  syncedAt: null,
  partlyAt: null,
  invalid: 0,
  needsYou: 0,
  since: null,
  place: null,
  full: false,
  unsaved: false,
  newer: false,
  lost: [],
  unopened: [],
  ...part,
});
const text = (part: Partial<SyncStatus>, language = 'vi') =>
  statusText(i18next.getFixedT(language, ['app', 'anyPage']), status(part));

const at = (date: Date) => date.toISOString() as NonNullable<SyncStatus['syncedAt']>;

test('the header says how much waits, and that it is safe here', () => {
  expect(text({ state: 'saved-here', unsent: 37 })).toBe('Đã lưu trên máy – 37 thay đổi chờ gửi');
  expect(text({ state: 'offline', unsent: 37 })).toBe('Ngoại tuyến – 37 thay đổi chờ gửi');
  expect(text({ state: 'offline' })).toBe('Ngoại tuyến');
  expect(text({ state: 'offline', unsent: 1 }, 'en')).toBe('Offline – 1 change to send');
});

test('field 13: the header says in few words how much waits, where a phone has no room for more', () => {
  const brief = (part: Partial<SyncStatus>) =>
    briefStatus(i18next.getFixedT('vi', ['app', 'anyPage']), status(part));
  expect(brief({ state: 'saved-here', unsent: 37 })).toBe('Đã lưu – 37 chờ gửi');
  expect(brief({ state: 'offline', unsent: 1 })).toBe('Ngoại tuyến – 1 chờ gửi');
  expect(brief({ state: 'offline' })).toBeUndefined();
  expect(brief({ state: 'synced' })).toBeUndefined();
});

test('the header says what waits also beside what a person should do', () => {
  expect(text({ state: 'contested', needsYou: 1, unsent: 3 })).toBe('1 xung đột · 3 chờ gửi');
  expect(text({ state: 'sign-in', unsent: 1 }, 'en')).toBe('Sign in again · 1 to send');
  expect(text({ state: 'contested', needsYou: 1 })).toBe('1 xung đột');
});

test('field 7: the header says that it is still opening instead of "not synced" right after a reload', () => {
  expect(text({ state: 'opening' })).toBe('Đang mở dữ liệu trên máy…');
  expect(text({ state: 'opening' }, 'en')).toBe('Opening what is on this device…');
});

test('the header never says synced before anything was', () => {
  expect(text({ state: 'synced' })).toBe('Chưa đồng bộ');
  expect(text({ state: 'saved-here' })).toBe('Chưa đồng bộ');
});

test('a sync of an earlier day shows its date', () => {
  const now = new Date();
  const lastWeek = new Date(now.getTime() - 7 * 24 * 3600 * 1000);
  expect(text({ syncedAt: at(now) })).toMatch(/^Đã đồng bộ lúc \d\d:\d\d$/);
  expect(text({ syncedAt: at(lastWeek) })).toContain(`/${lastWeek.getFullYear()}`);
});

test('the header counts what a person must see to', () => {
  expect(text({ state: 'refused', needsYou: 2 })).toBe('Máy chủ từ chối 2 ô');
  expect(text({ state: 'contested', needsYou: 2 })).toBe('2 xung đột');
  expect(text({ state: 'invalid', invalid: 1 })).toBe('1 ô cần sửa');
  expect(text({ state: 'invalid', invalid: 1 }, 'en')).toBe('1 cell to correct');
  expect(text({ state: 'sign-in', unsent: 5 })).toBe('Cần đăng nhập lại · 5 chờ gửi');
});
