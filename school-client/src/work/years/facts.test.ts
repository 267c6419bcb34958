import type { AccountName, Instant, SheetId } from '@hocba/shared/school/identifiers';
import { expect, it } from 'vitest';
import { EMPTY_LEDGER } from '../../sync/up/ledger.ts';
import type { OpenYear } from '../../sync/year.ts';
import { factsOf } from './facts.ts';

const SHEET = '8A1:toan:hk1' as SheetId;
const me = { account: 'toan.8a1', role: 'teacher', assignments: [] } as never;

const cell = (student: string, typed?: string) => ({
  student,
  column: 'tx2',
  value: null,
  prev: null,
  typed,
});

const yearWith = (cells: readonly object[], sheets: readonly object[] = []) => {
  const state = {
    drafts: new Map([[SHEET, { sheet: SHEET, cells }]]),
    docs: new Map(sheets.map((sheet) => [`sheet:${SHEET}`, sheet])),
    ledger: EMPTY_LEDGER,
    outbox: [],
    newer: new Set<string>(),
  };
  const outbox = { list: () => [] };
  const by = 'toan.8a1' as AccountName;
  return {
    database: '08000101-2026-2027',
    by,
    outbox,
    state: { get: () => state },
  } as unknown as OpenYear;
};

it('a text to be corrected is asked for at its cell', () => {
  const { place, invalid, unsent } = factsOf(
    [yearWith([cell('s000000000001'), cell('s000000000002', 'abc'), cell('s000000000003', 'x')])],
    me,
  );
  expect([place, invalid, unsent]).toEqual(['/sheet/2026-2027/8A1:toan:hk1#s000000000002:tx2', 2, 1]);
});

it('a contested cell goes before a text to be corrected, at the top of the sheet where its values stand', () => {
  const contested = { kind: 'sheet', sheet: SHEET, contested: [{ by: 'toan.8a1' }] };
  const { place } = factsOf([yearWith([cell('s000000000002', 'abc')], [contested])], me);
  expect(place).toBe('/sheet/2026-2027/8A1:toan:hk1');
});

it('field 7: a year that was never synced here does not make the others never synced', () => {
  const at = '2026-11-30T07:27:00.000Z' as Instant;
  const synced = (database: string, when?: Instant) => {
    const year = yearWith([]);
    const state = {
      ...year.state.get(),
      ledger: { ...EMPTY_LEDGER, synced: new Map(when && [[year.by, when]]) },
    };
    return { ...year, database, state: { get: () => state } } as unknown as OpenYear;
  };
  const years = [synced('08000101-2026-2027', at), synced('08000101-2024-2025')];
  expect(factsOf(years, me)).toMatchObject({ syncedAt: null, partlyAt: { at, never: ['2024-2025'] } });
  expect(factsOf(years.slice(0, 1), me)).toMatchObject({ syncedAt: at, partlyAt: null });
  expect(factsOf(years.slice(1), me)).toMatchObject({ syncedAt: null, partlyAt: null });
});
