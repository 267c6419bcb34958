import { type Static, Type } from 'typebox';
import { CellValue } from '../marks/cell.ts';
import {
  AccountName,
  ColumnCode,
  DeviceId,
  Instant,
  SheetId,
  StudentId,
  UpwardId,
} from '../school/identifiers.ts';

/**
 * What every upward document carries: version, device and its gap-free counter, author, device time
 * (information, never order).
 */
export const upwardHead = {
  _id: UpwardId,
  v: Type.Literal(1),
  dev: DeviceId,
  n: Type.Integer({ minimum: 1, maximum: 9_999_999 }),
  by: AccountName,
  at: Instant,
};

/**
 * One changed cell: pupil, column, new value (null clears), and the entry whose value the person saw there
 * (null: empty).
 */
export const EntryCell = Type.Tuple([
  StudentId,
  ColumnCode,
  Type.Union([CellValue, Type.Null()]),
  Type.Union([UpwardId, Type.Null()]),
]);
export type EntryCell = Static<typeof EntryCell>;

/** One save by one person on one sheet. */
export const Entry = Type.Object(
  {
    ...upwardHead,
    kind: Type.Literal('entry'),
    sheet: SheetId,
    why: Type.Optional(Type.String({ minLength: 1, maxLength: 500 })),
    cells: Type.Array(EntryCell, { minItems: 1, maxItems: 1000 }),
    /**
     * Contested entries that the person saw beside these cells: the new values decide over them, and over no
     * others.
     */
    settles: Type.Optional(Type.Array(UpwardId, { minItems: 1, maxItems: 1000 })),
  },
  { additionalProperties: false },
);
export type Entry = Static<typeof Entry>;
