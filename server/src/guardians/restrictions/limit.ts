import { isInForce, type RestrictionTimes } from '@hocba/shared/lifecycle/restriction';
import type { Instant } from '@hocba/shared/school/identifiers';
import { type RestrictionKind, strictestOf } from '@hocba/shared/school/restrictions';
import type { Db } from '../../storage/engine/db.ts';
import type { GuardianLinkRow } from '../../storage/queries/guardians/guardian-links.ts';
import type { RestrictionRow } from '../../storage/queries/guardians/restrictions.ts';
import { isSealedLink } from '../links/link-seal.ts';
import { rowSeal } from '../row-seal.ts';

/** The row with its seal, a MAC over every other column. */
export const sealRestriction = (db: Db, row: Omit<RestrictionRow, 'seal'>): RestrictionRow => ({
  ...row,
  seal: rowSeal(db, 'guardian-restriction', row),
});

/** Whether this registry wrote the row as it stands. */
export const isSealedRestriction = (db: Db, { seal, ...row }: RestrictionRow): boolean =>
  sealRestriction(db, row).seal === seal;

/** The times of an order, for the rules. */
export const timesOf = (row: RestrictionRow): RestrictionTimes => ({
  state: row.state as RestrictionTimes['state'],
  from: row.valid_from as Instant,
  until: row.valid_until as Instant | null,
});

/** The ids of the orders that a link names. */
export const limitsOf = ({ limits }: Pick<GuardianLinkRow, 'limits'>): readonly string[] =>
  limits === null ? [] : (JSON.parse(limits) as string[]);

const wasConfirmed = ({ state }: RestrictionRow): boolean => state !== 'proposed' && state !== 'declined';

/**
 * The order that limits a guardian of a pupil now; null when nothing limits. `links` and `restrictions` are all rows of the
 * two, ended ones included. An order holds for the person, so a later link does not get round it. Orders are kept twice, in
 * rows of their own and by id in the link: a row of either that this registry did not write, and an order that a link names
 * but that is gone or was never confirmed, closes everything.
 */
export const limitOf = (
  db: Db,
  links: readonly GuardianLinkRow[],
  restrictions: readonly RestrictionRow[],
  now: Instant,
): RestrictionKind | null => {
  const areOwn =
    links.every((row) => isSealedLink(db, row)) && restrictions.every((row) => isSealedRestriction(db, row));
  if (!areOwn) return 'no-access';
  const confirmed = new Set(restrictions.filter(wasConfirmed).map(({ id }) => id));
  if (!links.flatMap(limitsOf).every((id) => confirmed.has(id))) return 'no-access';
  const held = restrictions.filter((row) => isInForce(timesOf(row), now));
  return strictestOf(held.map(({ kind }) => kind as RestrictionKind));
};
