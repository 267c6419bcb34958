import { verify } from '@hocba/shared/credential/verify/verify';
import type { IssuedDocument } from '@hocba/shared/documents/internal';
import type { Instant } from '@hocba/shared/school/identifiers';
import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { ISSUE_JOB } from '../records/issue-lane.ts';
import { TEST_MAC } from '../storage/engine/chain-mac.fixture.ts';
import { type Db, write } from '../storage/engine/db.ts';
import { migrate } from '../storage/engine/migrate.ts';
import { openStorage } from '../storage/engine/open.ts';
import { checkAuditChain, listAuditOf } from '../storage/queries/audit/audit.ts';
import { listCredentialsOf } from '../storage/queries/credentials.ts';
import { insertIntent } from '../storage/queries/intents.ts';
import { type JobRow, listDueJobs } from '../storage/queries/jobs.ts';
import { listSubmissionsAfter } from '../storage/queries/submissions.ts';
import { findHalt } from '../storage/queries/work/halts.ts';
import { resumeLane } from '../work/halt.ts';
import { DB, finalisedWrites, frozenIntent, ISSUER, NOW } from './frozen-records.fixture.ts';
import { type IssuingServices, issueJobs } from './issue.ts';
import { createKeys } from './keys/create-keys.ts';
import { type KeyRing, openKeyRing } from './keys/key-ring.ts';
import { prepare, type SigningPermit, usePermit } from './prepare.ts';
import { sign } from './sign.ts';

const LATER = '2026-06-10T04:00:00.000Z' as Instant;
const keys = await createKeys({ issuer: ISSUER, demo: false, now: NOW });

let db: Db;
let ring: KeyRing;

const services = (more: Partial<IssuingServices> = {}): IssuingServices => ({
  db,
  keyRing: ring,
  clock: () => LATER,
  log: { error: () => undefined, info: () => undefined },
  ...more,
});

/** Credentials that the log says were issued, in its order. */
const issued = async (): Promise<string[]> =>
  (await listSubmissionsAfter(db, DB, 0, 100)).map(
    ({ body }) => (JSON.parse(body) as IssuedDocument).credential,
  );
/** The record behind an intent is opened again, as by an administrator of the database. */
const reopen = ({ student }: { readonly student: string }) =>
  db.commit([
    write((query, { year_record: t }) =>
      query.update(t).set({ state: 'complete' }).where(eq(t.student, student)),
    ),
  ]);

const credentialOf = async (student: string) => (await listCredentialsOf(db, student))[0];
const dueJobs = (): Promise<JobRow[]> => listDueJobs(db, { now: LATER, limit: 64, kind: 'issue' });
const intents = [1, 2, 3].map(frozenIntent);
const [first] = intents as [(typeof intents)[0]];

beforeEach(async () => {
  db = await openStorage('memory:', TEST_MAC);
  await migrate(db);
  await db.commit(finalisedWrites(intents));
  ring = await openKeyRing({ ...keys, issuer: ISSUER });
});

describe('a signing permit', () => {
  it('allows one signature', async () => {
    const permit = await prepare(db, first.id);
    expect((await sign(permit, ring)).intent).toEqual(first);
    await expect(sign(permit, ring)).rejects.toThrow('used once');
  });

  it('cannot be made by hand', () => {
    // @ts-expect-error: an object that looks like a permit is none
    const forged: SigningPermit = { intent: first };
    expect(() => usePermit(forged)).toThrow();
  });

  it.each([
    ['no such intent', { id: '00000000-0000-8000-8000-00000000ffff' }, 'INTENT_STALE'],
    ['a text about another record', { record: '08000101-2025-2026/s00000000000z' }, 'INTENT_STALE'],
    ['a text of another revision', { revision: 2 }, 'INTENT_STALE'],
    ['another digest than was approved', { digest: 'c'.repeat(64) }, 'APPROVAL_STALE'],
    ['a text that was edited', { payload: frozenIntent(9).payload.replace('"8.7"', '"87"') }, 'INTENT_STALE'],
    ['a text with a member twice', { payload: '{"a":1,"a":1}' }, 'MALFORMED_JSON'],
  ])('is refused for %s', async (_, change, code) => {
    const intent = { ...frozenIntent(9), ...change };
    if (!('id' in change)) await db.commit([insertIntent(intent)]);
    await expect(prepare(db, intent.id)).rejects.toMatchObject({ code });
  });

  it('is refused when the record behind it has changed', async () => {
    await reopen(first);
    await expect(prepare(db, first.id)).rejects.toMatchObject({ code: 'INTENT_STALE' });
  });
});

