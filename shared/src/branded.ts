import { type TUnsafe, Type } from 'typebox';

declare const brand: unique symbol;
/** A text that only its own parser may make, so that a class code can never stand where a student id belongs. */
export type Branded<Name extends string> = string & { readonly [brand]: Name };

/** The schema of a branded text: a pattern over the whole of it and its greatest length in characters. */
export const branded = <Name extends string>(pattern: string, maxLength: number): TUnsafe<Branded<Name>> =>
  Type.Unsafe<Branded<Name>>(Type.String({ pattern, maxLength }));
