import type { Me } from '@hocba/shared/contract/auth';
import type { Downward } from '@hocba/shared/documents/downward';
import type { SchoolYear } from '@hocba/shared/school/identifiers';
import { expect, it } from 'vitest';
import { EMPTY_LEDGER } from '../sync/up/ledger.ts';
import type { Stored } from '../sync/up/outbox.ts';
import { waitingIn } from './records.ts';

const YEAR = '2026-2027' as SchoolYear;
const me = (role: string, ...homerooms: string[]) =>
  ({ role, assignments: homerooms.map((name) => ({ year: YEAR, class: name, subject: 'homeroom' })) }) as Me;

const pupil = (n: number) => `s00000000000${n}`;
const list = (name: string, ...pupils: number[]) =>
  [
    `class:${name}`,
    { kind: 'class', class: name, students: pupils.map((n) => ({ id: pupil(n), status: 'studying' })) },
  ] as const;
const record = (n: number, state: string) =>
  [`record:${pupil(n)}`, { kind: 'record', state, digest: `d${n}` }] as const;

const docs = new Map<string, unknown>([
  list('8A1', 1, 2),
  list('7A1', 3),
  list('9A1', 4),
  record(1, 'confirmed'),
  record(2, 'complete'),
  record(3, 'confirmed'),
  record(4, 'issued'),
]) as ReadonlyMap<string, unknown> as ReadonlyMap<string, Downward>;
const shown = (outbox: readonly unknown[] = []) => ({
  docs,
  newer: new Set<string>(),
  outbox: outbox as readonly Stored[],
  ledger: EMPTY_LEDGER,
});

it('field 13: a head is told of the classes that were confirmed, in the order of a school', () => {
  expect(waitingIn(shown(), me('head'), YEAR)).toEqual([
    { class: '7A1', count: 1 },
    { class: '8A1', count: 1 },
  ]);
});

it('field 13: a homeroom teacher is told of the own class when records are complete, and nobody else is', () => {
  expect(waitingIn(shown(), me('teacher', '8A1', '9A1'), YEAR)).toEqual([{ class: '8A1', count: 1 }]);
  expect(waitingIn(shown(), me('clerk'), YEAR)).toEqual([]);
});

it('field 13: a class that this device has approved waits no more, although the registry has not answered', () => {
  const approval = { _id: 'f', kind: 'finalise', class: '7A1', records: [[pupil(3), 'd3']] };
  expect(waitingIn(shown([approval]), me('head'), YEAR)).toEqual([{ class: '8A1', count: 1 }]);
});
