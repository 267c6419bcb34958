import '../../device/browser-for-tests.ts';
import type { Me } from '@hocba/shared/contract/auth';
import { beforeEach, expect, it } from 'vitest';
import { checkGate, createGate, isOverdue, noteContact, openGate } from './gate.ts';

const DAY = 24 * 60 * 60 * 1000;
const NOW = Date.UTC(2026, 10, 30);
const gate = createGate();
const me = (askAfterDays?: number) => ({ account: 'hoa.8a1', askAfterDays }) as Me;

beforeEach(async () => {
  localStorage.clear();
  await noteContact(gate, 'hoa.8a1', NOW);
});

it('field 36: the page asks for the password after more than fourteen days without contact', () => {
  checkGate(gate, me(), NOW + 14 * DAY);
  expect(gate.get().isClosed).toBe(false);
  checkGate(gate, me(), NOW + 14 * DAY + 1);
  expect(gate.get().isClosed).toBe(true);
});

it('field 36: the number of days is the registry’s, and 0 asks never', () => {
  checkGate(gate, me(3), NOW + 4 * DAY);
  expect(gate.get().isClosed).toBe(true);
  checkGate(gate, me(0), NOW + 400 * DAY);
  expect(gate.get().isClosed).toBe(false);
});

it('field 36: a clock that is set back does not open what was closed', () => {
  checkGate(gate, me(), NOW + 20 * DAY);
  checkGate(gate, me(), NOW + 1 * DAY);
  expect(gate.get().isClosed).toBe(true);
});

it('field 36: the page opens with contact, and with the password for a working day', async () => {
  checkGate(gate, me(), NOW + 20 * DAY);
  openGate(gate, NOW + 20 * DAY);
  checkGate(gate, me(), NOW + 20 * DAY + 1000);
  expect(gate.get().isClosed).toBe(false);
  checkGate(gate, me(), NOW + 21 * DAY);
  expect(gate.get().isClosed).toBe(true);
  await noteContact(gate, 'hoa.8a1', NOW + 21 * DAY);
  checkGate(gate, me(), NOW + 22 * DAY);
  expect(gate.get().isClosed).toBe(false);
});

it('field 36: a computer whose battery is empty believes it is 1970, and closes nothing', () => {
  expect(isOverdue({ account: 'hoa.8a1', at: NOW, seen: NOW }, 0, 14)).toBe(false);
});
