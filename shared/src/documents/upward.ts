import { type Static, Type } from 'typebox';
import { CellValue } from '../record/cell.ts';
import {
  AccountName,
  ClassCode,
  ColumnCode,
  DeviceId,
  Instant,
  SheetId,
  StudentId,
} from '../school/identifiers.ts';

const ULID = '[0-9A-HJKMNP-TV-Z]{26}';
const CLASS = '[0-9]{1,2}[A-Z][0-9A-Z]{0,4}';
const SHEET = `${CLASS}:[a-z][a-z0-9-]{1,19}:hk[12]`;

/** SHA-256 in lower-case hexadecimal. */
export const Digest = Type.String({ pattern: '^[0-9a-f]{64}$', maxLength: 64 });
export type Digest = Static<typeof Digest>;

/** The id of an upward document: kind, what it is about, and a ULID made on the device. */
export const UpwardId = Type.String({
  pattern: `^(entry:${SHEET}|close:${SHEET}|confirm:${CLASS}|finalise:${CLASS}):${ULID}$`,
  maxLength: 80,
});
export type UpwardId = Static<typeof UpwardId>;

/** What every upward document carries: version, device and its gap-free counter, author, device time (information, never order). */
const head = {
  _id: UpwardId,
  v: Type.Literal(1),
  dev: DeviceId,
  n: Type.Integer({ minimum: 1, maximum: 9_999_999 }),
  by: AccountName,
  at: Instant,
};

/** One changed cell: pupil, column, new value (null clears), and the entry whose value the person saw there (null: empty). */
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
    ...head,
    kind: Type.Literal('entry'),
    sheet: SheetId,
    why: Type.Optional(Type.String({ minLength: 1, maxLength: 500 })),
    cells: Type.Array(EntryCell, { minItems: 1, maxItems: 1000 }),
  },
  { additionalProperties: false },
);
export type Entry = Static<typeof Entry>;

/** The subject teacher closes a sheet (khóa sổ điểm môn) and approves the digest of what it holds. */
export const CloseSheet = Type.Object(
  { ...head, kind: Type.Literal('close'), sheet: SheetId, digest: Digest },
  { additionalProperties: false },
);
export type CloseSheet = Static<typeof CloseSheet>;

/** Approval of one pupil's year record: the pupil and the digest of the record the approver saw. */
export const RecordApproval = Type.Tuple([StudentId, Digest]);
export type RecordApproval = Static<typeof RecordApproval>;

/** The homeroom teacher confirms the records of a class. */
export const ConfirmClass = Type.Object(
  {
    ...head,
    kind: Type.Literal('confirm'),
    class: ClassCode,
    records: Type.Array(RecordApproval, { minItems: 1, maxItems: 100 }),
  },
  { additionalProperties: false },
);
export type ConfirmClass = Static<typeof ConfirmClass>;

/** The head finalises the records of a class: after this they are frozen and signed. */
export const Finalise = Type.Object(
  {
    ...head,
    kind: Type.Literal('finalise'),
    class: ClassCode,
    records: Type.Array(RecordApproval, { minItems: 1, maxItems: 100 }),
  },
  { additionalProperties: false },
);
export type Finalise = Static<typeof Finalise>;

/** Everything a device may send. */
export const Upward = Type.Union([Entry, CloseSheet, ConfirmClass, Finalise]);
export type Upward = Static<typeof Upward>;
