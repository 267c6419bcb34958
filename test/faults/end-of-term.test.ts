import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TEST_MAC } from '@hocba/server/storage/engine/chain-mac.fixture';
import { openStorage } from '@hocba/server/storage/engine/open';
import { expect, it } from 'vitest';
import { listLosses, playHour } from '../fixtures/end-of-term/hour.ts';
import { startRegistryProcess } from '../fixtures/end-of-term/registry-process.ts';
import { prepareSchools } from '../fixtures/end-of-term/schools.ts';

const SCHOOLS = 300;

it('an end of term of 300 schools that send at once loses no mark, with answers lost and the registry killed in the middle', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'hocba-evening-'));
  const databaseUrl = `file:${join(folder, 'db.sqlite')}`;
  try {
    const { shared, desks } = await prepareSchools(databaseUrl, SCHOOLS, 1);
    let registry = await startRegistryProcess(shared);
    const killed = new Promise((resolve) => setTimeout(resolve, 3_000)).then(async () => {
      await registry.kill();
      registry = await startRegistryProcess(shared);
    });
    const devices = await playHour({
      desks,
      savesEach: 4,
      playedMs: 6_000,
      loseOneIn: 50,
      base: () => registry.base,
    });
    await killed;
    await registry.idle();
    await registry.stop();
    const db = await openStorage(databaseUrl, TEST_MAC);
    const losses = await listLosses(db, devices).finally(() => db.close());
    expect(losses).toEqual([]);
    // A device that never had to ask twice has not been through what this is about.
    expect(devices.reduce((sum, { requests }) => sum + requests().again, 0)).toBeGreaterThan(SCHOOLS / 10);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
