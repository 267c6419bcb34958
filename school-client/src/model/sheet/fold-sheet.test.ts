import type { Entry } from '@hocba/shared/record/entry';
import { applyEntry, emptySheet } from '@hocba/shared/record/fold';
import type { SheetState } from '@hocba/shared/record/sheet-state';
import type {
  AccountName,
  ColumnCode,
  DeviceId,
  Instant,
  SheetId,
  StudentId,
} from '@hocba/shared/school/identifiers';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EMPTY_LEDGER, type Ledger } from '../../sync/up/ledger.ts';
import { applyOutbox } from './fold-sheet.ts';

const SHEET = '8A1:toan:hk1' as SheetId;
type SentEntry = Entry & { readonly _rev: string };

interface Device {
  readonly dev: DeviceId;
  inbox: SheetState;
  outbox: SentEntry[];
  acked: number;
}

const ledgerOf = ({ acked, dev }: Device): Ledger => ({
  ...EMPTY_LEDGER,
  acks: new Map([[dev, { upTo: acked, missing: [] }]]),
});
const view = (device: Device): SheetState =>
  applyOutbox(device.inbox, device.outbox, ledgerOf(device), () => undefined).state;

let serial = 0;
const entry = (device: Device, student: number, column: ColumnCode, value: number | null): SentEntry => {
  const id = `s00000000000${student}` as StudentId;
  const prev = view(device).cells[id]?.[column]?.[1] ?? null;
  return {
    _id: `entry:${SHEET}:${String(serial++).padStart(26, '0')}`,
    _rev: '1-a',
    v: 1,
    kind: 'entry',
    dev: device.dev,
    n: device.outbox.length + 1,
    by: 'toan.8a1' as AccountName,
    at: '2026-11-25T02:00:00.000Z' as Instant,
    sheet: SHEET,
    cells: [[id, column, value, prev]],
  };
};

const op = fc.record({
  device: fc.constantFrom(0, 1, 2),
  student: fc.constantFrom(1, 2),
  column: fc.constantFrom<ColumnCode>('tx1', 'ck'),
  value: fc.option(fc.constantFrom(50, 60)),
  next: fc.constantFrom('nothing', 'push', 'pull', 'push and pull'),
});

/** Lets devices write and sync in any order against one registry; returns how all stand. */
const run = (ops: readonly (typeof op extends fc.Arbitrary<infer T> ? T : never)[]) => {
  let registry = emptySheet(SHEET);
  const devices = [1, 2, 3].map(
    (n): Device => ({ dev: `d00000000000${n}` as DeviceId, inbox: registry, outbox: [], acked: 0 }),
  );
  const push = (device: Device) => {
    for (const sent of device.outbox.slice(device.acked)) registry = applyEntry(registry, sent).state;
    device.acked = device.outbox.length;
  };
  for (const { device: index, student, column, value, next } of ops) {
    const device = devices[index] as Device;
    device.outbox.push(entry(device, student, column, value));
    if (next.includes('push')) push(device);
    if (next.includes('pull')) device.inbox = registry;
  }
  return { devices, push, registry: () => registry };
};

describe('applyOutbox', () => {
  it('the sheet shows after a pull what the registry will hold once it has the unsent entries', () => {
    fc.assert(
      fc.property(fc.array(op, { maxLength: 12 }), (ops) => {
        const { devices, registry } = run(ops);
        for (const device of devices) {
          device.inbox = registry();
          const unsent = device.outbox.slice(device.acked);
          const expected = unsent.reduce((state, sent) => applyEntry(state, sent).state, registry());
          expect(view(device)).toEqual(expected);
        }
      }),
    );
  });

  it('the sheet shows on every device what the registry holds once all is sent and fetched', () => {
    fc.assert(
      fc.property(fc.array(op, { maxLength: 12 }), (ops) => {
        const { devices, push, registry } = run(ops);
        for (const device of devices) push(device);
        for (const device of devices) {
          device.inbox = registry();
          expect(view(device)).toEqual(registry());
        }
      }),
    );
  });

  it('the sheet shows an acknowledged entry that the fetched sheet does not hold yet', () => {
    const { devices, push } = run([{ device: 0, student: 1, column: 'tx1', value: 50, next: 'nothing' }]);
    const device = devices[0] as Device;
    push(device);
    const { state, places } = applyOutbox(device.inbox, device.outbox, ledgerOf(device), () => undefined);
    expect(state.cells.s000000000001?.tx1?.[0]).toBe(50);
    expect(places.get('s000000000001 tx1')).toBe('sent');
  });
});
