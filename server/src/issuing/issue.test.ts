import { verify } from '@hocba/shared/credential/verify/verify';
import type { IssuedDocument } from '@hocba/shared/documents/internal';
import type { Instant } from '@hocba/shared/school/identifiers';
import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ISSUE_JOB } from '../records/issue-lane.ts';
import { finaliseClass, ISSUER } from '../records/projection/finalised-class.fixture.ts';
import { NAME, NOW, openSmallClass, SCHOOL, YEAR } from '../records/projection/small-class.fixture.ts';
import { type Db, write } from '../storage/engine/db.ts';
import { checkAuditChain, listAuditOf } from '../storage/queries/audit/audit.ts';
import { listCredentialsOf } from '../storage/queries/credentials.ts';
import type { IntentRow } from '../storage/queries/intents.ts';
import { type JobRow, listDueJobs } from '../storage/queries/jobs.ts';
import { listYearRecordsOf, type YearRecordRow } from '../storage/queries/records/year-records.ts';
import { listSubmissionsAfter } from '../storage/queries/submissions.ts';
import { findHalt } from '../storage/queries/work/halts.ts';
import { resumeLane } from '../work/halt.ts';
import { type IssuingServices, issueJobs } from './issue.ts';
import { createKeys } from './keys/create-keys.ts';
import { type KeyRing, openKeyRing } from './keys/key-ring.ts';
import { renewTrustList } from './keys/renew-trust-list.ts';
import { prepare, type SigningPermit, usePermit } from './prepare.ts';
import { sign } from './sign.ts';

const LATER = '2026-06-10T04:00:00.000Z' as Instant;
const keys = await createKeys({ issuer: ISSUER, demo: false, now: NOW });

let db: Db;
let ring: KeyRing;
let intents: IntentRow[];
let first: IntentRow;

const services = (more: Partial<IssuingServices> = {}): IssuingServices => ({
  db,
  issuer: ISSUER,
  keyRing: ring,
  clock: () => LATER,
  log: { error: () => undefined, info: () => undefined },
  ...more,
});

/** Credentials that the log says were issued, in its order. */
const issued = async (): Promise<string[]> =>
  (await listSubmissionsAfter(db, NAME, 0, 100)).flatMap(({ kind, body }) =>
    kind === 'issued' ? [(JSON.parse(body) as IssuedDocument).credential] : [],
  );
/** An edit of one row, as an administrator of the database makes it. */
const editIntent = (change: Partial<IntentRow>): Promise<void> =>
  db.commit([write((query, { intent: t }) => query.update(t).set(change).where(eq(t.id, first.id)), 1)]);
const editRecord = (change: Partial<YearRecordRow>): Promise<void> =>
  db.commit([
    write((query, { year_record: t }) => query.update(t).set(change).where(eq(t.student, first.student)), 1),
  ]);
/** Prepares these intents, or the first; throws the fault. */
const permitsOf = async (ids = [first.id]): Promise<readonly SigningPermit[]> => {
  const { permits, fault } = await prepare(services(), ids);
  if (fault !== undefined) throw fault;
  return permits;
};

const credentialOf = async (student: string) => (await listCredentialsOf(db, student))[0];
const dueJobs = (): Promise<JobRow[]> => listDueJobs(db, { now: LATER, limit: 64, kind: 'issue' });

beforeEach(async () => {
  db = await openSmallClass();
  intents = await finaliseClass(db);
  first = intents[0] as IntentRow;
  ring = await openKeyRing({ ...keys, issuer: ISSUER });
});
afterEach(() => db.close());

