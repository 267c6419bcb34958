import '../../school-client/src/device/browser-for-tests.ts';
import { readFileSync } from 'node:fs';
import type { AccountName, DatabaseName, SheetId, StudentId } from '@hocba/shared/school/identifiers';
import { beforeAll, expect, it } from 'vitest';
import { recall, recallNow } from '../../school-client/src/device/kept/remembered.ts';
import { isAcked } from '../../school-client/src/sync/up/ledger.ts';
import { listUnsent } from '../../school-client/src/sync/up/push.ts';
import { deviceNow } from '../../school-client/src/sync/year.ts';
import { createTab } from '../fixtures/client-tab.ts';

/*
 * The rows that two earlier programs left in a browser: a teacher's copy of one class, three sealed entries, of
 * which one is acknowledged and one refused, a draft with a mark and with a text that is no mark, and the account that
 * had signed in.
 */

const NAME = '08000101-2025-2026' as DatabaseName;
const BY = 'gv.bomon' as AccountName;
const PUPIL = 's000000000001' as StudentId;
const DRAFTED = '7A1:toan:hk2' as SheetId;

interface Browser {
  readonly databases: readonly {
    readonly name: string;
    readonly version: number;
    readonly stores: readonly {
      readonly name: string;
      readonly keyPath: string | null;
      readonly autoIncrement: boolean;
      readonly indexes: readonly { name: string; keyPath: string; unique: boolean; multiEntry: boolean }[];
      readonly rows: readonly (readonly [key: IDBValidKey, value: unknown])[];
    }[];
  }[];
  readonly localStorage: Readonly<Record<string, string>>;
}

const readBrowser = (version: string): Browser =>
  JSON.parse(
    readFileSync(new URL(`../fixtures/older/device-${version}.json`, import.meta.url), 'utf8'),
  ) as Browser;

const settled = (request: IDBOpenDBRequest): Promise<void> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => {
      request.result.close();
      resolve();
    };
    request.onerror = () => reject(request.error);
  });

/** Puts back what a browser held. */
const restore = async ({ databases, localStorage: items }: Browser): Promise<void> => {
  for (const [key, value] of Object.entries(items)) localStorage.setItem(key, value);
  for (const { name, version, stores } of databases) {
    const opening = indexedDB.open(name, version);
    opening.onupgradeneeded = () => {
      for (const { name: of, keyPath, autoIncrement, indexes, rows } of stores) {
        const store = opening.result.createObjectStore(of, { keyPath, autoIncrement });
        for (const index of indexes) store.createIndex(index.name, index.keyPath, index);
        for (const [key, value] of rows) keyPath === null ? store.put(value, key) : store.put(value);
      }
    };
    await settled(opening);
  }
};

/** The tests of one version, in a file of their own: PouchDB keeps its connections for as long as the module lives. */
export const testDeviceOf = (version: string): void => {
  const tab = createTab();
  beforeAll(() => restore(readBrowser(version)));

  it(`a device of ${version} opens with its copy, its entries, its draft and the person who had signed in`, async () => {
    const { docs, drafts, fetched, ledger, newer, outbox } = (await tab.openYear(NAME, BY)).state.get();
    expect([fetched, docs.size, newer.size]).toEqual([true, 19, 0]);
    expect(docs.get('sheet:7A1:toan:hk1')).toMatchObject({ kind: 'sheet' });
    expect(outbox.map(({ n }) => n)).toEqual([1, 2, 3]);
    expect(outbox.map((document) => isAcked(ledger, document))).toEqual([true, false, false]);
    expect([...ledger.denied.values()].map(({ code }) => code)).toEqual(['OUT_OF_SCOPE']);
    expect(drafts.get(DRAFTED)?.cells.map(({ value, typed }) => typed ?? value)).toEqual([70, '11,5']);
    expect([(await recall())?.account, recallNow()?.account]).toEqual([BY, BY]);
  });

  it(`a device of ${version} goes on: its draft is sealed under the next number, and what is unsent waits`, async () => {
    const year = await tab.openYear(NAME, BY);
    await year.drafts.write(DRAFTED, [{ student: PUPIL, column: 'tx2', value: 95, prev: null }]);
    await year.drafts.seal(DRAFTED, deviceNow());
    const { outbox, drafts, ledger } = (await tab.openYear(NAME, BY)).state.get();
    expect(outbox.map(({ n }) => n)).toEqual([1, 2, 3, 4]);
    expect(new Set(outbox.map(({ dev }) => dev)).size).toBe(1);
    expect(outbox.at(-1)).toMatchObject({
      cells: [
        [PUPIL, 'tx1', 70, null],
        [PUPIL, 'tx2', 95, null],
      ],
    });
    expect(drafts.get(DRAFTED)?.cells.map(({ typed }) => typed)).toEqual(['11,5']);
    expect(listUnsent(year.outbox, ledger, BY).map(({ n }) => n)).toEqual([2, 4]);
  });
};
