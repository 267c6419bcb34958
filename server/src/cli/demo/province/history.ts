import { digestOf } from '@hocba/shared/credential/jws/digest';
import type {
  CloseSheet,
  ConfirmClass,
  Finalise,
  RecordApproval,
  Upward,
} from '@hocba/shared/documents/upward';
import type { Entry } from '@hocba/shared/record/entry';
import { sheetContent } from '@hocba/shared/record/fold';
import type { SheetCells } from '@hocba/shared/record/sheet-state';
import {
  type AccountName,
  type DeviceId,
  type Instant,
  type SchoolYear,
  type SheetTerm,
  type StudentId,
  sheetParts,
} from '@hocba/shared/school/identifiers';
import { ulid } from 'ulid';
import type { DemoClass } from './classes.ts';
import type { DemoSheet } from './marks.ts';
import { randomOf } from './random.ts';

/**
 * When things happen in a school year: marks and closings at the end of a term, approvals in the last week of
 * May, re-tests in August.
 */
export const daysOf = (year: SchoolYear): Record<SheetTerm | 'confirm' | 'finalise', Instant> => {
  const [first, second] = [year.slice(0, 4), year.slice(5)];
  return {
    hk1: `${first}-10-30T02:00:00.000Z` as Instant,
    hk2: `${second}-05-18T02:00:00.000Z` as Instant,
    confirm: `${second}-05-25T02:00:00.000Z` as Instant,
    finalise: `${second}-05-29T02:00:00.000Z` as Instant,
    summer: `${second}-08-10T02:00:00.000Z` as Instant,
  };
};

/** Writes upward documents as devices would: one device per account, numbered without a gap, ids that repeat. */
export interface Scribe {
  entry(sheet: DemoSheet, at: Instant): Entry;
  close(entry: Entry): Promise<CloseSheet>;
  approval(
    kind: 'confirm' | 'finalise',
    by: AccountName,
    demoClass: DemoClass,
    records: RecordApproval[],
    at: Instant,
  ): ConfirmClass | Finalise;
}

/** A scribe for one school year; the same seed writes the same documents. */
export const scribeOf = (seed: number, name: string): Scribe => {
  const numbers = new Map<AccountName, number>();
  const random = randomOf(seed, `ulid ${name}`);
  const head = (kind: Upward['kind'], about: string, by: AccountName, at: Instant) => {
    const n = (numbers.get(by) ?? 0) + 1;
    numbers.set(by, n);
    const id = ulid(Date.parse(at), () => random.between(0, 999_999) / 1_000_000);
    const dev = `d${randomOf(seed, `device ${name} ${by}`).text(12)}` as DeviceId;
    return { _id: `${kind}:${about}:${id}`, v: 1 as const, dev, n, by, at };
  };
  return {
    entry: ({ sheet, by, cells }, at) => ({
      ...head('entry', sheet, by, at),
      kind: 'entry',
      sheet,
      cells: [...cells],
    }),
    close: async ({ _id, sheet, by, at, cells }) => {
      const held: SheetCells = {};
      for (const [student, column, value] of cells) {
        held[student] = { ...held[student], [column]: [value, _id, by, at] };
      }
      const digest = await digestOf(sheetContent(sheet, held));
      return { ...head('close', sheet, by, at), kind: 'close', sheet, digest };
    },
    approval: (kind, by, demoClass, records, at) => ({
      ...head(kind, demoClass.class, by, at),
      kind,
      class: demoClass.class,
      records,
    }),
  };
};

/** The term a sheet belongs to decides when it is written. */
export const writtenAt = ({ sheet }: DemoSheet, year: SchoolYear): Instant =>
  daysOf(year)[sheetParts(sheet).term];

/** Each record as an approver saw it. */
export const approvalsOf = (rows: readonly { student: string; digest: string }[]): RecordApproval[] =>
  rows.map(({ student, digest }) => [student as StudentId, digest]);
