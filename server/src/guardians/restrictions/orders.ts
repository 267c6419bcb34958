import type { BodyOf } from '@hocba/shared/contract/endpoint';
import type { decideOrder, proposeOrder } from '@hocba/shared/contract/family/office';
import { beginningOf, endOf } from '@hocba/shared/lifecycle/restriction';
import { RegistryError } from '@hocba/shared/problems';
import type { Instant, StudentId } from '@hocba/shared/school/identifiers';
import { ulid } from 'ulid';
import type { Caller } from '../../people/caller.ts';
import type { Db, Write } from '../../storage/engine/db.ts';
import { decideAgain } from '../../storage/engine/retry.ts';
import { appendAudit } from '../../storage/queries/audit/audit.ts';
import { endConsentCode, listConsentCodesOf } from '../../storage/queries/consents.ts';
import {
  listLinksTo,
  listOpenLinkCodes,
  updateGuardianLink,
  updateLinkCode,
} from '../../storage/queries/guardians/guardian-links.ts';
import { listOpenRecordSlips } from '../../storage/queries/guardians/record-slips.ts';
import {
  findRestriction,
  insertRestriction,
  type RestrictionRow,
  updateRestriction,
} from '../../storage/queries/guardians/restrictions.ts';
import { isSealedLink, sealLink } from '../links/link-seal.ts';
import { noteOf, type OfficeServices, requireOpenLink, requireOwnPupil } from '../office/own-pupil.ts';
import { endRecordSlips } from '../record-slips/print-slip.ts';
import { isSealedRestriction, limitsOf, sealRestriction } from './limit.ts';
import { maySecond } from './second-person.ts';

/** An order about a guardian of a pupil, by the ids of an address. */
export interface OrderOfPupil {
  readonly student: StudentId;
  readonly order: string;
}

const audited = (db: Db, caller: Caller, row: RestrictionRow, at: Instant): Write =>
  appendAudit({
    at,
    actor: caller.account,
    action: `restriction.${row.state}`,
    student: row.student,
    detail: {
      restriction: row.id,
      guardian: row.guardian,
      kind: row.kind,
      from: row.valid_from,
      until: row.valid_until,
      document: db.mac('told', row.document),
    },
  });

/**
 * Proposes an order about a guardian of a pupil of the caller's school; nothing changes for anybody before a second person
 * confirms it. Throws NOT_FOUND, DATE_OVER, and the fault of the document's text.
 */
export const propose = async (
  { db, clock }: OfficeServices,
  caller: Caller,
  id: StudentId,
  { link, kind, document, from, until }: BodyOf<typeof proposeOrder>,
): Promise<void> => {
  const now = clock();
  const { caller: office } = await requireOwnPupil(db, caller, id);
  const { guardian } = await requireOpenLink(db, id, link);
  const [begin, end] = [from === null ? now : beginningOf(from), until === null ? null : endOf(until)];
  if (end !== null && (end <= now || end <= begin)) throw new RegistryError('DATE_OVER');
  const row = sealRestriction(db, {
    ...{ id: `o${ulid()}`, guardian, student: id, school: office.school, kind, document: noteOf(document) },
    ...{ valid_from: begin, valid_until: end, state: 'proposed' },
    ...{ proposed_by: caller.account, proposed_at: now, confirmed_by: null, confirmed_at: null },
    ...{ end_asked_by: null, end_reason: null, ended_at: null, version: 1 },
  });
  await db.commit([insertRestriction(row), audited(db, caller, row, now)]);
};

/** Throws NOT_FOUND also for an order of another pupil and for a row that this registry did not write. */
const requireOrder = async (db: Db, { student, order }: OrderOfPupil): Promise<RestrictionRow> => {
  const row = await findRestriction(db, order);
  if (row === undefined || row.student !== student || !isSealedRestriction(db, row)) {
    throw new RegistryError('NOT_FOUND');
  }
  return row;
};

