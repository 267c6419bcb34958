import { type Static, Type } from 'typebox';
import { CellValue } from '../marks/cell.ts';
import { CellHead } from '../marks/cell-head.ts';
import { SubjectResult } from '../marks/subject-result.ts';
import {
  AccountName,
  ColumnCode,
  Digest,
  Instant,
  SchoolCode,
  SheetId,
  StudentId,
  UpwardId,
} from '../school/identifiers.ts';
import { PersonName } from '../school/names.ts';

/** A newcomer that stands beside the head of its cell until a person decides. */
export const Contested = Type.Object(
  {
    student: StudentId,
    column: ColumnCode,
    value: Type.Union([CellValue, Type.Null()]),
    entry: UpwardId,
    /** The entry whose value its author saw; should that one arrive later, this one follows it. */
    prev: Type.Union([UpwardId, Type.Null()]),
    by: AccountName,
    at: Instant,
    /** The account that brought it, when that is not its author. */
    broughtBy: Type.Optional(AccountName),
  },
  { additionalProperties: false },
);
export type Contested = Static<typeof Contested>;

/** The approval of a closed sheet of another school. */
export const Closing = Type.Object(
  { school: SchoolCode, name: PersonName, at: Instant },
  { additionalProperties: false },
);

/** Cells by pupil and column. */
export const SheetCells = Type.Record(
  Type.String({ pattern: '^s[0-9a-z]{12}$' }),
  Type.Record(Type.String({ maxLength: 8 }), CellHead),
);
export type SheetCells = Static<typeof SheetCells>;

/** The state that a fold of entries keeps of one sheet. */
export const sheetStateMembers = {
  sheet: SheetId,
  state: Type.Union([Type.Literal('open'), Type.Literal('closed')]),
  cells: SheetCells,
  contested: Type.Array(Contested, { maxItems: 1000 }),
  /** Newcomers that said what stood there already, although they follow an entry that has not come. */
  echoes: Type.Optional(Type.Array(Contested, { maxItems: 1000 })),
  closed: Type.Union([
    Type.Object({ by: AccountName, at: Instant, document: UpwardId }, { additionalProperties: false }),
    Type.Null(),
  ]),
  /**
   * Rows of pupils who came from another class whose sheet was closed: approved there, shown and counted here. Of a class
   * of another school `closing` says who approved it, because no document here does.
   */
  brought: Type.Optional(
    Type.Record(
      Type.String({ pattern: '^s[0-9a-z]{12}$' }),
      Type.Object(
        {
          sheet: SheetId,
          digest: Digest,
          cells: Type.Record(Type.String({ maxLength: 8 }), CellHead),
          closing: Type.Optional(Closing),
        },
        { additionalProperties: false },
      ),
    ),
  ),
  /** On a summer sheet: the pupils it is for, each with the result of the year that the summer may change. */
  asked: Type.Optional(Type.Record(Type.String({ pattern: '^s[0-9a-z]{12}$' }), SubjectResult)),
};
const SheetState = Type.Object(sheetStateMembers);
export type SheetState = Static<typeof SheetState>;
