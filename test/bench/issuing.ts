import { issueJobs } from '@hocba/server/issuing/issue';
import { createKeys } from '@hocba/server/issuing/keys/create-keys';
import { type KeyRing, openKeyRing } from '@hocba/server/issuing/keys/key-ring';
import { ISSUE_JOB } from '@hocba/server/records/issue-lane';
import type { Db } from '@hocba/server/storage/engine/db';
import { findIntent } from '@hocba/server/storage/queries/intents';
import { listDueJobs } from '@hocba/server/storage/queries/jobs';
import type { Instant } from '@hocba/shared/school/identifiers';
import { CompactSign, compactVerify, generateKeyPair } from 'jose';
import { fillClasses, finishedClasses, ISSUER } from './demo-classes.ts';
import { type BenchOptions, type Comparison, compare, perSecond, type Round } from './measure.ts';
import { withDatabase } from './with-database.ts';

const NOW = '2026-10-01T02:00:00.000Z' as Instant;
/** Records issued at once, as the job loop hands them over. */
const BATCH = 64;

/** Signing and verifying as bare jose does it, as many at once as issuing, so that both may use every core. */
const bareJose = async (texts: readonly string[]): Promise<Round> => {
  const { privateKey, publicKey } = await generateKeyPair('ES256');
  const header = { alg: 'ES256', typ: 'vc+jwt', kid: `${ISSUER}/keys/${'A'.repeat(43)}` };
  const signAndVerify = async (text: string) => {
    const token = await new CompactSign(new TextEncoder().encode(text))
      .setProtectedHeader(header)
      .sign(privateKey);
    await compactVerify(token, publicKey);
  };
  return () =>
    perSecond(texts.length, async () => {
      for (let i = 0; i < texts.length; i += BATCH) {
        await Promise.all(texts.slice(i, i + BATCH).map(signAndVerify));
      }
    });
};

/** Takes waiting intents through everything that issuing is: prepare, sign, verify, audit, one commit. */
const issueNext = (db: Db, keyRing: KeyRing, size: number): Round => {
  const log = { error: () => undefined, info: () => undefined };
  const issue = issueJobs({ db, issuer: ISSUER, keyRing, clock: () => NOW, log });
  return () =>
    perSecond(size, async () => {
      for (let left = size; left > 0; ) {
        const jobs = await listDueJobs(db, { now: NOW, limit: Math.min(BATCH, left), kind: ISSUE_JOB });
        if (jobs.length === 0) throw new Error('no more intents');
        await issue(jobs);
        left -= jobs.length;
      }
    });
};

/** Records issued per second beside bare jose signing and verifying texts of the same records. */
export const benchIssuing = ({ rounds, size }: BenchOptions): Promise<Comparison[]> =>
  withDatabase(async (db) => {
    await fillClasses(db, finishedClasses(size * (rounds + 1)));
    const jobs = await listDueJobs(db, { now: NOW, limit: size, kind: ISSUE_JOB });
    const intents = await Promise.all(jobs.map(({ key }) => findIntent(db, key)));
    const keys = await createKeys({ issuer: ISSUER, demo: true, now: NOW });
    const keyRing = await openKeyRing({ ...keys, issuer: ISSUER });
    const baseline = await bareJose(intents.map((intent) => intent?.payload ?? ''));
    return [
      await compare('records issued', rounds, issueNext(db, keyRing, size), [
        'jose: sign and verify the same texts',
        baseline,
      ]),
    ];
  });
