import assert from 'node:assert/strict';
import type { Db } from '@hocba/server/storage/engine/db';
import { deleteHalt, findHalt, insertHalt, listHalts } from '@hocba/server/storage/queries/work/halts';

const NOW = '2026-09-05T00:00:00.000Z';
const LATER = '2026-09-05T00:00:10.000Z';

export const cases: Record<string, (db: Db) => Promise<void>> = {
  'the first halt of a lane stays until it is lifted': async (db) => {
    const halt = { lane: 'halts-first', since: NOW, why: 'time went backwards' };
    await db.commit([insertHalt(halt)]);
    await assert.rejects(db.commit([insertHalt({ ...halt, since: LATER, why: 'another' })]), {
      code: 'DUPLICATE',
    });
    assert.deepEqual(await findHalt(db, 'halts-first'), halt);
    assert.equal(await findHalt(db, 'halts-none'), undefined);
    await db.commit([deleteHalt(halt)]);
    assert.equal(await findHalt(db, 'halts-first'), undefined);
  },

  'a halt that came after the one a person saw is not lifted': async (db) => {
    const seen = { lane: 'halts-again', since: NOW, why: 'time went backwards' };
    const other = { ...seen, since: LATER };
    await db.commit([insertHalt(other)]);
    await assert.rejects(db.commit([deleteHalt(seen)]), { code: 'WRITE_CONFLICT' });
    assert.deepEqual(
      (await listHalts(db)).filter(({ lane }) => lane === 'halts-again'),
      [other],
    );
  },
};
