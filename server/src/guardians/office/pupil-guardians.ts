import type { GuardianOrder, PupilGuardian, PupilGuardians } from '@hocba/shared/contract/family/office';
import { isInForce } from '@hocba/shared/lifecycle/restriction';
import { type Contact, maskContact } from '@hocba/shared/school/contact';
import type { GuardianId, LinkId, Relation } from '@hocba/shared/school/guardians';
import type { Instant, StudentCode, StudentId } from '@hocba/shared/school/identifiers';
import type { RestrictionId, RestrictionKind, RestrictionState } from '@hocba/shared/school/restrictions';
import type { Caller } from '../../people/caller.ts';
import { dailyLimit } from '../../people/watch-reads.ts';
import type { Db } from '../../storage/engine/db.ts';
import { appendAudit } from '../../storage/queries/audit/audit.ts';
import {
  type GuardianContactRow,
  type GuardianRow,
  listContactsOf,
  listGuardians,
  listSessionsOf,
} from '../../storage/queries/guardians/guardian-accounts.ts';
import {
  type GuardianLinkRow,
  listLinksTo,
  listOpenLinkCodes,
} from '../../storage/queries/guardians/guardian-links.ts';
import { listRestrictionsTo, type RestrictionRow } from '../../storage/queries/guardians/restrictions.ts';
import { findAccount } from '../../storage/queries/people.ts';
import { rightsIn } from '../links/guardian-link.ts';
import { isSealedLink } from '../links/link-seal.ts';
import { isSealedRestriction, limitOf, timesOf } from '../restrictions/limit.ts';
import { maySecond } from '../restrictions/second-person.ts';
import { type OfficeServices, requireOwnPupil } from './own-pupil.ts';

interface Known {
  readonly accounts: ReadonlyMap<string, GuardianRow>;
  readonly contacts: readonly GuardianContactRow[];
  readonly seen: ReadonlyMap<string, string>;
}

const readKnown = async (db: Db, links: readonly GuardianLinkRow[]): Promise<Known> => {
  const ids = [...new Set(links.map(({ guardian }) => guardian))];
  const accounts = new Map((await listGuardians(db, ids)).map((row) => [row.id, row]));
  const sessions = await listSessionsOf(db, ids);
  const seen = new Map<string, string>();
  for (const { guardian, last_used_at } of sessions) {
    if ((seen.get(guardian) ?? '') < last_used_at) seen.set(guardian, last_used_at);
  }
  return { accounts, contacts: await listContactsOf(db, ids), seen };
};

const entryOf = (row: GuardianLinkRow, known: Known, limit: RestrictionKind | null): PupilGuardian => ({
  link: row.id as LinkId,
  guardian: row.guardian as GuardianId,
  name: known.accounts.get(row.guardian)?.name ?? '',
  relation: row.relation as Relation,
  source: row.source === 'office' ? 'office' : 'slip',
  evidence: row.evidence,
  since: row.valid_from as Instant,
  until: row.valid_until as Instant | null,
  endedAt: row.ended_at as Instant | null,
  rights: rightsIn(row),
  contacts: known.contacts
    .filter(({ guardian }) => guardian === row.guardian)
    .map((contact) => maskContact(contact as Contact)),
  lastSeenAt: (known.seen.get(row.guardian) as Instant | undefined) ?? null,
  limit,
});

const orderOf = async (db: Db, caller: Caller, row: RestrictionRow, now: Instant): Promise<GuardianOrder> => {
  const nameOf = async (account: string) => (await findAccount(db, account))?.display_name ?? account;
  return {
    id: row.id as RestrictionId,
    guardian: row.guardian as GuardianId,
    kind: row.kind as RestrictionKind,
    document: row.document,
    from: row.valid_from as Instant,
    until: row.valid_until as Instant | null,
    state: row.state as RestrictionState,
    proposedBy: await nameOf(row.proposed_by),
    proposedAt: row.proposed_at as Instant,
    confirmedBy: row.confirmed_by === null ? null : await nameOf(row.confirmed_by),
    endReason: row.end_reason,
    endedAt: row.ended_at as Instant | null,
    isInForce: isInForce(timesOf(row), now),
    mayDecide: await maySecond(db, caller, row),
  };
};

/** Guardians of a pupil and orders about them, as they stand. */
export const pupilGuardiansOf = async (
  { db, clock }: OfficeServices,
  caller: Caller,
  id: string,
): Promise<PupilGuardians> => {
  const { student } = await requireOwnPupil(db, caller, id);
  const now = clock();
  const [links, restrictions] = [await listLinksTo(db, id), await listRestrictionsTo(db, [id])];
  const known = await readKnown(db, links);
  const limit = (guardian: string) => {
    const own = <Row extends { readonly guardian: string }>(rows: readonly Row[]) =>
      rows.filter((row) => row.guardian === guardian);
    return limitOf(db, own(links), own(restrictions), now);
  };
  // A row that this registry did not write is nobody's link; it closes the account, and the doctor tells of it.
  const own = links.filter((row) => isSealedLink(db, row));
  const sealed = restrictions.filter((row) => isSealedRestriction(db, row));
  return {
    student: student.id as StudentId,
    code: student.code as StudentCode,
    name: student.name,
    guardians: own.map((row) => entryOf(row, known, limit(row.guardian))),
    orders: await Promise.all(sealed.map((row) => orderOf(db, caller, row, now))),
    openSlips: (await listOpenLinkCodes(db, id, now)).length,
  };
};

/** Readings of guardians that one account may leave in the audit in a day: an office does not open so many pupils. */
const READS_PER_DAY = 2_000;
const checkReads = dailyLimit('guardians.read', READS_PER_DAY);

/** Guardians of a pupil of the caller's school, and that somebody read them. Throws NOT_FOUND, and READ_LIMIT. */
export const readPupilGuardians = async (
  services: OfficeServices,
  caller: Caller,
  id: string,
): Promise<PupilGuardians> => {
  const now = services.clock();
  await checkReads(services.db, caller, now);
  const answer = await pupilGuardiansOf(services, caller, id);
  const event = { at: now, actor: caller.account, student: answer.student, detail: {} };
  await services.db.commit([appendAudit({ ...event, action: 'guardians.read' })]);
  return answer;
};
