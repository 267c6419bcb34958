import { endedWithoutPupil } from '@hocba/shared/lifecycle/transfer/decide-transfer';
import { RegistryError } from '@hocba/shared/problems';
import type { Contact } from '@hocba/shared/school/contact';
import type { Instant, StudentId } from '@hocba/shared/school/identifiers';
import {
  type CodeSending,
  checkCode,
  contactOf,
  countSending,
  findWay,
  newSigningCode,
  signingToken,
} from '../../guardians/accounts/challenge.ts';
import type { GuardianCaller } from '../../guardians/accounts/guardian-session.ts';
import { requireLink } from '../../guardians/links/guardian-link.ts';
import type { KeyRing } from '../../issuing/keys/key-ring.ts';
import { decideAgain } from '../../storage/engine/retry.ts';
import { appendAudit } from '../../storage/queries/audit/audit.ts';
import type { PromiseRow } from '../../storage/queries/dossiers/promises.ts';
import { listContactsOf } from '../../storage/queries/guardians/guardian-accounts.ts';
import { partiesOf } from '../desk/transfer-entry.ts';
import { dueOfSigned } from '../promises/act-on-promise.ts';
import { letterOfPromise, type Signer } from '../promises/letter-of.ts';
import { advancePromise, gradesOf, openPromise, ruled } from '../promises/promise-row.ts';
import { decidedBy, signResult } from '../sign-result.ts';
import { type Existing, openTransfer } from '../stored-transfer.ts';

/** The needs of a guardian's signature under a letter. */
export interface SigningServices extends CodeSending {
  readonly keyRing: KeyRing;
}

/** A letter by the ids of an address. */
export interface LetterOfChild {
  readonly student: StudentId;
  readonly promise: string;
}

interface Signable {
  readonly row: PromiseRow;
  readonly stored: Existing;
  readonly signer: Signer;
}

/** The letter that a guardian may sign now. Throws NOT_FOUND, and ACTION_NOT_ALLOWED once it is signed or over. */
const requireSignable = async (
  { db }: Pick<SigningServices, 'db'>,
  caller: GuardianCaller,
  { student, promise }: LetterOfChild,
  now: Instant,
): Promise<Signable> => {
  const { relation } = await requireLink(db, caller.id, { student, right: 'decide', now });
  const row = await openPromise(db, promise);
  if (row === undefined || row.student !== student) throw new RegistryError('NOT_FOUND');
  const stored = await openTransfer(db, row.dossier);
  if (stored === undefined) throw new RegistryError('NOT_FOUND');
  if (row.state !== 'unsigned' || endedWithoutPupil(stored.body.transfer)) {
    throw new RegistryError('ACTION_NOT_ALLOWED');
  }
  return { row, stored, signer: { name: caller.name, relation } };
};

const contactsOf = async ({ db }: SigningServices, { id }: GuardianCaller): Promise<Contact[]> => {
  const rows = await listContactsOf(db, [id]);
  return rows
    .map(({ kind, value }) => ({ kind, value }) as Contact)
    .toSorted((a, b) => Number(a.kind === 'mail') - Number(b.kind === 'mail'));
};

const sendTo = async (
  services: SigningServices,
  { id, language }: GuardianCaller,
  promise: string,
  contact: Contact,
): Promise<void> => {
  const token = signingToken(services, id, promise);
  const code = await decideAgain(async () => {
    const fresh = await newSigningCode(services, token, contact);
    await services.db.commit(fresh.writes);
    return fresh.code;
  });
  await services.sendCode(contact, code, language, 'signing-code');
};

/**
 * Sends the guardian a one-time code to sign a letter with, to the own phone or, where no text message leaves this
 * registry, to the mail address. Throws NOT_FOUND, ACTION_NOT_ALLOWED, SIGNER_UNREACHABLE, SIGN_IN_LOCKED after too many
 * codes, and what the sender throws.
 */
export const sendSigningCode = async (
  services: SigningServices,
  caller: GuardianCaller,
  letter: LetterOfChild,
  network: string,
): Promise<void> => {
  await requireSignable(services, caller, letter, services.clock());
  const contacts = await contactsOf(services, caller);
  const [first] = contacts;
  if (first === undefined) throw new RegistryError('SIGNER_UNREACHABLE');
  await countSending(services, first, network);
  for (const contact of contacts) {
    try {
      return await sendTo(services, caller, letter.promise, contact);
    } catch (error) {
      const isLast = contact === contacts.at(-1);
      if (isLast || !(error instanceof RegistryError) || error.code !== 'CHANNEL_MISSING') throw error;
    }
  }
};

/** The contact to which the newest code for a letter goes; undefined when none was asked for lately. */
export const codeSentTo = async (
  services: SigningServices,
  caller: GuardianCaller,
  promise: string,
): Promise<Contact | undefined> => {
  const way = await findWay(services, signingToken(services, caller.id, promise));
  return way && contactOf(way);
};

/**
 * Signs a letter with the one-time code: the words that the guardian read, with name, relation and time, become a signed
 * text of the transfer, and the clock of the promise begins. Throws NOT_FOUND, ACTION_NOT_ALLOWED, CODE_WRONG, CODE_OVER,
 * DATE_OVER, SIGN_IN_LOCKED and what signing throws.
 */
export const signPromise = async (
  services: SigningServices,
  caller: GuardianCaller,
  letter: LetterOfChild,
  code: string,
): Promise<void> => {
  const { db, clock } = services;
  await requireSignable(services, caller, letter, clock());
  await checkCode(services, signingToken(services, caller.id, letter.promise), code);
  await decideAgain(async () => {
    const now = clock();
    const { row, stored, signer } = await requireSignable(services, caller, letter, now);
    const parties = await partiesOf(db, stored.row);
    const { paragraphs } = letterOfPromise(row, stored.row, parties, signer);
    const due = dueOfSigned(row, now);
    const actor = `guardian:${caller.id}`;
    const { write } = advancePromise(db, row, 'sign', {
      ...{ signer: signer.name, signer_relation: signer.relation, signed_how: 'one-time-code' },
      ...{ signed_by: actor, signed_at: now, due },
    });
    const signed = await signResult(
      services,
      stored,
      parties,
      {
        kind: ruled(row).kind,
        decidedBy: decidedBy(undefined, now),
        grades: gradesOf(row),
        holder: row.holder_name,
        due,
        signedBy: { ...signer, how: 'one-time-code', at: now },
        text: paragraphs,
      },
      now,
    );
    const detail = { promise: row.id, dossier: row.dossier };
    await db.commit([
      write,
      ...signed,
      appendAudit({ at: now, actor, action: 'promise.sign', student: row.student, detail }),
    ]);
  });
};
