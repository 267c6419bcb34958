import { createHmac, timingSafeEqual } from 'node:crypto';
import { RegistryError } from '@hocba/shared/problems';
import { parseContact } from '@hocba/shared/school/contact';
import { ALL_RIGHTS, type GuardianId, OWN_RELATIONS, type Relation } from '@hocba/shared/school/guardians';
import type { Instant } from '@hocba/shared/school/identifiers';
import type { BirthDate } from '@hocba/shared/school/pupil/birth-date';
import type { Language } from '@hocba/shared/text/language';
import { readPersonName } from '@hocba/shared/text/plain-text';
import { ulid } from 'ulid';
import { type Counted, countTry, judgeTry, type ThrottleLimits } from '../../people/sign-in/throttle.ts';
import type { Db, Write } from '../../storage/engine/db.ts';
import { decideAgain } from '../../storage/engine/retry.ts';
import { type AuditEvent, appendAudits } from '../../storage/queries/audit/audit.ts';
import {
  type ChallengeRow,
  insertChallenge,
  updateChallenge,
} from '../../storage/queries/guardians/challenges.ts';
import { insertGuardian, listGuardiansAt } from '../../storage/queries/guardians/guardian-accounts.ts';
import {
  findLinkCode,
  insertGuardianLink,
  type LinkCodeRow,
  listLinksOf,
  listOpenLinkCodes,
  updateLinkCode,
} from '../../storage/queries/guardians/guardian-links.ts';
import { findStudent, type StudentRow } from '../../storage/queries/schools/schools.ts';
import {
  type CodeSending,
  checkCode,
  contactOf,
  countSending,
  findWay,
  newCode,
  openChallenge,
} from '../accounts/challenge.ts';
import {
  type GuardianCaller,
  type GuardianServices,
  openGuardianSession,
} from '../accounts/guardian-session.ts';
import { checkNewPin, findByPin, hashPin } from '../accounts/pin.ts';
import { findPupil, fitsBirth } from '../told-pupil.ts';
import { isCurrent } from './guardian-link.ts';
import { linkCodeHash } from './link-code.ts';
import { sealLink } from './link-seal.ts';

/** The lines that a family copies from the slip, and the child's own. */
export interface ShownSlip {
  readonly studentId: string;
  readonly birthDate: BirthDate;
  readonly code: string;
}

const SLIP_TRIES = 5;
/** Ten tries an hour for a pupil, and for an address of a telephone company far more. */
const TRIES_OF_PUPIL: ThrottleLimits = { free: 10, firstPause: 900, longestPause: 3600, forgetAfter: 3600 };
const TRIES_OF_ADDRESS: ThrottleLimits = { free: 60, firstPause: 60, longestPause: 900, forgetAfter: 3600 };

const slipTries = ({ secrets }: GuardianServices, studentId: string, network: string): Counted[] => {
  const pupil = createHmac('sha256', secrets.pepper).update(studentId).digest('hex').slice(0, 32);
  return [
    { key: `slip:pupil:${pupil}`, account: null, limits: TRIES_OF_PUPIL },
    { key: `slip:address:${network}`, account: null, limits: TRIES_OF_ADDRESS },
  ];
};

const showOnce = async (
  services: GuardianServices,
  { studentId, birthDate, code }: ShownSlip,
): Promise<string> => {
  const { db, secrets, clock } = services;
  const now = clock();
  const student = await findPupil(db, studentId);
  const open = await listOpenLinkCodes(db, student?.id ?? '', now);
  const row = open.find((one) =>
    timingSafeEqual(Buffer.from(one.hash, 'hex'), linkCodeHash(secrets.pepper, one, code)),
  );
  const fits = student !== undefined && row !== undefined && row.failures < SLIP_TRIES;
  const { token, row: way } = openChallenge(services, now, row?.id ?? null);
  const event = { at: now, actor: 'unknown', student: student?.id ?? null };
  if (!fits || !fitsBirth(student, birthDate)) {
    // One commit of one audit row and one more write, whatever is wrong: the time it takes must not tell.
    const failed = row === undefined ? [] : [updateLinkCode(row, { failures: row.failures + 1 })];
    const refused = { ...event, action: 'link-code.refused', detail: { slip: row?.id ?? null } };
    await db.commit([...failed, appendAudits([refused])]);
    throw new RegistryError('SLIP_REFUSED');
  }
  await db.commit([
    ...insertChallenge(way),
    appendAudits([{ ...event, action: 'link-code.shown', detail: { slip: row.id } }]),
  ]);
  return token;
};

