import { RegistryError } from '@hocba/shared/problems';
import { parseContact } from '@hocba/shared/school/contact';
import { countTry, judgeTry } from '../../people/sign-in/throttle.ts';
import { appendAudit } from '../../storage/queries/audit/audit.ts';
import { insertChallenge, updateChallenge } from '../../storage/queries/guardians/challenges.ts';
import { listGuardiansAt } from '../../storage/queries/guardians/guardian-accounts.ts';
import { deleteThrottle } from '../../storage/queries/people.ts';
import {
  type CodeSending,
  contactOf,
  countSending,
  newCode,
  openChallenge,
  readWay,
  triesAt,
} from './challenge.ts';
import { type GuardianServices, openGuardianSession } from './guardian-session.ts';
import { findByPin } from './pin.ts';

/**
 * Begins to sign in with a phone number or mail address: answers the token of the way in. A contact without an account
 * gets no code; the answer is the one of a known contact, after equal work. Throws CONTACT_INVALID or SIGN_IN_LOCKED.
 */
export const beginSignIn = async (
  services: CodeSending,
  { contact: text, network }: { readonly contact: string; readonly network: string },
): Promise<string> => {
  const { db, clock, sendCode } = services;
  const contact = parseContact(text);
  if (contact === undefined) throw new RegistryError('CONTACT_INVALID');
  await countSending(services, contact, network);
  const { token, row } = openChallenge(services, clock(), null);
  const { code, change } = newCode(services, row, contact);
  await db.commit(insertChallenge({ ...row, ...change }));
  const [known] = (await listGuardiansAt(db, contact.kind, contact.value)).filter((one) => !one.disabled);
  // Not waited for: how long it takes would tell that the number has an account. The sender itself logs failures.
  if (known !== undefined) {
    void sendCode(contact, code, known.language === 'en' ? 'en' : 'vi').catch(() => undefined);
  }
  return token;
};

/**
 * Ends signing in with the account's own PIN, after the code was right: answers the token of a new session. Throws
 * PIN_WRONG, CODE_OVER, SIGN_IN_LOCKED or OVERLOADED.
 */
export const endSignIn = async (
  services: GuardianServices,
  token: string,
  { pin, isShared, network }: { readonly pin: string; readonly isShared: boolean; readonly network: string },
): Promise<string> => {
  const { db, clock } = services;
  const row = await readWay(services, token);
  const contact = contactOf(row);
  if (contact === undefined || row.verified_at === null) throw new RegistryError('CODE_OVER');
  const tries = triesAt(services, contact);
  await countTry(db, [tries], clock());
  return judgeTry(db, [tries], async () => {
    const accounts = await listGuardiansAt(db, contact.kind, contact.value);
    const account = await findByPin(
      accounts.filter(({ disabled }) => !disabled),
      pin,
      network,
    );
    if (account === undefined) throw new RegistryError('PIN_WRONG');
    const now = clock();
    const session = openGuardianSession(services, account, { now, isShared });
    await db.commit([
      updateChallenge(row, { expires_at: now }),
      deleteThrottle(tries.key),
      ...session.writes,
      appendAudit({
        at: now,
        actor: `guardian:${account.id}`,
        action: 'guardian.signed-in',
        student: null,
        detail: { by: contact.kind, shared: isShared, pin: db.mac('told', account.pin_hash) },
      }),
    ]);
    return session.token;
  });
};
