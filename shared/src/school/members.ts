import { type TSchema, Type } from 'typebox';

/** Records and signed objects take no member that their schema does not name. */
export const closed = { additionalProperties: false };

/** A member that may be empty: by right, or because it is not known. */
export const nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);

/** Absences of a term or a year, in sessions. */
export const Sessions = Type.Integer({ minimum: 0, maximum: 400 });