const become = (db: Db, before: RestrictionRow, change: Partial<RestrictionRow>): RestrictionRow => {
  const { seal: _, ...columns } = { ...before, ...change, version: before.version + 1 };
  return sealRestriction(db, columns);
};

/** Names a confirmed order in the guardian's links, and ends the pupil's open slips and the guardian's own codes for schools. */
const closingWrites = async (db: Db, row: RestrictionRow, by: string, now: Instant): Promise<Write[]> => {
  const links = (await listLinksTo(db, row.student)).filter(
    (link) => link.guardian === row.guardian && isSealedLink(db, link),
  );
  const slips = await listOpenLinkCodes(db, row.student, now);
  const papers = await listOpenRecordSlips(db, row.student, now);
  const actor = `guardian:${row.guardian}`;
  const codes = (await listConsentCodesOf(db, row.student)).filter(
    (code) => code.issued_by === actor && code.used_at === null && code.expires_at > now,
  );
  return [
    ...links.map((link) => {
      const { seal: _, ...columns } = link;
      const limits = JSON.stringify([...limitsOf(link), row.id]);
      return updateGuardianLink(link, sealLink(db, { ...columns, limits, version: link.version + 1 }));
    }),
    ...codes.map((code) => endConsentCode(code, now)),
    ...codes.map(({ id }) =>
      appendAudit({
        at: now,
        actor: by,
        action: 'consent.revoked',
        student: row.student,
        detail: { code: id },
      }),
    ),
    ...slips.map((slip) => updateLinkCode(slip, { expires_at: now })),
    ...endRecordSlips(papers, by, now),
  ];
};

const decided = (row: RestrictionRow, caller: Caller, now: Instant, isConfirmed: boolean) => {
  if (row.state === 'proposed') {
    return isConfirmed
      ? { state: 'confirmed', confirmed_by: caller.account, confirmed_at: now }
      : { state: 'declined', ended_at: now };
  }
  return isConfirmed
    ? { state: 'ended', ended_at: now }
    : { state: 'confirmed', end_asked_by: null, end_reason: null };
};

/**
 * Decides, as the second person, about an order that is proposed or about the end of one. Throws NOT_FOUND,
 * ACTION_NOT_ALLOWED when nothing waits, and SECOND_PERSON_MISSING when the caller asked, or neither is the head.
 */
export const decide = (
  { db, clock }: OfficeServices,
  caller: Caller,
  of: OrderOfPupil,
  { decision }: BodyOf<typeof decideOrder>,
): Promise<void> =>
  decideAgain(async () => {
    const now = clock();
    await requireOwnPupil(db, caller, of.student);
    const row = await requireOrder(db, of);
    if (row.state !== 'proposed' && row.state !== 'ending') throw new RegistryError('ACTION_NOT_ALLOWED');
    if (!(await maySecond(db, caller, row))) throw new RegistryError('SECOND_PERSON_MISSING');
    const isConfirmed = decision === 'confirm';
    const changed = become(db, row, decided(row, caller, now, isConfirmed));
    const closing =
      row.state === 'proposed' && isConfirmed ? await closingWrites(db, row, caller.account, now) : [];
    await db.commit([updateRestriction(row, changed), ...closing, audited(db, caller, changed, now)]);
  });

/**
 * Asks for the end of an order by agreement; it holds on until a second person confirms. Throws NOT_FOUND,
 * ACTION_NOT_ALLOWED for an order that is not confirmed, and the fault of the reason.
 */
export const askEnd = (
  { db, clock }: OfficeServices,
  caller: Caller,
  of: OrderOfPupil,
  reason: string,
): Promise<void> =>
  decideAgain(async () => {
    await requireOwnPupil(db, caller, of.student);
    const row = await requireOrder(db, of);
    if (row.state !== 'confirmed') throw new RegistryError('ACTION_NOT_ALLOWED');
    const end_reason = noteOf(reason);
    const changed = become(db, row, { state: 'ending', end_asked_by: caller.account, end_reason });
    await db.commit([updateRestriction(row, changed), audited(db, caller, changed, clock())]);
  });
