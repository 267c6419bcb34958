import { checkSignable } from '@hocba/shared/credential/payload/check-signable';
import type { YearCredentialPayload } from '@hocba/shared/credential/payload/payload';
import { Refused } from '@hocba/shared/credential/verify/verdict';
import { RegistryError } from '@hocba/shared/problems';
import type { ClassCode, DatabaseName } from '@hocba/shared/school/identifiers';
import { parseStrictJson } from '@hocba/shared/text/strict-json';
import { fitsPayload } from '../records/fits-payload.ts';
import type { ProjectServices } from '../records/projection/project.ts';
import { deriveFrozen } from '../records/rebuild/derive-frozen.ts';
import { findIntent, type IntentRow } from '../storage/queries/intents.ts';
import { listYearRecordsOf } from '../storage/queries/records/year-records.ts';
import { checkIntent } from './check-intent.ts';
import { type KeyRing, requireKeyOfTime } from './keys/key-ring.ts';

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
const checkFrozenText = (intent: IntentRow): YearCredentialPayload => {
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
  return payload;
};

/** The fate of intents: leave to sign those that passed every check, and the first fault of the others. */
export interface Prepared {
  readonly permits: readonly SigningPermit[];
  /** The intents of the permits, in their order. */
  readonly passed: readonly string[];
  readonly fault: unknown;
}

/** The needs of `prepare`: those of the projection, and the key that is to sign. */
export interface PrepareServices extends ProjectServices {
  readonly keyRing: Pick<KeyRing, 'signer' | 'trust'>;
}

/** The records that stand behind intents of one school year, and what the log says has to stand there. */
const openYear = async (services: ProjectServices, name: DatabaseName, intents: readonly IntentRow[]) => {
  const students = intents.map(({ student }) => student);
  const rows = await listYearRecordsOf(services.db, name, students);
  const frozen = await deriveFrozen(services, name, new Set(rows.map((row) => row.class as ClassCode)));
  return { frozen, records: new Map(rows.map((row) => [row.student, row])) };
};

/** Every check of one intent; throws what is wrong with it. */
const permitFor = (
  intent: IntentRow,
  { frozen, records }: Awaited<ReturnType<typeof openYear>>,
  { keyRing }: Pick<PrepareServices, 'keyRing'>,
): Permit => {
  const { iat } = checkFrozenText(intent);
  if (frozen === undefined) throw new RegistryError('INTENT_STALE', `the log of ${intent.db} does not fit`);
  const code = checkIntent(intent, records.get(intent.student), frozen);
  if (code !== undefined) throw new RegistryError(code, `intent ${intent.id}`);
  requireKeyOfTime(keyRing, iat);
  return new Permit(intent);
};

/**
 * Reads intents again from the store with the records and approvals behind them, derives both from the log anew, and runs
 * every check; its permits are the only values that `sign` takes. An intent that fails one stays where it is: INTENT_STALE,
 * APPROVAL_STALE or what the check says, RECORD_NOT_SIGNABLE when the key is not of its time. When the log of a school
 * year does not fit its chain or cannot be folded, nothing of that year passes.
 */
export const prepare = async (services: PrepareServices, ids: readonly string[]): Promise<Prepared> => {
  const found = await Promise.all(ids.map((id) => findIntent(services.db, id)));
  const intents = found.filter((intent) => intent !== undefined);
  const permits: SigningPermit[] = [];
  const passed: string[] = [];
  let fault: unknown;
  if (intents.length < ids.length) fault = new RegistryError('INTENT_STALE', 'no such intent');
  for (const [name, own] of Map.groupBy(intents, ({ db }) => db as DatabaseName)) {
    try {
      const year = await openYear(services, name, own);
      for (const intent of own) {
        try {
          permits.push(permitFor(intent, year, services));
          passed.push(intent.id);
        } catch (error) {
          fault ??= error;
        }
      }
    } catch (error) {
      // A school year that cannot be read or folded keeps no other school from its signatures.
      fault ??= error;
    }
  }
  return { permits, passed, fault };
};
