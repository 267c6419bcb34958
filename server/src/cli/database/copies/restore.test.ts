import { createPrivateKey, sign } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Instant } from '@hocba/shared/school/identifiers';
import Database from 'better-sqlite3';
import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { issueJobs } from '../../../issuing/issue.ts';
import { createKeys } from '../../../issuing/keys/create-keys.ts';
import { openKeyRing } from '../../../issuing/keys/key-ring.ts';
import { writeTestSecrets } from '../../../people/sign-in/secrets.fixture.ts';
import { finaliseClass, ISSUER } from '../../../records/projection/finalised-class.fixture.ts';
import { projectAll } from '../../../records/projection/project.ts';
import { CLASS, insertSmallClass, NAME, NOW } from '../../../records/projection/small-class.fixture.ts';
import { logClassLists } from '../../../schools/log-class-lists.ts';
import { TEST_MAC } from '../../../storage/engine/chain-mac.fixture.ts';
import { type Write, write } from '../../../storage/engine/db.ts';
import { migrate } from '../../../storage/engine/migrate.ts';
import { openStorage } from '../../../storage/engine/open.ts';
import { checkAuditChain } from '../../../storage/queries/audit/audit.ts';
import type { IntentRow } from '../../../storage/queries/intents.ts';
import { listDueJobs } from '../../../storage/queries/jobs.ts';
import { getEpoch } from '../../../storage/queries/settings.ts';
import { moveProjection } from '../../../storage/queries/submissions.ts';
import { runHocba } from '../../hocba.ts';

const LATER = '2026-06-11T04:00:00.000Z' as Instant;
const keys = await createKeys({ issuer: ISSUER, demo: false, now: NOW });

let folder: string;
let place: string;
let backup: string;
let epoch: string;
let first: IntentRow;
let second: IntentRow;

const hocba = async (...args: string[]) => {
  const lines: string[] = [];
  const say = (text: string) => void lines.push(text);
  const code = await runHocba(args, { out: say, err: say });
  return { code, said: lines.join('\n') };
};
const withCopy = async <T>(
  file: string,
  work: (db: Awaited<ReturnType<typeof openStorage>>) => Promise<T>,
) => {
  const db = await openStorage(`file:${file}`, TEST_MAC);
  try {
    return await work(db);
  } finally {
    await db.close();
  }
};
const change = (...writes: Write[]) => withCopy(backup, (db) => db.commit(writes));
const leftovers = () => readdirSync(folder).filter((name) => name.startsWith('.'));

/** A registry's folder with two signed records, its backup, and its own database moved away. */
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse(LATER) });
  folder = mkdtempSync(join(tmpdir(), 'hocba-restore-'));
  place = join(folder, 'db.sqlite');
  backup = join(folder, 'backup.sqlite');
  vi.stubEnv('DATABASE_URL', `file:${place}`);
  vi.stubEnv('SESSION_KEY_FILE', writeTestSecrets(folder));
  vi.stubEnv('PUBLIC_URL', ISSUER);
  vi.stubEnv('TRUST_LIST_FILE', join(folder, 'trust-list.jws'));
  writeFileSync(join(folder, 'trust-list.jws'), `${keys.trustList}\n`);
  const keyRing = await openKeyRing({ ...keys, issuer: ISSUER });
  const log = { error: () => undefined, info: () => undefined };
  epoch = await withCopy(place, async (db) => {
    await migrate(db);
    await insertSmallClass(db);
    await logClassLists(db, NAME, [CLASS], NOW);
    [first, second] = (await finaliseClass(db)) as [IntentRow, IntentRow];
    const issue = issueJobs({ db, issuer: ISSUER, keyRing, clock: () => LATER, log });
    await issue(await listDueJobs(db, { now: LATER, limit: 64, kind: 'issue' }));
    await projectAll({ db, issuer: ISSUER }, NAME);
    return getEpoch(db);
  });
  expect((await hocba('backup', backup)).code).toBe(0);
  renameSync(place, join(folder, 'old.sqlite'));
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

it('a restore puts the copy in place with another epoch, and the audit says so', async () => {
  const { code, said } = await hocba('restore', backup, '--verify');
  expect(said).toContain('34 submissions, 3 signed records, 6 audit rows');
  expect([code, leftovers()]).toEqual([0, []]);
  await withCopy(place, async (db) => {
    expect(await getEpoch(db)).not.toBe(epoch);
    expect(await checkAuditChain(db)).toEqual({ rows: 7, brokenAt: null });
  });
  expect(await withCopy(backup, getEpoch)).toBe(epoch);
});

