import type { SignedRecord } from '@hocba/shared/contract/family/child';
import type { YearCredentialPayload } from '@hocba/shared/credential/payload/payload';
import type { Verdict } from '@hocba/shared/credential/verify/verdict';
import type { Instant, SchoolYear } from '@hocba/shared/school/identifiers';
import type { Db } from '../../storage/engine/db.ts';
import { type CredentialRow, listCredentialsOf } from '../../storage/queries/credentials.ts';

/** Verifies a signed text as any reader would. */
export type VerifyRecord = (jws: string, now: Instant) => Promise<Verdict>;

const recordOf = (row: CredentialRow, verdict: string, payload: YearCredentialPayload): SignedRecord => {
  const { approvals, revision } = payload.credentialSubject;
  return {
    year: row.year as SchoolYear,
    verdict,
    issuedAt: payload.validFrom,
    revision,
    signedBy: approvals.findLast(({ role }) => role === 'head')?.name ?? null,
    subject: payload.credentialSubject,
  };
};

/** The school years of which a pupil has a signed record, newest first. */
export const listSignedYears = async (db: Db, student: string): Promise<SchoolYear[]> => {
  const rows = await listCredentialsOf(db, student);
  return [...new Set(rows.map(({ year }) => year as SchoolYear))].reverse();
};

/**
 * The newest signed record of a pupil, or that of one school year, with the verdict of the public verifier; undefined when
 * there is none, or when its signature does not hold: nothing is shown then.
 */
export const readSigned = async (
  db: Db,
  verify: VerifyRecord,
  asked: { readonly student: string; readonly year?: SchoolYear; readonly now: Instant },
): Promise<SignedRecord | undefined> => {
  const rows = await listCredentialsOf(db, asked.student);
  const row = rows.findLast(({ year }) => asked.year === undefined || year === asked.year);
  if (row === undefined) return undefined;
  const { verdict, payload } = await verify(row.jws, asked.now);
  return payload === undefined ? undefined : recordOf(row, verdict, payload);
};
