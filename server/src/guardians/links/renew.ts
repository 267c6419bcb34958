import { RegistryError } from '@hocba/shared/problems';
import { decideAgain } from '../../storage/engine/retry.ts';
import { appendAudits } from '../../storage/queries/audit/audit.ts';
import { updateChallenge } from '../../storage/queries/guardians/challenges.ts';
import {
  findGuardian,
  listGuardiansAt,
  replaceContacts,
  updateGuardian,
} from '../../storage/queries/guardians/guardian-accounts.ts';
import { updateLinkCode } from '../../storage/queries/guardians/guardian-links.ts';
import { checkCode, contactOf } from '../accounts/challenge.ts';
import { type GuardianServices, openGuardianSession } from '../accounts/guardian-session.ts';
import { checkNewPin, findByPin, hashPin } from '../accounts/pin.ts';
import { listChildrenOf } from './guardian-link.ts';
import { type Joining, readShown } from './join.ts';

/** A family member's own lines for a known account. */
type Renewing = Pick<Joining, 'pin' | 'code' | 'isShared' | 'network'>;

const renewOnce = async (services: GuardianServices, token: string, said: Renewing): Promise<string> => {
  const { db, clock } = services;
  const { slip, student } = await readShown(services, token);
  const account = await findGuardian(db, slip.guardian ?? '');
  const children = await listChildrenOf(db, account?.id ?? '', clock());
  const isLinked = children.some((child) => child.student === slip.student);
  if (account === undefined || account.disabled || !isLinked) throw new RegistryError('CODE_OVER');
  checkNewPin(said.pin, student.birth_date);
  const way = await checkCode(services, token, said.code);
  const contact = contactOf(way);
  if (contact === undefined) throw new RegistryError('CODE_OVER');
  const others = (await listGuardiansAt(db, contact.kind, contact.value)).filter(
    ({ id }) => id !== account.id,
  );
  if ((await findByPin(others, said.pin, said.network)) !== undefined) throw new RegistryError('PIN_TAKEN');
  const now = clock();
  const pin_hash = await hashPin(said.pin, said.network);
  const session = openGuardianSession(
    services,
    { id: account.id, pin_hash },
    { now, isShared: said.isShared },
  );
  const detail = { slip: slip.id, pin: db.mac('told', pin_hash), contact: db.mac('told', contact.value) };
  const event = { at: now, actor: `guardian:${account.id}`, action: 'guardian.renewed', detail };
  await db.commit([
    updateChallenge(way, { expires_at: now }),
    updateLinkCode(slip, { used_at: now }),
    updateGuardian(account, { pin_hash }),
    ...replaceContacts(account.id, [{ guardian: account.id, ...contact, verified_at: now }]),
    ...session.writes,
    // Each child's family sees that the account has a new phone, also at the schools that did not make the slip.
    appendAudits(children.map(({ student: id }) => ({ ...event, student: id }))),
  ]);
  return session.token;
};

/**
 * Gives the account that the school's slip names a new phone or mail address and a new PIN, in one commit: answers the token
 * of a new session. Every older session ends, because its proof holds the old PIN. Throws CODE_WRONG, CODE_OVER,
 * PIN_TOO_EASY, PIN_TAKEN or SIGN_IN_LOCKED.
 */
export const renew = (services: GuardianServices, token: string, said: Renewing): Promise<string> =>
  decideAgain(() => renewOnce(services, token, said));
