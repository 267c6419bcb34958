import { vietnamTimeOf } from '@hocba/shared/calendar/vietnam-time';
import type { Instant } from '@hocba/shared/school/identifiers';
import type { Db, Write } from '../storage/engine/db.ts';
import { findCodeCounter, raiseCodeCounter } from '../storage/queries/dossiers/dossiers.ts';

/** The codes of agencies by school; the code of all others stands under null. */
export type AgencyCodes = ReadonlyMap<string | null, string>;

const DIGITS = 4;

/**
 * The next official number of the agency that a school is, `<agency>-<yyMMdd>-<NNNN>` by the day in Vietnam, with the
 * write that takes it; the ten-thousandth of a day has five digits. Undefined where no code was given to the agency.
 */
export const nextOfficialNumber = async (
  db: Db,
  codes: AgencyCodes,
  school: string,
  now: Instant,
): Promise<{ readonly code: string; readonly write: Write } | undefined> => {
  const agency = codes.get(school) ?? codes.get(null);
  if (agency === undefined) return undefined;
  const { date } = vietnamTimeOf(now);
  const given = (await findCodeCounter(db, agency, date))?.n ?? 0;
  const day = date.slice(2).replaceAll('-', '');
  const number = String(given + 1).padStart(DIGITS, '0');
  return { code: `${agency}-${day}-${number}`, write: raiseCodeCounter(agency, date, given) };
};
