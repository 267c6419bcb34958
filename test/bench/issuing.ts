/** Records issued per second, beside bare jose signing and verifying the same texts: `node test/bench/issuing.ts`. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createKeys } from '@hocba/server/issuing/create-keys';
import { finalisedWrites, frozenIntent, ISSUER, NOW } from '@hocba/server/issuing/frozen-records.fixture';
import { issueJobs } from '@hocba/server/issuing/issue';
import { openKeyRing } from '@hocba/server/issuing/key-ring';
import type { IntentRow } from '@hocba/server/storage/intents';
import { listDueJobs } from '@hocba/server/storage/jobs';
import { migrate } from '@hocba/server/storage/migrate';
import { openStorage } from '@hocba/server/storage/open';
import { verifyAgainst } from '@hocba/shared/credential/verify';
import type { Instant } from '@hocba/shared/school/identifiers';
import { CompactSign, compactVerify, generateKeyPair } from 'jose';

const RECORDS = 2048;
const BATCH = 64;
const LATER = '2026-06-10T04:00:00.000Z' as Instant;

const perSecond = async (work: () => Promise<void>): Promise<number> => {
  const start = performance.now();
  await work();
  return (RECORDS * 1000) / (performance.now() - start);
};

/** In batches, as issuing works, so that both sides may use every core. */
const inBatches = async (
  intents: readonly IntentRow[],
  one: (payload: string, index: number) => Promise<void>,
): Promise<void> => {
  for (let i = 0; i < intents.length; i += BATCH) {
    await Promise.all(intents.slice(i, i + BATCH).map(({ payload }, j) => one(payload, i + j)));
  }
};

const benchJose = async (intents: readonly IntentRow[]): Promise<number> => {
  const { privateKey, publicKey } = await generateKeyPair('ES256');
  const header = { alg: 'ES256', typ: 'vc+jwt', kid: `${ISSUER}/keys/${'A'.repeat(43)}` };
  return perSecond(() =>
    inBatches(intents, async (payload) => {
      const bytes = new TextEncoder().encode(payload);
      const jws = await new CompactSign(bytes).setProtectedHeader(header).sign(privateKey);
      await compactVerify(jws, publicKey);
    }),
  );
};

const folder = mkdtempSync(join(tmpdir(), 'hocba-bench-'));
const db = await openStorage(`file:${join(folder, 'db.sqlite')}`);
await migrate(db);
const intents = Array.from({ length: RECORDS }, (_, i) => frozenIntent(i + 1));
for (let i = 0; i < RECORDS; i += BATCH) await db.commit(finalisedWrites(intents.slice(i, i + BATCH)));

const ring = await openKeyRing({
  ...(await createKeys({ issuer: ISSUER, demo: false, now: NOW })),
  issuer: ISSUER,
});
const issue = issueJobs({
  db,
  keyRing: ring,
  clock: () => LATER,
  checkIntent: async () => undefined,
  publishIssued: async () => [],
  log: { error: () => undefined, info: () => undefined },
});

await benchJose(intents);
const bare = await benchJose(intents);
const issued = await perSecond(async () => {
  for (;;) {
    const jobs = await listDueJobs(db, { now: LATER, limit: BATCH, kind: 'issue' });
    if (jobs.length === 0) return;
    await issue(jobs);
  }
});
const signed: string[] = [];
await inBatches(intents, async (payload, i) => {
  signed[i] = await ring.signer.sign(payload);
});
const verified = await perSecond(() =>
  inBatches(intents, async (_, i) => {
    await verifyAgainst(signed[i] ?? '', ring.trust, LATER);
  }),
);

const rows = {
  payloadBytes: intents[0]?.payload.length,
  'bare jose sign+verify per second': Math.round(bare),
  'issue() signed+verified+committed per second': Math.round(issued),
  'ratio issue() / bare': Number((issued / bare).toFixed(2)),
  'verify() per second': Math.round(verified),
};
process.stdout.write(`${JSON.stringify(rows, null, 2)}\n`);
await db.close();
rmSync(folder, { recursive: true });
