import { RegistryError } from '@hocba/shared/problems';
import type {
  GuardianId,
  GuardianRight,
  GuardianRights,
  LinkId,
  Relation,
} from '@hocba/shared/school/guardians';
import type { Instant, StudentId } from '@hocba/shared/school/identifiers';
import type { RestrictionKind } from '@hocba/shared/school/restrictions';
import type { Db } from '../../storage/engine/db.ts';
import {
  type GuardianLinkRow,
  listLinksOf,
  listLinksTo,
} from '../../storage/queries/guardians/guardian-links.ts';
import {
  listRestrictionsOf,
  listRestrictionsTo,
  type RestrictionRow,
} from '../../storage/queries/guardians/restrictions.ts';
import { limitOf } from '../restrictions/limit.ts';

/** A guardian's link to a child as it holds now. */
export interface GuardianLink {
  readonly id: LinkId;
  readonly guardian: GuardianId;
  readonly student: StudentId;
  readonly relation: Relation;
  /** After every order: under `no-address` none is left, so that a page must ask for its plain form by name. */
  readonly rights: GuardianRights;
  /** The order that limits this guardian; links under `no-access` are in no list. */
  readonly limit: Exclude<RestrictionKind, 'no-access'> | null;
  /** How much of the record may be shown: `plain` is without school, place, class and people. */
  readonly sight: 'whole' | 'plain' | 'none';
  readonly until: Instant | null;
}

const NO_RIGHTS: GuardianRights = { see: false, ask: false, decide: false, messages: false };

/** Whether a link is neither ended nor before or behind its time. */
export const isCurrent = (row: GuardianLinkRow, now: Instant): boolean =>
  row.ended_at === null && row.valid_from <= now && (row.valid_until === null || row.valid_until > now);

/** The rights that a row gives, before any order. */
export const rightsIn = (row: GuardianLinkRow): GuardianRights => ({
  see: row.may_see,
  ask: row.may_ask,
  decide: row.may_decide,
  messages: row.gets_messages,
});

const linkOf = (row: GuardianLinkRow, limit: RestrictionKind | null): GuardianLink[] => {
  if (limit === 'no-access') return [];
  const given = rightsIn(row);
  const rights = limit === null ? given : limit === 'see-only' ? { ...NO_RIGHTS, see: given.see } : NO_RIGHTS;
  return [
    {
      id: row.id as LinkId,
      guardian: row.guardian as GuardianId,
      student: row.student as StudentId,
      relation: row.relation as Relation,
      rights,
      limit,
      sight: !given.see ? 'none' : limit === 'no-address' ? 'plain' : 'whole',
      until: row.valid_until as Instant | null,
    },
  ];
};

/** The links of some rows that hold now, with what orders leave of each. */
const currentOf = (
  db: Db,
  rows: readonly GuardianLinkRow[],
  restrictions: readonly RestrictionRow[],
  now: Instant,
): GuardianLink[] =>
  rows
    .filter((row) => isCurrent(row, now))
    .flatMap((row) => {
      const isOfPair = (one: { readonly guardian: string; readonly student: string }): boolean =>
        one.guardian === row.guardian && one.student === row.student;
      return linkOf(row, limitOf(db, rows.filter(isOfPair), restrictions.filter(isOfPair), now));
    });

/** The children of a guardian now, in the order in which they were linked. */
export const listChildrenOf = async (db: Db, guardian: string, now: Instant): Promise<GuardianLink[]> => {
  const [rows, restrictions] = [await listLinksOf(db, guardian), await listRestrictionsOf(db, guardian)];
  return currentOf(db, rows, restrictions, now);
};

/** The guardians of a child now, in the order in which they were linked. */
export const listGuardiansOf = async (db: Db, student: string, now: Instant): Promise<GuardianLink[]> => {
  const [rows, restrictions] = [await listLinksTo(db, student), await listRestrictionsTo(db, [student])];
  return currentOf(db, rows, restrictions, now);
};

/**
 * The link of a guardian to a child that gives a right. Throws NOT_FOUND alike for a child of others, a child that does not
 * exist, a link that has ended, one without the right, and one from which an order takes it.
 */
export const requireLink = async (
  db: Db,
  guardian: GuardianId,
  child: { readonly student: StudentId; readonly right: GuardianRight; readonly now: Instant },
): Promise<GuardianLink> => {
  const links = await listChildrenOf(db, guardian, child.now);
  const link = links.find(({ student, rights }) => student === child.student && rights[child.right]);
  if (link === undefined) throw new RegistryError('NOT_FOUND');
  return link;
};

/**
 * The link of a guardian who sees a child's record, whole or plain: a page that asks for it shows a plain one nothing that
 * tells where the child is. Throws NOT_FOUND as `requireLink`.
 */
export const requireSight = async (
  db: Db,
  guardian: GuardianId,
  child: { readonly student: StudentId; readonly now: Instant },
): Promise<GuardianLink> => {
  const links = await listChildrenOf(db, guardian, child.now);
  const link = links.find(({ student, sight }) => student === child.student && sight !== 'none');
  if (link === undefined) throw new RegistryError('NOT_FOUND');
  return link;
};
