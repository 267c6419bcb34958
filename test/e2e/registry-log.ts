import { join } from 'node:path';
import { TEST_MAC } from '@hocba/server/storage/engine/chain-mac.fixture';
import { openToRead } from '@hocba/server/storage/engine/open';
import type { Upward } from '@hocba/shared/documents/upward';
import type { Entry } from '@hocba/shared/record/entry';
import { listSent } from '../fixtures/sent.ts';
import type { Journey } from './journey.ts';

/** Every entry that the registry holds of the school year, in the order of their arrival. */
export const listEntries = async ({ data }: Journey): Promise<Entry[]> => {
  const db = await openToRead(`file:${join(data, 'hocba.sqlite')}`, TEST_MAC);
  try {
    const rows = await listSent(db, '08000101-2026-2027', 0, 10_000);
    return rows
      .map(({ body }) => JSON.parse(body) as Upward)
      .filter((document): document is Entry => document.kind === 'entry');
  } finally {
    await db.close();
  }
};

/** The values of a column of one sheet that were entered, in the order of their arrival. */
export const listEntered = async (journey: Journey, column: string): Promise<unknown[]> =>
  (await listEntries(journey))
    .filter(({ sheet }) => sheet === '8A1:toan:hk1')
    .flatMap(({ cells }) => cells.filter(([, of]) => of === column).map(([, , value]) => value));
