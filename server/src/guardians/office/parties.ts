import type { Party } from '@hocba/shared/contract/family/quarrels/objections';
import { isInForce } from '@hocba/shared/lifecycle/restriction';
import type { Relation } from '@hocba/shared/school/guardians';
import type { Instant } from '@hocba/shared/school/identifiers';
import type { RestrictionKind } from '@hocba/shared/school/restrictions';
import type { Db } from '../../storage/engine/db.ts';
import { listContactsOf, listGuardians } from '../../storage/queries/guardians/guardian-accounts.ts';
import { type GuardianLinkRow, listLinksTo } from '../../storage/queries/guardians/guardian-links.ts';
import { listRestrictionsTo, type RestrictionRow } from '../../storage/queries/guardians/restrictions.ts';
import { isCurrent, listGuardiansOf } from '../links/guardian-link.ts';
import { isSealedLink } from '../links/link-seal.ts';
import { limitOf, timesOf } from '../restrictions/limit.ts';

/** The two guardians who do not agree; `asks` is undefined where nobody can know who asked. */
export interface Sides {
  readonly asks: string | undefined;
  readonly objects: string;
}

const orderOf = (
  db: Db,
  guardian: string,
  links: readonly GuardianLinkRow[],
  restrictions: readonly RestrictionRow[],
  now: Instant,
): Party['order'] => {
  const own = <Row extends { readonly guardian: string }>(rows: readonly Row[]) =>
    rows.filter((row) => row.guardian === guardian);
  const kind: RestrictionKind | null = limitOf(db, own(links), own(restrictions), now);
  if (kind === null) return null;
  const paper = own(restrictions).find((row) => row.kind === kind && isInForce(timesOf(row), now));
  return { kind, document: paper?.document ?? null };
};

/** Everybody who is a guardian of the pupil now, with sides, orders and whole numbers to call; a person settles by it. */
export const listParties = async (db: Db, student: string, sides: Sides, now: Instant): Promise<Party[]> => {
  const [links, restrictions] = [await listLinksTo(db, student), await listRestrictionsTo(db, [student])];
  const current = links.filter((row) => isCurrent(row, now) && isSealedLink(db, row));
  const ids = [...new Set(current.map(({ guardian }) => guardian))];
  const accounts = new Map((await listGuardians(db, ids)).map((row) => [row.id, row]));
  const contacts = Map.groupBy(await listContactsOf(db, ids), ({ guardian }) => guardian);
  const deciders = (await listGuardiansOf(db, student, now)).filter(({ rights }) => rights.decide);
  return ids.map((id) => ({
    name: accounts.get(id)?.name ?? '',
    relation: current.find(({ guardian }) => guardian === id)?.relation as Relation,
    side: id === sides.asks ? 'asks' : id === sides.objects ? 'objects' : null,
    decides: deciders.some(({ guardian }) => guardian === id),
    contacts: (contacts.get(id) ?? []).map(({ value }) => value),
    order: orderOf(db, id, links, restrictions, now),
  }));
};
