import { randomBytes } from 'node:crypto';
import { RegistryError } from '@hocba/shared/problems';
import type { GuardianId } from '@hocba/shared/school/guardians';
import type { Language } from '@hocba/shared/text/language';
import { ulid } from 'ulid';
import type { Write } from '../../storage/engine/db.ts';
import { decideAgain } from '../../storage/engine/retry.ts';
import { type AuditEvent, appendAudits } from '../../storage/queries/audit/audit.ts';
import {
  findGuardian,
  type GuardianRow,
  insertGuardian,
} from '../../storage/queries/guardians/guardian-accounts.ts';
import { findIdentity, insertIdentity } from '../../storage/queries/guardians/identities.ts';
import { type GuardianServices, openGuardianSession } from './guardian-session.ts';
import type { Identity, IdentityProvider } from './identity-provider.ts';
import { hashPin } from './pin.ts';

/** The needs of signing in through a provider; undefined where the registry has none. */
export interface IdentityServices extends GuardianServices {
  readonly provider: IdentityProvider | undefined;
}

const providerOf = ({ provider }: IdentityServices): IdentityProvider => {
  if (provider === undefined) throw new RegistryError('NOT_FOUND');
  return provider;
};

/**
 * Begins to sign in through the provider: the token for the browser's cookie, and the address of the provider. Throws
 * NOT_FOUND without a provider and IDENTITY_AWAY.
 */
export const beginIdentity = async (
  services: IdentityServices,
): Promise<{ readonly token: string; readonly address: string }> => {
  const token = randomBytes(32).toString('base64url');
  return { token, address: await providerOf(services).begin(token) };
};

/** How a guardian comes in: on whose telephone, from where, and in which language an account would be made. */
export interface ComingIn {
  readonly isShared: boolean;
  readonly network: string;
  readonly language: Language;
}

interface Known {
  readonly guardian: GuardianRow;
  readonly writes: readonly Write[];
  readonly events: readonly AuditEvent[];
}

/** The account of a person, or a new one without a child and without a PIN that anybody knows. */
const accountOf = async (
  { db, clock }: GuardianServices,
  { issuer, subject, name, personalId }: Identity,
  { network, language }: ComingIn,
): Promise<Known> => {
  const found = await findIdentity(db, issuer, subject);
  const known = found && (await findGuardian(db, found.guardian));
  if (known !== undefined) return { guardian: known, writes: [], events: [] };
  const now = clock();
  const guardian: GuardianRow = {
    ...{
      id: `g${ulid()}` as GuardianId,
      name,
      language,
      disabled: false,
      security_version: 1,
      created_at: now,
    },
    pin_hash: await hashPin(randomBytes(32).toString('base64url'), network),
  };
  const detail = {
    pin: db.mac('told', guardian.pin_hash),
    identity: db.mac('told', `${issuer} ${subject}`),
    person: personalId === null ? null : db.mac('told', personalId),
  };
  const event = {
    at: now,
    actor: `guardian:${guardian.id}`,
    action: 'guardian.created',
    student: null,
    detail,
  };
  const row = { issuer, subject, guardian: guardian.id, created_at: now };
  return { guardian, writes: [...insertGuardian(guardian, []), insertIdentity(row)], events: [event] };
};

/**
 * Ends signing in with the provider's answer: the token of a new session. A person who comes for the first time gets an
 * account without a child. Throws NOT_FOUND, IDENTITY_REFUSED, also for a disabled account, and IDENTITY_AWAY.
 */
export const endIdentity = async (
  services: IdentityServices,
  { token, answer }: { readonly token: string; readonly answer: string },
  coming: ComingIn,
): Promise<string> => {
  const { db, clock } = services;
  // An answer can be used once: whatever is decided again, the provider is asked once.
  const identity = await providerOf(services).finish(token, answer);
  return decideAgain(async () => {
    const { guardian, writes, events } = await accountOf(services, identity, coming);
    if (guardian.disabled) throw new RegistryError('IDENTITY_REFUSED');
    const now = clock();
    const { isShared } = coming;
    const session = openGuardianSession(services, guardian, { now, isShared });
    const signedIn = {
      ...{ at: now, actor: `guardian:${guardian.id}`, action: 'guardian.signed-in', student: null },
      detail: { by: 'identity', shared: isShared, pin: db.mac('told', guardian.pin_hash) },
    };
    await db.commit([...writes, ...session.writes, appendAudits([...events, signedIn])]);
    return session.token;
  });
};