it.each(['', '-wal', '-shm'])('a restore overwrites no database: db.sqlite%s', async (ending) => {
  writeFileSync(`${place}${ending}`, 'precious');
  const { code, said } = await hocba('restore', backup, '--verify');
  expect([code, existsSync(place)]).toEqual([1, ending === '']);
  expect(said).toContain(`${place}${ending}`);
});

it('a restore lists every fault at once and puts nothing in place', async () => {
  await change(
    write((q, t) => q.update(t.audit).set({ actor: 'x' }).where(eq(t.audit.seq, 2))),
    write((q, t) => q.update(t.credential).set({ jws: 'a.b.c' }).where(eq(t.credential.id, first.id))),
    write((q, t) => q.update(t.credential).set({ revision: 2 }).where(eq(t.credential.id, second.id))),
    moveProjection({ db: '08000101-2026-2027', seq: 1, chain: 'x' }, undefined),
  );
  const { code, said } = await hocba('restore', backup, '--verify');
  expect([code, existsSync(place), leftovers()]).toEqual([1, false, []]);
  for (const part of [
    'row 2',
    `${first.id}: `,
    `${second.id}: OTHER_RECORD – Its text is about another record.`,
    '08000101-2026-2027',
  ]) {
    expect(said).toContain(part);
  }
});

it('field 32: a restore puts a copy in place also on a day on which nobody has renewed the trust list', async () => {
  vi.setSystemTime(Date.parse(NOW) + 500 * 86_400_000);
  const { code, said } = await hocba('restore', backup, '--verify');
  expect(said).toContain('3 signed records');
  expect(code).toBe(0);
});

it('a restore believes no record that the trust list does not know', async () => {
  const others = await createKeys({ issuer: ISSUER, demo: false, now: NOW });
  writeFileSync(join(folder, 'trust-list.jws'), others.trustList);
  const { code, said } = await hocba('restore', backup, '--verify');
  expect([code, existsSync(place)]).toEqual([1, false]);
  expect(said.match(/KEY_UNKNOWN – The key that signed is not in the trusted list\./g)).toHaveLength(3);
});

/** The trust list after the root has called its key compromised. */
const trustListOfTheft = (): string => {
  const [header = '', payload = ''] = keys.trustList.split('.');
  const list = JSON.parse(Buffer.from(payload, 'base64url').toString());
  for (const key of list.keys) key.status = 'compromised';
  const text = `${header}.${Buffer.from(JSON.stringify(list)).toString('base64url')}`;
  const key = createPrivateKey({ key: JSON.parse(keys.rootKey).jwk, format: 'jwk' });
  return `${text}.${sign('sha256', Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`;
};

it('a restore lets records of a stolen key keep nothing else from coming back, and counts them', async () => {
  writeFileSync(join(folder, 'trust-list.jws'), trustListOfTheft());
  const { code, said } = await hocba('restore', backup, '--verify');
  expect([code, existsSync(place)]).toEqual([0, true]);
  expect(said).toContain('3 records were signed with a key that is compromised');
});

it.each([
  ['no database', () => writeFileSync(backup, 'a list of shopping'), 'not a database'],
  ['one copied with its log beside', () => copyFileSync(backup, `${backup}-wal`), 'backup.sqlite-wal'],
  [
    'of a newer program',
    () => new Database(backup).exec("insert into schema_migration values (99, '0099_later', 'x')").close(),
    'newer than this program',
  ],
  ['none', () => rmSync(backup), 'no file'],
])('a restore refuses a file that is %s', async (_, damage, why) => {
  damage();
  const { code, said } = await hocba('restore', backup, '--verify');
  expect([code, existsSync(place)]).toEqual([1, false]);
  expect(said).toContain(why);
});

it('a restore wants --verify to be said, and sends a person who uses PostgreSQL elsewhere', async () => {
  expect((await hocba('restore', backup)).code).toBe(64);
  vi.stubEnv('DATABASE_URL', 'postgres://hocba@localhost/hocba');
  expect(await hocba('restore', backup, '--verify')).toMatchObject({
    code: 64,
    said: expect.stringContaining('pg_restore'),
  });
});
