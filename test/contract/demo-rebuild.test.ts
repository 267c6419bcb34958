import { demoProvince } from '@hocba/server/cli/demo/province/demo-province';
import { fillDemo } from '@hocba/server/cli/demo/province/fill';
import { issueJobs } from '@hocba/server/issuing/issue';
import { createKeys } from '@hocba/server/issuing/keys/create-keys';
import { openKeyRing } from '@hocba/server/issuing/keys/key-ring';
import { ISSUE_JOB } from '@hocba/server/records/issue-lane';
import { projectAll } from '@hocba/server/records/projection/project';
import { checkYear } from '@hocba/server/records/rebuild/rebuild-year';
import { TEST_MAC } from '@hocba/server/storage/engine/chain-mac.fixture';
import type { Db } from '@hocba/server/storage/engine/db';
import { migrate } from '@hocba/server/storage/engine/migrate';
import { openStorage } from '@hocba/server/storage/engine/open';
import { countCredentials } from '@hocba/server/storage/queries/credentials';
import { listDueJobs } from '@hocba/server/storage/queries/jobs';
import { listProjections } from '@hocba/server/storage/queries/submissions';
import type { DatabaseName, Instant } from '@hocba/shared/school/identifiers';
import { expect, it } from 'vitest';
import { listContentFaults } from '../fixtures/content-faults.ts';

const SEED = 20261125;
const ISSUER = 'https://hocba.example';
const NOW = '2026-11-30T03:00:00.000Z' as Instant;

/** Signs all that waits; the trust list of the keys. */
const signAll = async (db: Db): Promise<string> => {
  const keys = await createKeys({ issuer: ISSUER, demo: true, now: NOW });
  const keyRing = await openKeyRing({ ...keys, issuer: ISSUER });
  const issue = issueJobs({
    db,
    issuer: ISSUER,
    keyRing,
    clock: () => NOW,
    log: { error: () => undefined, info: () => undefined },
  });
  const due = () => listDueJobs(db, { now: NOW, limit: 64, kind: ISSUE_JOB });
  for (let jobs = await due(); jobs.length > 0; jobs = await due()) await issue(jobs);
  return keys.trustList;
};

/** Half a minute on an idle machine; a busy one may take its time. */
const BUSY_MS = 600_000;

it(
  'the demo province, folded from nothing out of its logs, is what stands, and the audit says it too',
  async () => {
    const db = await openStorage('memory:', TEST_MAC);
    await migrate(db);
    await fillDemo({ db, issuer: ISSUER }, demoProvince(SEED), SEED);
    const trustList = await signAll(db);
    expect(await countCredentials(db)).toBeGreaterThan(100);
    const years = (await listProjections(db)).map((row) => row.db as DatabaseName);
    expect(years.length).toBeGreaterThan(10);
    for (const name of years) {
      await projectAll({ db, issuer: ISSUER }, name);
      expect([name, await checkYear({ db, issuer: ISSUER }, name)]).toEqual([name, []]);
    }
    const services = { publicUrl: ISSUER, trustList, now: NOW };
    // Each school year was folded from nothing already.
    expect(await listContentFaults(db, services, ['derived'])).toEqual([]);
    await db.close();
  },
  BUSY_MS,
);
