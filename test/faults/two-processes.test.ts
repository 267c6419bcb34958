import { TEST_MAC } from '@hocba/server/storage/engine/chain-mac.fixture';
import { openStorage } from '@hocba/server/storage/engine/open';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openFollower } from '../fixtures/end-of-term/follower.ts';
import { listLosses, playHour, seededRandom } from '../fixtures/end-of-term/hour.ts';
import { startRegistryProcess } from '../fixtures/end-of-term/registry-process.ts';
import { prepareSchools } from '../fixtures/end-of-term/schools.ts';
import { createDatabase, type RunningPostgres, startPostgres } from '../run/postgres.ts';

let postgres: RunningPostgres;

beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres.stop());

it('fault 44: two registries on one PostgreSQL lose nothing and let no reader pass a number, one of them killed and one replaced', async () => {
  const databaseUrl = await createDatabase(postgres.url, 'two_processes');
  const { shared, desks } = await prepareSchools(databaseUrl, 3, 4);
  const running = await Promise.all([startRegistryProcess(shared), startRegistryProcess(shared)]);
  const random = seededRandom(44);
  /** As a balancer does: any process that is there, in no order, so that one device meets both in one run. */
  const base = () => running[random() < 0.5 ? 0 : 1]?.base ?? '';
  const followers = desks.map((desk) => openFollower(desk, base));
  try {
    const upgrade = new Promise((resolve) => setTimeout(resolve, 1_500)).then(async () => {
      await running[0]?.kill();
      running[0] = await startRegistryProcess(shared);
      await running[1]?.stop();
      running[1] = await startRegistryProcess(shared);
    });
    const devices = await playHour({ desks, savesEach: 40, playedMs: 5_000, loseOneIn: 50, base });
    await upgrade;
    for (const registry of running) await registry.idle();

    for (const follower of followers) {
      const { followed, whole } = await follower.end();
      expect(whole.size).toBeGreaterThan(40);
      expect(followed).toEqual(whole);
    }
    const db = await openStorage(databaseUrl, TEST_MAC);
    expect(await listLosses(db, devices).finally(() => db.close())).toEqual([]);
  } finally {
    for (const registry of running) await registry.stop();
  }
});
