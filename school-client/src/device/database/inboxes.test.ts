import '../browser-for-tests.ts';
import type { AccountName, DatabaseName } from '@hocba/shared/school/identifiers';
import { beforeEach, expect, it } from 'vitest';
import { createWiper } from './inboxes.ts';
import { listLocalNames } from './local-names.ts';
import { openLocal } from './pouch.ts';

const [NOW, BEFORE] = ['08000101-2026-2027', '08000101-2025-2026'] as DatabaseName[];
const HOA = 'hoa.8a1' as AccountName;

const HERE = [
  `inbox-${NOW}-hoa.8a1`,
  `inbox-${NOW}-hoa.8a1-2`,
  `inbox-${BEFORE}-hoa.8a1`,
  `inbox-${NOW}-lan.6a2`,
  `outbox-${NOW}-home`,
  `drafts-${NOW}-hoa.8a1`,
  `drafts-${NOW}-lan.6a2`,
];
const listHere = async () => (await listLocalNames('')).sort();

beforeEach(async () => {
  for (const name of HERE) await openLocal(name).put({ _id: crypto.randomUUID() });
});

it('field 36: an account keeps its own inboxes of the years it may open, and loses those of others', async () => {
  await createWiper().wipe(HOA, [NOW as DatabaseName]);
  expect(await listHere()).toEqual([...HERE.slice(0, 2), ...HERE.slice(4)].sort());
});

it('field 36: a device where nobody is signed in keeps no inbox, and every outbox and draft', async () => {
  await createWiper().wipe(null, []);
  expect(await listHere()).toEqual(HERE.slice(4).sort());
  expect(await openLocal(`outbox-${NOW}-home`).listAll()).toHaveLength(2);
});