/**
 * Begins to link a child with the school's slip: answers the token of the way in when code, child and birth date fit
 * together. Every refusal is SLIP_REFUSED; five with the right code end the slip. Throws SIGN_IN_LOCKED.
 */
export const showSlip = async (
  services: GuardianServices,
  slip: ShownSlip,
  network: string,
): Promise<string> => {
  const tries = slipTries(services, slip.studentId, network);
  await countTry(services.db, tries, services.clock());
  return judgeTry(services.db, tries, () => decideAgain(() => showOnce(services, slip)));
};

/** A way in with the slip that was shown, and the pupil of the slip. */
interface Shown {
  readonly way: ChallengeRow;
  readonly slip: LinkCodeRow;
  readonly student: StudentRow;
}

/** The way in with the slip that it stands for; undefined when way or slip is used or over. */
export const findShown = async (services: GuardianServices, token: string): Promise<Shown | undefined> => {
  const way = await findWay(services, token);
  const slip = way && (await findLinkCode(services.db, way.link_code ?? ''));
  const student = slip && (await findStudent(services.db, slip.student));
  const isOpen = slip !== undefined && slip.used_at === null && slip.expires_at > services.clock();
  return isOpen && way !== undefined && student !== undefined ? { way, slip, student } : undefined;
};

/** The way in with the slip that it stands for. Throws CODE_OVER when way or slip is used or over. */
export const readShown = async (services: GuardianServices, token: string): Promise<Shown> => {
  const shown = await findShown(services, token);
  if (shown === undefined) throw new RegistryError('CODE_OVER');
  return shown;
};

/** Sends a code to the contact of a new account. Throws CONTACT_INVALID, CODE_OVER, SIGN_IN_LOCKED, and the sender’s errors. */
export const sendJoinCode = async (
  services: CodeSending,
  token: string,
  asked: { readonly contact: string; readonly network: string; readonly language: Language },
): Promise<void> => {
  const contact = parseContact(asked.contact);
  if (contact === undefined) throw new RegistryError('CONTACT_INVALID');
  const { way } = await readShown(services, token);
  await countSending(services, contact, asked.network);
  const { code, change } = newCode(services, way, contact);
  await services.db.commit([updateChallenge(way, change)]);
  await services.sendCode(contact, code, asked.language);
};

/** A family member's own lines. */
export interface Joining {
  readonly name: string;
  readonly relation: Relation | null;
  readonly pin: string;
  readonly code: string;
  readonly isShared: boolean;
  readonly language: Language;
  readonly network: string;
}

/** The relation of the slip, or the one that the family says. Throws RELATION_NOT_STATED. */
const relationOf = (slip: LinkCodeRow, said: Relation | null): Relation => {
  if (slip.relation !== null) return slip.relation as Relation;
  const own = OWN_RELATIONS.find((relation) => relation === said);
  if (own === undefined) throw new RegistryError('RELATION_NOT_STATED');
  return own;
};

/** The name as it is stored. Throws the fault of the name: TEXT_OLD_FONT, NAME_NOT_LATIN, TEXT_NOT_PLAIN … */
const nameOf = (typed: string): string => {
  const read = readPersonName(typed);
  if ('finding' in read) throw new RegistryError(read.finding.code);
  if (read.value === '') throw new RegistryError('INVALID_INPUT');
  return read.value;
};

/** Whether a guardian has the pupil already, whatever an order leaves of it. */
const isLinked = async (
  db: Db,
  { guardian, student }: { guardian: GuardianId; student: string },
  now: Instant,
): Promise<boolean> =>
  (await listLinksOf(db, guardian)).some((row) => row.student === student && isCurrent(row, now));

