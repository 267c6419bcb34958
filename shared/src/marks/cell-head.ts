import { type Static, Type } from 'typebox';
import { AccountName, Instant, UpwardId } from '../school/identifiers.ts';
import { CellValue } from './cell.ts';

const HEAD = [Type.Union([CellValue, Type.Null()]), UpwardId, AccountName, Instant] as const;

/**
 * The head of one cell: value (null: cleared), the entry that put it there, its author and device time; last, the
 * account that brought it, when that is not its author.
 */
export const CellHead = Type.Union([Type.Tuple([...HEAD]), Type.Tuple([...HEAD, AccountName])]);
export type CellHead = Static<typeof CellHead>;
