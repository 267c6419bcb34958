import '../../../device/browser-for-tests.ts';
import type {
  AccountName,
  ColumnCode,
  DatabaseName,
  DeviceId,
  Instant,
  SheetId,
  StudentId,
} from '@hocba/shared/school/identifiers';
import { describe, expect, it } from 'vitest';
import type { Device } from '../../../device/device.ts';
import { createLocks } from '../../../device/lock.ts';
import { openOutbox } from '../outbox.ts';
import { type DraftCell, entryOf } from './draft.ts';
import { openDrafts } from './drafts.ts';

const DEV = 'd000000000001' as DeviceId;
const BY = 'toan.8a1' as AccountName;
const NOW = '2026-11-25T02:00:00.000Z' as Instant;
const SHEET = '8A1:toan:hk1' as SheetId;
let school = 8_000_100;
/** A database nobody else in this file uses. */
const freshDatabase = () => `0${(school++).toString()}-2026-2027` as DatabaseName;

const cell = (student: number, column: ColumnCode, value: number | null, typed?: string): DraftCell => ({
  student: `s00000000000${student}` as StudentId,
  column,
  value,
  prev: null,
  ...(typed === undefined ? {} : { typed }),
});

/** A tab of this computer. */
const tab = (): Device => ({
  locks: createLocks(),
  home: DEV,
  current: async () => DEV,
  renew: async () => undefined,
});
const device = async (database: DatabaseName) => {
  const known = { floor: async () => 0, mayLeave: async () => () => false };
  const outbox = await openOutbox(database, tab(), known);
  return { outbox, drafts: await openDrafts(database, BY, outbox) };
};

