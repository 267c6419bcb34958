import '../../device/browser-for-tests.ts';
import type { AccountName, DatabaseName, Instant } from '@hocba/shared/school/identifiers';
import { expect, it } from 'vitest';
import { createLocks } from '../../device/lock.ts';
import { openInbox } from './inbox.ts';

const NAME = '08000101-2025-2026' as DatabaseName;
const COPY = { epoch: 'e', at: '2026-05-20T08:00:00.000Z' as Instant, seq: 1 };

/** Lets so many steps of the databases pass. */
const steps = async (count: number): Promise<void> => {
  for (let step = 0; step < count; step++) await new Promise((resolve) => setImmediate(resolve));
};

it('an inbox that is left while it begins another copy leaves no database behind', async () => {
  for (let when = 0; when < 40; when++) {
    const inbox = await openInbox(createLocks(), NAME, `toan.${when}` as AccountName);
    await inbox.saveCopy({ ...COPY, state: 'whole' });
    await inbox.refresh();
    const begun = inbox.startAgain({ ...COPY, state: 'loading' }).catch(() => undefined);
    await steps(when);
    await inbox.leave();
    await begun;
    await steps(20);
    const left = (await indexedDB.databases()).flatMap(({ name }) =>
      name?.includes('inbox-') ? [name] : [],
    );
    expect([when, left]).toEqual([when, []]);
  }
});