const linkWrites = (
  db: Db,
  {
    guardian,
    slip,
    relation,
    now,
  }: { guardian: GuardianId; slip: LinkCodeRow; relation: Relation; now: Instant },
): { readonly writes: readonly Write[]; readonly event: AuditEvent } => {
  const { see, ask, decide, messages } = ALL_RIGHTS;
  const row = sealLink(db, {
    id: `l${ulid()}`,
    guardian,
    student: slip.student,
    relation,
    source: slip.relation === null ? 'slip' : 'office',
    evidence: slip.evidence,
    valid_from: now,
    valid_until: slip.valid_until,
    may_see: see,
    may_ask: ask,
    may_decide: decide,
    gets_messages: messages,
    limits: null,
    ended_at: null,
    version: 1,
  });
  const detail = { link: row.id, slip: slip.id, relation, until: slip.valid_until };
  return {
    writes: [updateLinkCode(slip, { used_at: now }), insertGuardianLink(row)],
    event: {
      at: now,
      actor: `guardian:${guardian}`,
      action: 'guardian.linked',
      student: slip.student,
      detail,
    },
  };
};

const joinOnce = async (services: GuardianServices, token: string, said: Joining): Promise<string> => {
  const { db, clock } = services;
  const shown = await readShown(services, token);
  if (shown.slip.guardian !== null) throw new RegistryError('CODE_OVER');
  const relation = relationOf(shown.slip, said.relation);
  const name = nameOf(said.name);
  checkNewPin(said.pin, shown.student.birth_date);
  const way = await checkCode(services, token, said.code);
  const contact = contactOf(way);
  if (contact === undefined) throw new RegistryError('CODE_OVER');
  const others = await listGuardiansAt(db, contact.kind, contact.value);
  if ((await findByPin(others, said.pin, said.network)) !== undefined) throw new RegistryError('PIN_TAKEN');
  const now = clock();
  const guardian = {
    id: `g${ulid()}` as GuardianId,
    name,
    language: said.language,
    pin_hash: await hashPin(said.pin, said.network),
    disabled: false,
    security_version: 1,
    created_at: now,
  };
  const session = openGuardianSession(services, guardian, { now, isShared: said.isShared });
  const link = linkWrites(db, { guardian: guardian.id, slip: shown.slip, relation, now });
  const detail = { pin: db.mac('told', guardian.pin_hash), contact: db.mac('told', contact.value) };
  await db.commit([
    updateChallenge(way, { expires_at: now }),
    ...insertGuardian(guardian, [{ guardian: guardian.id, ...contact, verified_at: now }]),
    ...link.writes,
    ...session.writes,
    appendAudits([
      { at: now, actor: `guardian:${guardian.id}`, action: 'guardian.created', student: null, detail },
      link.event,
    ]),
  ]);
  return session.token;
};

/**
 * Makes an account for the family member who holds slip, code and phone, and links the child, in one commit: answers the
 * token of a new session. Throws CODE_WRONG, CODE_OVER, PIN_TOO_EASY, PIN_TAKEN, RELATION_NOT_STATED or SIGN_IN_LOCKED.
 */
export const join = (services: GuardianServices, token: string, said: Joining): Promise<string> =>
  decideAgain(() => joinOnce(services, token, said));

/** Links a further child to the account that is signed in. Throws CODE_OVER, RELATION_NOT_STATED or ALREADY_LINKED. */
export const addChild = (
  services: GuardianServices,
  caller: GuardianCaller,
  token: string,
  said: Relation | null,
): Promise<void> =>
  decideAgain(async () => {
    const { db, clock } = services;
    const now = clock();
    const { way, slip } = await readShown(services, token);
    if (slip.guardian !== null) throw new RegistryError('CODE_OVER');
    if (await isLinked(db, { guardian: caller.id, student: slip.student }, now)) {
      throw new RegistryError('ALREADY_LINKED');
    }
    const link = linkWrites(db, { guardian: caller.id, slip, relation: relationOf(slip, said), now });
    await db.commit([updateChallenge(way, { expires_at: now }), ...link.writes, appendAudits([link.event])]);
  });
