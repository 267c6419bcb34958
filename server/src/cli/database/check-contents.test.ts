import { DEFAULT_POLICY } from '@hocba/shared/regulations/policy';
import type { Instant } from '@hocba/shared/school/identifiers';
import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { issueJobs } from '../../issuing/issue.ts';
import { createKeys } from '../../issuing/keys/create-keys.ts';
import { openKeyRing } from '../../issuing/keys/key-ring.ts';
import { finaliseClass, ISSUER } from '../../records/projection/finalised-class.fixture.ts';
import { projectAll } from '../../records/projection/project.ts';
import { NAME, NOW, openSmallClass } from '../../records/projection/small-class.fixture.ts';
import { type Db, type Write, write } from '../../storage/engine/db.ts';
import type { CredentialRow } from '../../storage/queries/credentials.ts';
import type { IntentRow } from '../../storage/queries/intents.ts';
import { listDueJobs } from '../../storage/queries/jobs.ts';
import { CONTENT_CHECKS } from './check-contents.ts';

const LATER = '2026-06-10T04:00:00.000Z' as Instant;
const keys = await createKeys({ issuer: ISSUER, demo: false, now: NOW });
const keyRing = await openKeyRing({ ...keys, issuer: ISSUER });

let db: Db;
let first: IntentRow;
let second: IntentRow;

/** Three records of a class, two of them signed. */
beforeEach(async () => {
  db = await openSmallClass();
  [first, second] = (await finaliseClass(db)) as [IntentRow, IntentRow];
  const log = { error: () => undefined, info: () => undefined };
  const issue = issueJobs({ db, issuer: ISSUER, keyRing, clock: () => LATER, log });
  const jobs = await listDueJobs(db, { now: LATER, limit: 64, kind: 'issue' });
  await issue(jobs.filter(({ key }) => key === first.id || key === second.id));
  await projectAll({ db, issuer: ISSUER }, NAME);
});
afterEach(() => db.close());

const faultsOf = async (check: string): Promise<(string | undefined)[]> => {
  const services = {
    db,
    publicUrl: ISSUER,
    policy: DEFAULT_POLICY,
    trustList: async () => keys.trustList,
    now: LATER,
    tell: () => undefined,
  };
  const look = CONTENT_CHECKS[check];
  if (look === undefined) throw new Error(`no check ${check}`);
  return (await look(services)).map((fault) => [fault].flat()[0]);
};
const editCredential = (id: string, change: Partial<CredentialRow>): Write =>
  write((query, { credential: t }) => query.update(t).set(change).where(eq(t.id, id)), 1);

it('all is well with a registry that nobody touched', async () => {
  expect(await faultsOf('derived')).toEqual([]);
  expect(await faultsOf('credentials')).toEqual([]);
});

it('two signed texts that were swapped are named, each by its id', async () => {
  const rows = await db.query.select().from(db.tables.credential);
  const textOf = ({ id }: IntentRow) => rows.find((row) => row.id === id)?.jws ?? '';
  await db.commit([
    editCredential(first.id, { jws: textOf(second) }),
    editCredential(second.id, { jws: textOf(first) }),
  ]);
  expect(await faultsOf('credentials')).toEqual(
    [first, second].map(({ id }) => `signed record ${id}: OTHER_RECORD`),
  );
});

it('two pupils whose signed records were swapped are named', async () => {
  await db.commit([
    editCredential(first.id, { student: second.student }),
    editCredential(second.id, { student: first.student }),
  ]);
  expect(await faultsOf('credentials')).toEqual(
    [first, second].map(({ id }) => `signed record ${id}: OTHER_RECORD`),
  );
});

it('a signed record that was deleted is named by the audit, and by the log', async () => {
  await db.commit([write((query, { credential: t }) => query.delete(t).where(eq(t.id, first.id)), 1)]);
  expect(await faultsOf('credentials')).toEqual([`signed record ${first.id}: MISSING`]);
  expect(await faultsOf('derived')).toContain(`${NAME}: signed record ${first.id} is missing`);
});

it('a record that was signed past the registry is named, although its key is good', async () => {
  const rows = await db.query.select().from(db.tables.intent);
  const third = rows.find(({ id }) => id !== first.id && id !== second.id);
  if (third === undefined) throw new Error('no third intent');
  const { id, record, revision, student } = third;
  const place = { school: '08000101', year: '2025-2026', kid: keyRing.signer.kid, issued_at: LATER };
  const jws = await keyRing.signer.sign(third.payload);
  const row = { id, record, revision, student, ...place, jws };
  await db.commit([write((query, { credential: t }) => query.insert(t).values(row), 1)]);
  expect(await faultsOf('credentials')).toEqual([`signed record ${id}: NOT_AUDITED`]);
});

it('an edited sheet is named with its school year', async () => {
  await db.commit([
    write((query, { sheet: t }) => query.update(t).set({ body: '{}' }).where(eq(t.id, '7A1:toan:hk1')), 1),
  ]);
  expect(await faultsOf('derived')).toEqual([`${NAME}: sheet 7A1:toan:hk1 stands otherwise`]);
});
