import { type Static, Type } from 'typebox';
import { MAX_LENGTH } from '../text/plain-text.ts';
import { SchoolCode } from './identifiers.ts';

/** The name of a person, as screens show it and records are signed with it. */
export const PersonName = Type.String({ maxLength: MAX_LENGTH.person });

/** A school by its code and names: communes of one name exist many times, so the province stands beside. */
export const School = Type.Object(
  {
    code: SchoolCode,
    name: Type.String({ maxLength: MAX_LENGTH.school }),
    commune: Type.String({ maxLength: MAX_LENGTH.place }),
    province: Type.String({ maxLength: MAX_LENGTH.place }),
  },
  { additionalProperties: false },
);
export type School = Static<typeof School>;
