import { RegistryError } from '@hocba/shared/problems';
import type { GuardianId, GuardianRight, LinkId, Relation } from '@hocba/shared/school/guardians';
import type { Instant, StudentId } from '@hocba/shared/school/identifiers';
import type { Db } from '../../storage/engine/db.ts';
import {
  type GuardianLinkRow,
  listLinksOf,
  listLinksTo,
} from '../../storage/queries/guardians/guardian-links.ts';

/** A guardian's link to a child as it holds now. */
export interface GuardianLink {
  readonly id: LinkId;
  readonly guardian: GuardianId;
  readonly student: StudentId;
  readonly relation: Relation;
  readonly rights: Readonly<Record<GuardianRight, boolean>>;
  readonly until: Instant | null;
}

/** The row with its seal, a MAC over every other column. */
export const sealLink = (db: Db, row: Omit<GuardianLinkRow, 'seal'>): GuardianLinkRow => {
  const columns = Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1));
  return { ...row, seal: db.mac('guardian-link', JSON.stringify(columns)) };
};

const isSealed = (db: Db, { seal, ...row }: GuardianLinkRow): boolean => sealLink(db, row).seal === seal;

const isCurrent = (row: GuardianLinkRow, now: Instant): boolean =>
  row.ended_at === null && row.valid_from <= now && (row.valid_until === null || row.valid_until > now);

/** The links of some rows that hold now; a row that was not written by this registry opens nothing. */
const currentOf = (db: Db, rows: readonly GuardianLinkRow[], now: Instant): GuardianLink[] =>
  rows
    .filter((row) => isCurrent(row, now) && isSealed(db, row))
    .map((row) => ({
      id: row.id as LinkId,
      guardian: row.guardian as GuardianId,
      student: row.student as StudentId,
      relation: row.relation as Relation,
      rights: { see: row.may_see, ask: row.may_ask, decide: row.may_decide, messages: row.gets_messages },
      until: row.valid_until as Instant | null,
    }));

/** The children of a guardian now, in the order in which they were linked. */
export const listChildrenOf = async (db: Db, guardian: string, now: Instant): Promise<GuardianLink[]> =>
  currentOf(db, await listLinksOf(db, guardian), now);

/** The guardians of a child now, in the order in which they were linked. */
export const listGuardiansOf = async (db: Db, student: string, now: Instant): Promise<GuardianLink[]> =>
  currentOf(db, await listLinksTo(db, student), now);

/**
 * The link of a guardian to a child that gives a right. Throws NOT_FOUND alike for a child of others, a child that does not
 * exist, a link that has ended and one without the right.
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
