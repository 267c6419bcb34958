import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StudentId } from '@hocba/shared/school/identifiers';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { TEST_MAC } from '../../storage/engine/chain-mac.fixture.ts';
import type { Db } from '../../storage/engine/db.ts';
import { openStorage } from '../../storage/engine/open.ts';
import { findProjection } from '../../storage/queries/submissions.ts';
import { submit } from '../intake/submit.ts';
import { projectAll } from './project.ts';
import {
  approvalOf,
  closesOf,
  entryOf,
  fullEntries,
  HEAD,
  HOMEROOM_TEACHER,
  NAME,
  NOW,
  openSmallClass,
  PUPILS,
  sendAs,
  TEACHER,
} from './small-class.fixture.ts';

const ISSUER = 'https://hocba.example';
const [FIRST] = PUPILS as [StudentId];
let folder: string;
let server: Db;
let command: Db;

/** A running registry and a command on the same machine: two connections to one file. */
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hocba-two-'));
  server = await openSmallClass(`file:${join(folder, 'db.sqlite')}`);
  command = await openStorage(`file:${join(folder, 'db.sqlite')}`, TEST_MAC);
});
afterEach(async () => {
  await server.close();
  await command.close();
  rmSync(folder, { recursive: true });
});

const projectBoth = () =>
  Promise.all([server, command, server, command].map((db) => projectAll({ db, issuer: ISSUER }, NAME)));

/** The tables that follow from the log, without the numbers that only say how many commits it took. */
const follows = async (db: Db) => ({
  sheets: (await db.query.select().from(db.tables.sheet)).map(({ id, body }) => [id, body]).sort(),
  records: (await db.query.select().from(db.tables.year_record))
    .map(({ student, state, digest, revision }) => [student, state, digest, revision])
    .sort(),
  intents: (await db.query.select().from(db.tables.intent)).map(({ payload }) => payload).sort(),
  chain: (await findProjection(db, NAME))?.chain,
});

it('two projectors fold one log together into what one alone makes of it, over several batches', async () => {
  const many = Array.from({ length: 1_300 }, (_, i) =>
    entryOf(TEACHER, '7A1:toan:hk1' as never, [[FIRST, 'tx1', i % 100, null]]),
  );
  const alone = await openSmallClass();
  for (const db of [server, alone]) await submit(db, TEACHER, NAME, many, NOW);
  await projectBoth();
  await projectAll({ db: alone, issuer: ISSUER }, NAME);
  expect(await follows(server)).toEqual(await follows(alone));
  await alone.close();
});

it('two projectors finalise a record once, with one intent and one job', async () => {
  const entries = fullEntries();
  await sendAs(server, entries);
  await sendAs(server, await closesOf(server, entries));
  await sendAs(server, [await approvalOf(server, 'confirm', HOMEROOM_TEACHER)]);
  const twice = [await approvalOf(server, 'finalise', HEAD), await approvalOf(server, 'finalise', HEAD)];
  await Promise.all([
    submit(server, HEAD, NAME, twice.slice(0, 1), NOW),
    submit(command, HEAD, NAME, twice.slice(1), NOW),
  ]);
  await projectBoth();
  const { records, intents } = await follows(server);
  expect(records.map(([, state, , revision]) => [state, revision])).toEqual(Array(3).fill(['finalised', 1]));
  expect(intents).toHaveLength(3);
  expect(await server.query.select().from(server.tables.job)).toHaveLength(3);
});