describe('issuing', () => {
  it('signs the frozen text byte for byte and commits everything at once', async () => {
    await issueJobs(services())(await dueJobs());
    const row = await credentialOf(first.student);
    expect(Buffer.from(row?.jws.split('.')[1] ?? '', 'base64url').toString()).toBe(first.payload);
    const verdict = await verify(row?.jws ?? '', {
      trustList: keys.trustList,
      rootThumbprint: keys.rootThumbprint,
      now: LATER,
    });
    expect(verdict.verdict).toBe('VALID');
    expect(row).toMatchObject({ record: first.record, school: '08000101', year: '2025-2026' });
    expect(await issued()).toEqual(intents.map(({ id }) => id));
    expect(await dueJobs()).toEqual([]);
    expect((await listAuditOf(db, first.student)).map(({ action }) => action)).toEqual(['credential.issued']);
    // One row before and one after each signature.
    expect(await checkAuditChain(db)).toEqual({ rows: 6, brokenAt: null });
  });

  it('leaves nothing but the intent when it dies between signing and commit', async () => {
    let commits = 0;
    // The first commit is the audit's word that signing begins.
    const commit: Db['commit'] = (writes) =>
      ++commits === 2 ? Promise.reject(new Error('power cut')) : db.commit(writes);
    const dies = services({ db: { ...db, commit } });
    await expect(issueJobs(dies)(await dueJobs())).rejects.toThrow('power cut');
    expect(await credentialOf(first.student)).toBeUndefined();
    expect(await dueJobs()).toHaveLength(3);
    await issueJobs(services())(await dueJobs());
    expect(await credentialOf(first.student)).toBeDefined();
  });

  it('keeps the first signature when the same intent is signed again', async () => {
    const jobs = await dueJobs();
    await issueJobs(services())(jobs);
    const before = await credentialOf(first.student);
    await issueJobs(services())(jobs).catch(() => undefined);
    expect(await credentialOf(first.student)).toEqual(before);
    expect(await issued()).toHaveLength(3);
  });

  it('signs the others when one intent is refused, and says why', async () => {
    await reopen(first);
    const issuing = issueJobs(services())(await dueJobs());
    await expect(issuing).rejects.toMatchObject({ code: 'INTENT_STALE' });
    expect((await dueJobs()).map(({ key }) => key)).toEqual([first.id]);
    expect(await issued()).toHaveLength(2);
    expect(await findHalt(db, ISSUE_JOB)).toBeUndefined();
  });
});

describe('issuing is halted until a person lifts the halt', () => {
  const halted = async () => (await findHalt(db, ISSUE_JOB))?.why;
  const stops = async (broken: Partial<IssuingServices>, code: string, why: string) => {
    await expect(issueJobs(services(broken))(await dueJobs())).rejects.toMatchObject({ code });
    expect(await issued()).toEqual([]);
    expect(await halted()).toBe(why);
    await expect(issueJobs(services())(await dueJobs())).rejects.toMatchObject({ code: 'ISSUING_STOPPED' });
    expect(await credentialOf(first.student)).toBeUndefined();
  };

  it('when the own signature does not verify, and a new process with right keys signs nothing either', async () => {
    const other = await openKeyRing({
      ...(await createKeys({ issuer: ISSUER, demo: false, now: NOW })),
      issuer: ISSUER,
    });
    const keyRing = { ...ring, signer: { kid: ring.signer.kid, sign: other.signer.sign } };
    const why = 'own signature does not verify: KEY_UNKNOWN';
    await stops({ keyRing }, 'SELF_CHECK_FAILED', why);
    await resumeLane(db, ISSUE_JOB, { at: LATER, user: 'lan' });
    await issueJobs(services())(await dueJobs());
    expect(await credentialOf(first.student)).toBeDefined();
    const acts = (await db.query.select().from(db.tables.audit)).filter(({ action }) => /^lane/.test(action));
    expect(acts.map(({ actor, action, detail }) => [actor, action, JSON.parse(detail)])).toEqual([
      ['registry', 'lane.halted', { lane: 'issue', why }],
      ['cli', 'lane.resumed', { lane: 'issue', user: 'lan', jobs: 0, since: LATER, why }],
    ]);
  });

  it('when the clock went back', async () => {
    await db.commit(finalisedWrites([frozenIntent(7)]));
    const [one] = await dueJobs();
    if (one === undefined) throw new Error('no job');
    await issueJobs(services({ clock: () => '2026-07-01T00:00:00.000Z' as Instant }))([one]);
    const rest = await dueJobs();
    await expect(issueJobs(services())(rest)).rejects.toMatchObject({ code: 'ISSUING_STOPPED' });
    expect(await issued()).toHaveLength(1);
    expect(await halted()).toBe('time went backwards');
  });
});