describe('a signing permit', () => {
  it('a signing permit allows one signature', async () => {
    const [permit] = (await permitsOf()) as [SigningPermit];
    expect((await sign(permit, ring)).intent).toEqual(first);
    await expect(sign(permit, ring)).rejects.toThrow('used once');
  });

  it('a signing permit cannot be made by hand', () => {
    // @ts-expect-error: an object that looks like a permit is none
    const forged: SigningPermit = { intent: first };
    expect(() => usePermit(forged)).toThrow();
  });

  it('a signing permit is refused for an intent that is not there', async () => {
    await expect(permitsOf(['00000000-0000-8000-8000-00000000ffff'])).rejects.toThrow('no such intent');
  });

  it.each<[string, (row: IntentRow) => Partial<IntentRow>, string]>([
    ['a text about another record', () => ({ record: `${NAME}/s00000000000z` }), 'INTENT_STALE'],
    ['a text of another revision', () => ({ revision: 2 }), 'INTENT_STALE'],
    ['another digest than was approved', () => ({ digest: 'c'.repeat(64) }), 'APPROVAL_STALE'],
    ['a text of another form', (row) => ({ payload: row.payload.replace('"8.0"', '"80"') }), 'INTENT_STALE'],
    ['a text with a member twice', () => ({ payload: '{"a":1,"a":1}' }), 'MALFORMED_JSON'],
    ['a text with another name', (row) => ({ payload: row.payload.replace('Sinh', 'Sính') }), 'INTENT_STALE'],
    ['another time', () => ({ created_at: LATER }), 'INTENT_STALE'],
  ])('a signing permit is refused for %s', async (_, change, code) => {
    await editIntent(change(first));
    await expect(permitsOf()).rejects.toMatchObject({ code });
  });

  it.each<[string, (row: YearRecordRow) => Partial<YearRecordRow>]>([
    ['state', () => ({ state: 'complete' })],
    ['body', (row) => ({ body: row.body.replace('80', '90') })],
    ['digest', () => ({ digest: 'c'.repeat(64) })],
    ['class', () => ({ class: '7A9' })],
    ['approvals', (row) => ({ approvals: row.approvals.replace('"gvcn"', '"gvcm"') })],
  ])('a signing permit is refused when the %s of the record behind it was edited', async (_, change) => {
    const [row] = await listYearRecordsOf(db, NAME, [first.student]);
    await editRecord(change(row as YearRecordRow));
    await expect(permitsOf()).rejects.toMatchObject({ code: 'INTENT_STALE' });
  });

  it('a signing permit is refused when record and intent were edited alike: the log says otherwise', async () => {
    const [row] = await listYearRecordsOf(db, NAME, [first.student]);
    const digest = 'c'.repeat(64);
    const alike = (text: string) => text.replaceAll(first.digest, digest);
    await editRecord({ digest, approvals: alike(row?.approvals ?? '') });
    await editIntent({ digest, payload: alike(first.payload) });
    await expect(permitsOf()).rejects.toMatchObject({ code: 'INTENT_STALE' });
  });

  it('a signing permit is refused for every record of a school year whose log was edited', async () => {
    const edit = write((query, { submission: t }) => query.delete(t).where(eq(t.kind, 'confirm')), 1);
    await db.commit([edit]);
    const { passed, fault } = await prepare(
      services(),
      intents.map(({ id }) => id),
    );
    expect([passed, fault]).toMatchObject([[], { code: 'INTENT_STALE' }]);
  });

  it('a signing permit is refused to no school because the log of another cannot be read', async () => {
    const other = { db: '08000999-2025-2026' };
    const planted = { ...first, ...other, id: crypto.randomUUID(), record: `${other.db}/${first.student}` };
    const [record] = await listYearRecordsOf(db, NAME, [first.student]);
    const [list] = (await listSubmissionsAfter(db, NAME, 0, 100)).filter(({ kind }) => kind === 'list');
    if (record === undefined || list === undefined) throw new Error('no record, or no list');
    await db.commit([
      write((query, { intent: t }) => query.insert(t).values(planted)),
      write((query, { year_record: t }) => query.insert(t).values({ ...record, ...other })),
      write((query, { submission: t }) => query.insert(t).values({ ...list, ...other, body: 'no list' })),
      write((query, { projection: t }) => query.insert(t).values({ ...other, seq: list.seq, chain: '' })),
    ]);
    expect((await prepare(services(), [planted.id, first.id])).passed).toEqual([first.id]);
  });
});

describe('issuing', () => {
  it('issuing signs the frozen text byte for byte and commits everything at once', async () => {
    await issueJobs(services())(await dueJobs());
    const row = await credentialOf(first.student);
    expect(Buffer.from(row?.jws.split('.')[1] ?? '', 'base64url').toString()).toBe(first.payload);
    const verdict = await verify(row?.jws ?? '', {
      trustList: keys.trustList,
      rootThumbprint: keys.rootThumbprint,
      now: LATER,
    });
    expect(verdict.verdict).toBe('VALID');
    expect(row).toMatchObject({ record: first.record, school: SCHOOL, year: YEAR });
    expect(await issued()).toEqual(intents.map(({ id }) => id));
    expect(await dueJobs()).toEqual([]);
    expect((await listAuditOf(db, first.student)).map(({ action }) => action)).toEqual(['credential.issued']);
    // One row before and one after each signature.
    expect(await checkAuditChain(db)).toEqual({ rows: 6, brokenAt: null });
  });

  it('issuing leaves nothing but the intent when it dies between signing and commit', async () => {
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

  it('issuing keeps the first signature when the same intent is signed again', async () => {
    const jobs = await dueJobs();
    await issueJobs(services())(jobs);
    const before = await credentialOf(first.student);
    await issueJobs(services())(jobs).catch(() => undefined);
    expect(await credentialOf(first.student)).toEqual(before);
    expect(await issued()).toHaveLength(3);
  });

  it('issuing halts nothing for a record that became final before the key, and signs it with one for that time', async () => {
    const now = '2026-06-10T03:59:00.000Z' as Instant;
    const renewed = (from?: Instant) => renewTrustList({ ...keys, newSigningKey: true, from, now });
    const ringOf = async (files: Awaited<ReturnType<typeof renewTrustList>>) =>
      openKeyRing({ signingKeys: files.signingKeys ?? '', trustList: files.trustList, issuer: ISSUER });
    const issuing = issueJobs(services({ keyRing: await ringOf(await renewed()) }))(await dueJobs());
    await expect(issuing).rejects.toMatchObject({
      code: 'RECORD_NOT_SIGNABLE',
      detail: expect.stringContaining('hocba keys renew --signing-key --from'),
    });
    expect([await issued(), await findHalt(db, ISSUE_JOB)]).toEqual([[], undefined]);
    await issueJobs(services({ keyRing: await ringOf(await renewed(NOW)) }))(await dueJobs());
    expect(await issued()).toHaveLength(3);
    const tooEarly = '2026-01-01T00:00:00.000Z' as Instant;
    await expect(renewed(tooEarly)).rejects.toMatchObject({ code: 'KEY_MISSING' });
  });

  it('issuing signs the others when one intent is refused, and says why', async () => {
    await editRecord({ state: 'complete' });
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

  it('issuing halts when the own signature does not verify, and a new process with right keys signs nothing either', async () => {
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

  it('issuing halts when the clock went back', async () => {
    const [one] = await dueJobs();
    if (one === undefined) throw new Error('no job');
    await issueJobs(services({ clock: () => '2026-07-01T00:00:00.000Z' as Instant }))([one]);
    const rest = await dueJobs();
    await expect(issueJobs(services())(rest)).rejects.toMatchObject({ code: 'ISSUING_STOPPED' });
    expect(await issued()).toHaveLength(1);
    expect(await halted()).toBe('time went backwards');
  });
});
