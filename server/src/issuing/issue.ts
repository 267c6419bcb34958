import { createHash } from 'node:crypto';
import type { IssuedDocument } from '@hocba/shared/documents/internal';
import { RegistryError } from '@hocba/shared/problems';
import {
  type ClassCode,
  type DatabaseName,
  databaseParts,
  type Instant,
  type StudentId,
} from '@hocba/shared/school/identifiers';
import { appendInternal } from '../log/internal.ts';
import { ISSUE_JOB } from '../records/issue-lane.ts';
import type { Db, Write } from '../storage/engine/db.ts';
import { decideAgain } from '../storage/engine/retry.ts';
import { type AuditEvent, appendAudits } from '../storage/queries/audit/audit.ts';
import { type CredentialRow, insertCredentials, listSignedIds } from '../storage/queries/credentials.ts';
import { finishJobs, type JobRow } from '../storage/queries/jobs.ts';
import { listYearRecordsOf } from '../storage/queries/records/year-records.ts';
import { findSetting, putSetting } from '../storage/queries/settings.ts';
import { findHalt } from '../storage/queries/work/halts.ts';
import { haltLane } from '../work/halt.ts';
import type { KeyRing } from './keys/key-ring.ts';
import { type PrepareServices, prepare, type SigningPermit } from './prepare.ts';
import { checkOwn, type Signed, sign } from './sign.ts';

/** The needs of issuing beside those of the projection: it derives again what it signs. */
export interface IssuingServices extends PrepareServices {
  readonly keyRing: KeyRing;
  readonly clock: () => Instant;
  readonly log: { error(fields: object, event: string): void; info(fields: object, event: string): void };
}

const LAST_ISSUED = 'last-issued-at';
/** A clock that stands this far before the last signature has been set back; milliseconds. */
const MAX_STEP_BACK = 60_000;

/** Signing into the past would date records before they were final; a person has to look at the clock first. */
const requireTimeForward = async (services: IssuingServices, now: Instant): Promise<void> => {
  const last = await findSetting(services.db, LAST_ISSUED);
  if (last === undefined || Date.parse(now) >= Date.parse(last) - MAX_STEP_BACK) return;
  const why = 'time went backwards';
  await haltLane(services, ISSUE_JOB, why);
  throw new RegistryError('ISSUING_STOPPED', why);
};

/** A person may have to look before anything else is signed, whichever process found the reason. */
const requireNoHalt = async (db: Db): Promise<void> => {
  const halt = await findHalt(db, ISSUE_JOB);
  if (halt !== undefined) throw new RegistryError('ISSUING_STOPPED', halt.why);
};

const signAll = async (
  permits: readonly SigningPermit[],
  { keyRing }: IssuingServices,
  now: Instant,
): Promise<Signed[]> =>
  Promise.all(
    permits.map(async (permit) => {
      const signed = await sign(permit, keyRing);
      await checkOwn(signed, keyRing, now);
      return signed;
    }),
  );

const auditOf = (action: string, at: Instant, signed: Pick<Signed, 'credentialId'>): AuditEvent => ({
  at,
  actor: 'registry',
  action,
  student: null,
  detail: { credential: signed.credentialId },
});

const credentialOf = ({ intent, credentialId, jws }: Signed, kid: string, now: Instant): CredentialRow => {
  const { school, year } = databaseParts(intent.db as DatabaseName);
  const { record, revision, student } = intent;
  return { id: credentialId, record, revision, student, school, year, kid, jws, issued_at: now };
};

const digestOf = ({ jws }: Pick<Signed, 'jws'>): string => createHash('sha256').update(jws).digest('hex');

/** The log says which records were signed; the projection brings it to the records and to devices. */
const logIssued = async (db: Db, signed: readonly Signed[], now: Instant): Promise<Write[]> => {
  const writes: Write[] = [];
  for (const [name, own] of Map.groupBy(signed, ({ intent }) => intent.db as DatabaseName)) {
    const students = own.map(({ intent }) => intent.student);
    const classes = new Map(
      (await listYearRecordsOf(db, name, students)).map((row) => [row.student, row.class]),
    );
    const documents = own.map(
      ({ intent: { student }, credentialId, jws }): IssuedDocument => ({
        _id: `issued:${credentialId}`,
        v: 1,
        kind: 'issued',
        at: now,
        class: classes.get(student) as ClassCode,
        student: student as StudentId,
        credential: credentialId,
        digest: digestOf({ jws }),
      }),
    );
    writes.push(...appendInternal(db, name, documents));
  }
  return writes;
};

/**
 * The one commit: credentials, audit, the log's news of them, jobs done. A credential that another process signed first
 * is kept.
 */
const commitIssued = (
  services: IssuingServices,
  signed: readonly Signed[],
  jobs: readonly JobRow[],
  now: Instant,
): Promise<void> =>
  decideAgain(async () => {
    const { db, keyRing } = services;
    const already = await listSignedIds(
      db,
      signed.map(({ credentialId }) => credentialId),
    );
    const fresh = signed.filter(({ credentialId }) => !already.has(credentialId));
    const events = fresh.map((one) => ({
      ...auditOf('credential.issued', now, one),
      student: one.intent.student,
      detail: { credential: one.credentialId, digest: digestOf(one) },
    }));
    await db.commit([
      ...insertCredentials(fresh.map((one) => credentialOf(one, keyRing.signer.kid, now))),
      appendAudits(events),
      ...(await logIssued(db, fresh, now)),
      putSetting(LAST_ISSUED, now),
      ...finishJobs(jobs),
    ]);
  });

const issueBatch = async (services: IssuingServices, jobs: readonly JobRow[]): Promise<void> => {
  const { db, clock, keyRing, log } = services;
  await requireNoHalt(db);
  const now = clock();
  await requireTimeForward(services, now);
  const keys = jobs.map(({ key }) => key);
  const signedBefore = await listSignedIds(db, keys);
  const { permits, passed, fault } = await prepare(
    services,
    keys.filter((key) => !signedBefore.has(key)),
  );
  if (passed.length > 0) {
    // Before as well as after: a signature that never reached the store leaves its trace.
    const events = passed.map((credentialId) => auditOf('credential.signing', now, { credentialId }));
    await db.commit([appendAudits(events)]);
  }
  const signed = await signAll(permits, services, now);
  const done = jobs.filter(({ key }) => signedBefore.has(key) || passed.includes(key));
  if (done.length > 0) await commitIssued(services, signed, done, now);
  if (signed.length > 0) log.info({ count: signed.length, kid: keyRing.signer.kid }, 'credential.issued');
  if (fault !== undefined) throw fault;
};

/**
 * The handler of `issue` jobs: prepare, sign, verify, commit, up to 64 intents at once, a job's key being its intent.
 * A failed self-check or a clock set back halts the lane: ISSUING_STOPPED until a person lifts the halt.
 */
export const issueJobs =
  (services: IssuingServices) =>
  async (jobs: readonly JobRow[]): Promise<void> => {
    try {
      await issueBatch(services, jobs);
    } catch (error) {
      if (error instanceof RegistryError && error.code === 'SELF_CHECK_FAILED') {
        await haltLane(services, ISSUE_JOB, error.detail ?? error.code);
      }
      throw error;
    }
  };
