import type { BodyOf } from '@hocba/shared/contract/endpoint';
import type { CodesPage, FamilyCode, makeCode } from '@hocba/shared/contract/family/codes';
import { RegistryError } from '@hocba/shared/problems';
import type { Instant, SchoolCode, StudentId } from '@hocba/shared/school/identifiers';
import type { School } from '@hocba/shared/school/names';
import type { BirthDate } from '@hocba/shared/school/pupil/birth-date';
import { matchesSearch } from '@hocba/shared/text/names/search-key';
import type { Db } from '../../storage/engine/db.ts';
import { decideAgain } from '../../storage/engine/retry.ts';
import { appendAudit } from '../../storage/queries/audit/audit.ts';
import { type ConsentCodeRow, endConsentCode, listConsentCodesOf } from '../../storage/queries/consents.ts';
import {
  findSchool,
  findStudent,
  listEnrolmentsOf,
  listSchools,
  type SchoolRow,
} from '../../storage/queries/schools/schools.ts';
import type { GuardianCaller } from '../accounts/guardian-session.ts';
import { type CodeServices, putCode } from '../consent-code.ts';
import { requireLink } from '../links/guardian-link.ts';
import { CODE_TRIES } from '../look-up.ts';
import { hasOwnWord } from '../shares/make-share.ts';
import { frameOf } from './frame.ts';
import { listSignedYears } from './signed-records.ts';

/** The needs of a family's codes. */
export interface FamilyCodeServices extends CodeServices {
  readonly clock: () => Instant;
}

const MOST_FOUND = 20;
const FAMILY = 'guardian:';

const schoolOf = ({ code, name, commune, province }: SchoolRow): School => ({
  code: code as SchoolCode,
  name,
  commune,
  province,
});

const presentSchool = async (db: Db, student: string): Promise<string | undefined> =>
  (await listEnrolmentsOf(db, student)).find(({ status }) => status === 'studying')?.school;

/** Schools whose name, commune or code fits what was typed, without the one where the child is. */
const search = async (db: Db, student: string, typed: string): Promise<School[]> => {
  const own = await presentSchool(db, student);
  const fits = ({ code, name, commune }: SchoolRow) =>
    code !== own && (code === typed.trim() || matchesSearch(`${name} ${commune}`, typed));
  return (await listSchools(db)).filter(fits).slice(0, MOST_FOUND).map(schoolOf);
};

const stateOf = (row: ConsentCodeRow, now: Instant): FamilyCode['state'] => {
  if (row.used_at !== null) return 'used';
  if (row.expires_at <= now) return 'over';
  return row.failures >= CODE_TRIES ? 'blocked' : 'open';
};

const codeOf = async (db: Db, row: ConsentCodeRow, now: Instant): Promise<FamilyCode> => ({
  id: row.id,
  school: (await findSchool(db, row.school))?.name ?? row.school,
  state: stateOf(row, now),
  byFamily: row.issued_by.startsWith(FAMILY),
  createdAt: row.created_at as Instant,
  endsAt: row.expires_at as Instant,
  usedAt: row.used_at as Instant | null,
});

/** The codes of a child and the schools that fit a search. Throws NOT_FOUND for a child that is not the caller's. */
export const readCodes = async (
  { db, clock }: FamilyCodeServices,
  caller: GuardianCaller,
  { student, asked }: { readonly student: StudentId; readonly asked?: string | undefined },
): Promise<CodesPage> => {
  const now = clock();
  const { rights } = await requireLink(db, caller.id, { student, right: 'see', now });
  const frame = await frameOf(db, caller, student, now);
  const child = await findStudent(db, student);
  if (frame === null || child === undefined) throw new RegistryError('NOT_FOUND');
  const rows = await listConsentCodesOf(db, student);
  return {
    page: 'codes',
    frame,
    found: asked === undefined ? [] : await search(db, student, asked),
    asked: asked ?? null,
    asksChild: hasOwnWord(child.birth_date as BirthDate, now),
    mayGive: rights.decide,
    codes: await Promise.all(rows.slice(0, 200).map((row) => codeOf(db, row, now))),
    made: null,
    newestYear: (await listSignedYears(db, student))[0] ?? null,
    problem: null,
  };
};

/**
 * Makes a code of the family for one school, and ends an earlier one for it. Throws NOT_FOUND for a child that the caller
 * may not decide for, SCHOOL_UNKNOWN also for the child's own school, and CHILD_AGREEMENT_MISSING.
 */
export const makeFamilyCode = (
  services: FamilyCodeServices,
  caller: GuardianCaller,
  student: StudentId,
  { school: code, childAgrees }: BodyOf<typeof makeCode>,
): Promise<NonNullable<CodesPage['made']>> =>
  decideAgain(async () => {
    const { db, clock } = services;
    const now = clock();
    await requireLink(db, caller.id, { student, right: 'decide', now });
    const school = await findSchool(db, code);
    if (school === undefined || code === (await presentSchool(db, student))) {
      throw new RegistryError('SCHOOL_UNKNOWN');
    }
    const child = await findStudent(db, student);
    const asksChild = child !== undefined && hasOwnWord(child.birth_date as BirthDate, now);
    if (asksChild && childAgrees !== 'on') throw new RegistryError('CHILD_AGREEMENT_MISSING');
    const wish = { student, school: code, actor: `${FAMILY}${caller.id}`, childAgrees: asksChild };
    const made = await putCode(services, wish, now);
    return { code: made.code, school: schoolOf(school), endsAt: made.expiresAt };
  });

/** Takes back a code that was not used, made by the family or by the school for it. Throws NOT_FOUND. */
export const revokeFamilyCode = (
  { db, clock }: FamilyCodeServices,
  caller: GuardianCaller,
  { student, code }: { readonly student: StudentId; readonly code: string },
): Promise<void> =>
  decideAgain(async () => {
    const now = clock();
    await requireLink(db, caller.id, { student, right: 'decide', now });
    const row = (await listConsentCodesOf(db, student)).find(({ id }) => id === code);
    if (row === undefined) throw new RegistryError('NOT_FOUND');
    if (row.used_at !== null || row.expires_at <= now) return;
    const event = { at: now, actor: `${FAMILY}${caller.id}`, action: 'consent.revoked', student };
    await db.commit([endConsentCode(row, now), appendAudit({ ...event, detail: { code: row.id } })]);
  });
