import { checkSignable } from '@hocba/shared/credential/payload/check-signable';
import type { YearCredentialPayload } from '@hocba/shared/credential/payload/payload';
import { Refused } from '@hocba/shared/credential/verify/verdict';
import { RegistryError } from '@hocba/shared/problems';
import { parseStrictJson } from '@hocba/shared/text/strict-json';
import { fitsPayload } from '../records/fits-payload.ts';
import type { Db } from '../storage/engine/db.ts';
import { findIntent, type IntentRow } from '../storage/queries/intents.ts';
import { checkIntent } from './check-intent.ts';

/**
 * Leave to sign one frozen text, once. Only `prepare` can make one: the class stays in this file, and its private
 * member makes every look-alike fail to compile.
 */
class Permit {
  #intent: IntentRow | undefined;

  constructor(intent: IntentRow) {
    this.#intent = intent;
  }

  static use(permit: Permit): IntentRow {
    const intent = permit.#intent;
    if (intent === undefined) throw new Error('a signing permit is used once');
    permit.#intent = undefined;
    return intent;
  }
}

export type SigningPermit = Permit;

/** Takes what a permit allows to sign; throws on the second use. */
export const usePermit = (permit: SigningPermit): IntentRow => Permit.use(permit);

const readFrozenText = (text: string): YearCredentialPayload => {
  const payload = parseStrictJson(text);
  if (!fitsPayload(payload)) throw new RegistryError('INTENT_STALE', 'schema');
  try {
    checkSignable(payload);
  } catch (error) {
    throw error instanceof Refused ? new RegistryError('INTENT_STALE', error.code) : error;
  }
  return payload;
};

/** The frozen text must still be a record that verifiers take, about exactly what the intent says it is about. */
const checkFrozenText = (intent: IntentRow): void => {
  const payload = readFrozenText(intent.payload);
  const { recordId, revision, approvals } = payload.credentialSubject;
  const same =
    payload.id === `urn:uuid:${intent.id}` &&
    recordId === intent.record &&
    recordId === `${intent.db}/${intent.student}` &&
    revision === intent.revision;
  if (!same) throw new RegistryError('INTENT_STALE', 'the frozen text is about another record');
  const ofRecord = approvals.filter(({ role }) => role === 'homeroom' || role === 'head');
  if (ofRecord.some(({ digest }) => digest !== intent.digest)) throw new RegistryError('APPROVAL_STALE');
};

/**
 * Reads an intent again from the store, with the record and approvals behind it, and runs every check; its result is
 * the only value that `sign` takes. Throws INTENT_STALE, APPROVAL_STALE or what the check says.
 */
export const prepare = async (db: Db, intentId: string): Promise<SigningPermit> => {
  const intent = await findIntent(db, intentId);
  if (intent === undefined) throw new RegistryError('INTENT_STALE', 'no such intent');
  checkFrozenText(intent);
  const code = await checkIntent(db, intent);
  if (code !== undefined) throw new RegistryError(code, `intent ${intentId}`);
  return new Permit(intent);
};