describe('drafts', () => {
  it('a draft keeps a cell edit for the next opening before anything is sealed', async () => {
    const database = freshDatabase();
    const first = await device(database);
    await first.drafts.write(SHEET, [cell(1, 'tx1', 85), cell(2, 'tx1', null, '11,5')]);
    const { drafts, outbox } = await device(database);
    expect(drafts.list().get(SHEET)?.cells).toEqual([cell(1, 'tx1', 85), cell(2, 'tx1', null, '11,5')]);
    expect(outbox.list()).toEqual([]);
  });

  it('a draft seals the valid cells into one entry and keeps what is no mark as typed', async () => {
    const { drafts, outbox } = await device(freshDatabase());
    await drafts.write(SHEET, [cell(1, 'tx1', 85), cell(2, 'tx1', null, '11,5')]);
    await drafts.seal(SHEET, NOW);
    expect(outbox.list()).toMatchObject([{ n: 1, by: BY, cells: [['s000000000001', 'tx1', 85, null]] }]);
    expect(drafts.list().get(SHEET)?.cells).toEqual([cell(2, 'tx1', null, '11,5')]);
    await drafts.seal(SHEET, NOW);
    expect(outbox.list()).toHaveLength(1);
  });

  it('a draft with more than one entry holds is sealed into several entries, also when cut off between them', async () => {
    const database = freshDatabase();
    const { drafts, outbox } = await device(database);
    const sheet = Array.from({ length: 2500 }, (_, i) => ({
      ...cell(1, 'tx1', i % 100),
      student: `s${String(i).padStart(12, '0')}` as StudentId,
    }));
    await drafts.write(SHEET, [...sheet, cell(2, 'gk', null, '11,5')]);
    // The first entry is stored, the draft not yet cleared: what a killed tab leaves.
    const draft = drafts.list().get(SHEET);
    if (draft === undefined) throw new Error('no draft');
    await outbox.append(draft.entry, (n, dev) => entryOf(draft, BY, NOW, dev, n));
    const reopened = await device(database);
    await reopened.drafts.seal(SHEET, NOW);
    const entries = reopened.outbox.list().flatMap((doc) => (doc.kind === 'entry' ? [doc] : []));
    expect(entries.map(({ n, cells }) => [n, cells.length])).toEqual([
      [1, 1000],
      [2, 1000],
      [3, 500],
    ]);
    expect(new Set(entries.flatMap(({ cells }) => cells.map(([student]) => student))).size).toBe(2500);
    expect(reopened.drafts.list().get(SHEET)?.cells).toMatchObject([{ typed: '11,5' }]);
  });

  it('fault 4: neither doubles nor loses an entry when cut off between the entry and the clearing of the draft', async () => {
    const database = freshDatabase();
    const { drafts, outbox } = await device(database);
    await drafts.write(SHEET, [cell(1, 'tx1', 85)]);
    const draft = drafts.list().get(SHEET);
    if (draft === undefined) throw new Error('no draft');
    // The first half of a sealing; then the tab dies.
    await outbox.append(draft.entry, (n) => ({
      _id: draft.entry,
      v: 1,
      kind: 'entry',
      dev: DEV,
      n,
      by: BY,
      at: NOW,
      sheet: SHEET,
      cells: [[cell(1, 'tx1', 85).student, 'tx1', 85, null]],
    }));
    const after = await device(database);
    expect(after.drafts.list().size).toBe(0);
    await after.drafts.write(SHEET, [cell(1, 'tx1', 90)]);
    await after.drafts.seal(SHEET, NOW);
    expect(after.outbox.list().map(({ n, _id }) => [n, _id === draft.entry])).toEqual([
      [1, true],
      [2, false],
    ]);
  });

  it('a draft keeps the first thing seen as prev when a cell is changed again before sealing', async () => {
    const { drafts, outbox } = await device(freshDatabase());
    const seen = 'entry:8A1:toan:hk1:01ARZ3NDEKTSV4RRFFQ69G5FAV';
    await drafts.write(SHEET, [{ ...cell(1, 'tx1', 85), prev: seen }]);
    await drafts.write(SHEET, [cell(1, 'tx1', 80)]);
    await drafts.seal(SHEET, NOW);
    expect(outbox.list()).toMatchObject([{ cells: [['s000000000001', 'tx1', 80, seen]] }]);
  });

  it('a draft follows its own entry when a cell is changed while being sealed', async () => {
    const { drafts, outbox } = await device(freshDatabase());
    await drafts.write(SHEET, [cell(1, 'tx1', 85), cell(1, 'tx2', 85)]);
    const sealing = drafts.seal(SHEET, NOW);
    await Promise.all([sealing, drafts.write(SHEET, [cell(1, 'tx1', 80)], [cell(1, 'tx2', null)])]);
    await drafts.seal(SHEET, NOW);
    const first = outbox.list()[0]?._id;
    expect(outbox.list()[1]).toMatchObject({
      cells: [
        ['s000000000001', 'tx1', 80, first],
        ['s000000000001', 'tx2', null, first],
      ],
    });
  });

  it('a draft counts without a gap over reopening and over two tabs at once', async () => {
    const database = freshDatabase();
    const [a, b] = [await device(database), await device(database)];
    const sheets = ['8A1:toan:hk1', '8A1:van:hk1', '8A1:toan:hk2', '8A1:van:hk2'] as SheetId[];
    await Promise.all(
      sheets.map(async (sheet, i) => {
        const tab = i % 2 === 0 ? a : b;
        await tab.drafts.write(sheet, [cell(1, 'tx1', 85)]);
        await tab.drafts.seal(sheet, NOW);
      }),
    );
    const { outbox, drafts } = await device(database);
    await drafts.write(SHEET, [cell(1, 'tx2', 85)]);
    await drafts.seal(SHEET, NOW);
    expect(outbox.list().map(({ n }) => n)).toEqual([1, 2, 3, 4, 5]);
    expect(outbox.list().every(({ _rev }) => _rev.startsWith('1-'))).toBe(true);
  });

  it('a draft is kept when it does not fit the schema, and its entry refused', async () => {
    const { drafts, outbox } = await device(freshDatabase());
    await drafts.write(SHEET, [cell(1, 'tx1', 8.5)]);
    await expect(drafts.seal(SHEET, NOW)).rejects.toThrow(TypeError);
    expect(outbox.list()).toEqual([]);
    expect(drafts.list().get(SHEET)?.cells).toHaveLength(1);
  });
});
