import { type Static, Type } from 'typebox';
import { Entry, upwardHead } from '../record/entry.ts';
import { ClassCode, Digest, SheetId, StudentId } from '../school/identifiers.ts';

/** The subject teacher closes a sheet (khóa sổ điểm môn) and approves the digest of what it holds. */
export const CloseSheet = Type.Object(
  { ...upwardHead, kind: Type.Literal('close'), sheet: SheetId, digest: Digest },
  { additionalProperties: false },
);
export type CloseSheet = Static<typeof CloseSheet>;

/** Approval of one pupil's year record: the pupil and the digest of the record the approver saw. */
export const RecordApproval = Type.Tuple([StudentId, Digest]);
export type RecordApproval = Static<typeof RecordApproval>;

/** The homeroom teacher confirms the records of a class. */
export const ConfirmClass = Type.Object(
  {
    ...upwardHead,
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
    ...upwardHead,
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
