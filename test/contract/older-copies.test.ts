import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { checkCredentials } from '@hocba/server/issuing/check-credentials';
import { issueJobs } from '@hocba/server/issuing/issue';
import { createKeys } from '@hocba/server/issuing/keys/create-keys';
import { openKeyRing } from '@hocba/server/issuing/keys/key-ring';
import { ISSUE_JOB } from '@hocba/server/records/issue-lane';
import { listBrokenSubmissionLogs } from '@hocba/server/records/projection/check-submissions';
import { projectAll } from '@hocba/server/records/projection/project';
import { CLASS, NAME, NOW, PUPILS } from '@hocba/server/records/projection/small-class.fixture';
import { checkYear } from '@hocba/server/records/rebuild/rebuild-year';
import { listAllPublished } from '@hocba/server/replication/publish';
import { TEST_MAC } from '@hocba/server/storage/engine/chain-mac.fixture';
import type { Db } from '@hocba/server/storage/engine/db';
import { migrate } from '@hocba/server/storage/engine/migrate';
import { openStorage } from '@hocba/server/storage/engine/open';
import { checkAuditChain } from '@hocba/server/storage/queries/audit/audit';
import { readCredentials } from '@hocba/server/storage/queries/credentials';
import { listDueJobs } from '@hocba/server/storage/queries/jobs';
import { listSheetsOfYear } from '@hocba/server/storage/queries/records/sheets';
import { listYearRecordsOfYear } from '@hocba/server/storage/queries/records/year-records';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listContentFaults } from '../fixtures/content-faults.ts';

/*
 * Copies of databases that two earlier programs made, as statements: one class of three pupils, every sheet closed and every
 * record finalised, two records signed and the third waiting, a mark that came too late and that no projection has read.
 */

const ISSUER = 'http://localhost:8787';
const OLDER = ['2026-11-25', '2026-11-30'] as const;
const SHEETS = 16;

const textOf = (name: string): string =>
  readFileSync(new URL(`../fixtures/older/registry-${name}`, import.meta.url), 'utf8');

/** The documents that devices had been sent before, by id. */
const readSent = (file: string): Map<string, unknown> => {
  const sqlite = new DatabaseSync(file, { readOnly: true });
  const rows = sqlite
    .prepare(
      'select d.id, r.body from sync_doc d join sync_rev r on r.db = d.db and r.id = d.id and r.rev = d.winner',
    )
    .all() as unknown as { id: string; body: string }[];
  sqlite.close();
  return new Map(rows.map(({ id, body }) => [id, JSON.parse(body)]));
};

describe.each(OLDER)('a copy of a database of %s', (version) => {
  let folder: string;
  let db: Db;
  let sent: Map<string, unknown>;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'hocba-older-'));
    const file = join(folder, 'hocba.sqlite');
    const sqlite = new DatabaseSync(file, { enableForeignKeyConstraints: false });
    sqlite.exec(textOf(`${version}.sql`));
    sqlite.close();
    sent = readSent(file);
    db = await openStorage(`file:${file}`, TEST_MAC);
    await migrate(db);
  });
  afterEach(async () => {
    await db.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const statesOf = async () => (await listYearRecordsOfYear(db, NAME)).map(({ state }) => state).toSorted();

  it(`a database of ${version} comes forward with every sheet, record, signed text and document of devices`, async () => {
    expect(await listSheetsOfYear(db, NAME)).toHaveLength(SHEETS);
    expect(await statesOf()).toEqual(['finalised', 'issued', 'issued']);
    const trustList = textOf(`${version}.trust-list.jws`).trim();
    expect(await checkCredentials(db, trustList, NOW)).toEqual({ compromised: 0, faults: [] });
    expect((await Array.fromAsync(readCredentials(db))).flat()).toHaveLength(2);
    const published = new Map((await listAllPublished(db, NAME)).map(({ id, body }) => [id, body]));
    expect(published).toEqual(sent);
    expect(sent.size).toBeGreaterThan(SHEETS + PUPILS.length);
    expect((await checkAuditChain(db)).brokenAt).toBeNull();
    expect(await listBrokenSubmissionLogs(db)).toEqual([]);
    expect(await listContentFaults(db, { publicUrl: ISSUER, trustList, now: NOW })).toEqual([]);
  });

  it(`a database of ${version} goes on: its late mark is judged, its third record is signed, its log folds to the rest`, async () => {
    await projectAll({ db, issuer: ISSUER }, NAME);
    const keyRing = await openKeyRing({
      ...(await createKeys({ issuer: ISSUER, demo: false, now: NOW })),
      issuer: ISSUER,
    });
    const log = { error: () => undefined, info: () => undefined };
    const jobs = await listDueJobs(db, { now: NOW, limit: 64, kind: ISSUE_JOB });
    expect(jobs).toHaveLength(1);
    await issueJobs({ db, keyRing, clock: () => NOW, log, issuer: ISSUER })(jobs);
    await projectAll({ db, issuer: ISSUER }, NAME);
    expect(await statesOf()).toEqual(['issued', 'issued', 'issued']);
    const verdicts = (await listAllPublished(db, NAME)).filter(({ id }) => id.startsWith('verdict:'));
    expect(verdicts.map(({ body }) => body)).toContainEqual(
      expect.objectContaining({ outcome: 'late', code: 'SHEET_CLOSED' }),
    );
    const sheet = (await listSheetsOfYear(db, NAME)).find(({ id }) => id === `${CLASS}:toan:hk1`);
    expect(JSON.parse(sheet?.body ?? '{}').cells[PUPILS[0] ?? ''].tx1[0]).toBe(80);
    // The log of that time had no news of signatures: what follows from these two alone cannot be folded.
    const signed = PUPILS.slice(1).flatMap((pupil) => [pupil, `record:${pupil}`, `credential:${pupil}`]);
    const ids = (await checkYear({ db, issuer: ISSUER }, NAME)).map(({ id }) => id);
    expect(ids.toSorted()).toEqual([NAME, ...signed].toSorted());
  });
});
