import { randomBytes } from 'node:crypto';
import type { GuardianId, Relation } from '@hocba/shared/school/guardians';
import type { Instant, StudentId } from '@hocba/shared/school/identifiers';
import { later } from '../../later.ts';
import type { Caller } from '../../people/caller.ts';
import { dailyLimit } from '../../people/watch-reads.ts';
import type { Db } from '../../storage/engine/db.ts';
import { appendAudits } from '../../storage/queries/audit/audit.ts';
import { insertLinkCodes } from '../../storage/queries/guardians/guardian-links.ts';
import { codeHash, randomCode } from '../random-code.ts';

/** How long a slip of the school can be used, in days: it goes home in a school bag. */
export const LINK_CODE_DAYS = 30;

/** Slips that one account may make in a day: a large school makes two for each of two thousand pupils, and some again. */
const SLIPS_PER_DAY = 10_000;
const checkSlips = dailyLimit('link-code.issued', SLIPS_PER_DAY);

/** The needs of slips: the database, and the pepper kept outside it. */
export interface LinkCodeServices {
  readonly db: Db;
  readonly pepper: Uint8Array;
}

/** A slip to be made: for a pupil, and with what the school has seen a paper about. */
export interface SlipWish {
  readonly student: StudentId;
  /** Null where the family says it: mother, father or guardian. */
  readonly relation: Relation | null;
  readonly evidence: string | null;
  readonly validUntil: Instant | null;
  /** The account that it gives a new phone and PIN; null where it links a further guardian. */
  readonly guardian: GuardianId | null;
}

/** A slip with its code, which the database does not hold. */
export interface Slip extends SlipWish {
  readonly code: string;
  readonly expiresAt: Instant;
}

/** The form of a slip's code in the database, bound to the pupil and to the account whose phone and PIN it renews. */
export const linkCodeHash = (
  pepper: Uint8Array,
  { student, guardian }: { readonly student: string; readonly guardian: string | null },
  code: string,
): Buffer => codeHash(pepper, 'link', student, code, ...(guardian === null ? [] : [guardian]));

/**
 * Makes slips in the caller's school, each with a code of its own, and audits each in the commit. The codes are only in
 * the answer. The caller's right to the pupils is asked before. Throws READ_LIMIT.
 */
export const makeSlips = async (
  { db, pepper }: LinkCodeServices,
  caller: Pick<Caller, 'account' | 'school'>,
  wishes: readonly SlipWish[],
  now: Instant,
): Promise<Slip[]> => {
  const { account, school } = caller;
  await checkSlips(db, caller, now);
  const expiresAt = later(now, LINK_CODE_DAYS * 86_400_000);
  const slips = wishes.map((wish) => ({ ...wish, code: randomCode(), expiresAt }));
  const rows = slips.map(({ student, relation, evidence, validUntil, guardian, code }) => ({
    id: randomBytes(16).toString('base64url'),
    student,
    school: school ?? '',
    hash: linkCodeHash(pepper, { student, guardian }, code).toString('hex'),
    relation,
    evidence,
    valid_until: validUntil,
    guardian,
    issued_by: account,
    created_at: now,
    expires_at: expiresAt,
    failures: 0,
    used_at: null,
    version: 1,
  }));
  await db.commit([
    ...insertLinkCodes(rows),
    appendAudits(
      rows.map(({ id, student, relation, guardian, hash }) => ({
        at: now,
        actor: account,
        action: 'link-code.issued',
        student,
        detail: { slip: id, relation, guardian, hash: db.mac('told', hash), expiresAt },
      })),
    ),
  ]);
  return slips;
};
