import { vietnamTimeOf } from '@hocba/shared/calendar/vietnam-time';
import type { PromiseDeed, PromiseEntry } from '@hocba/shared/contract/promises/promise';
import { promiseDue } from '@hocba/shared/lifecycle/promise/promise';
import { RegistryError } from '@hocba/shared/problems';
import type { Instant, LocalDate } from '@hocba/shared/school/identifiers';
import { nameFault, plainRemark } from '@hocba/shared/text/plain-text';
import type { Caller } from '../../people/caller.ts';
import { decideAgain } from '../../storage/engine/retry.ts';
import { appendAudit } from '../../storage/queries/audit/audit.ts';
import { findDossier } from '../../storage/queries/dossiers/dossiers.ts';
import type { PromiseRow } from '../../storage/queries/dossiers/promises.ts';
import { partiesOf } from '../desk/transfer-entry.ts';
import type { TransferServices } from '../services.ts';
import { entryOfPromise, mayDo, requireOwnPromise, SIDES } from './promise-entry.ts';
import { advancePromise } from './promise-row.ts';

/** When a promise that is signed now is due. Throws DATE_OVER when the day that the letter names is over. */
export const dueOfSigned = ({ until }: PromiseRow, now: Instant): Instant | null => {
  if (until !== null && until < vietnamTimeOf(now).date) throw new RegistryError('DATE_OVER');
  return promiseDue(now, until as LocalDate | null);
};

const wordsOf = (text: string): string => {
  const plain = plainRemark(text);
  if (plain === '') throw new RegistryError('INVALID_INPUT', 'a text of blanks says nothing');
  return plain;
};

const changeOf = (row: PromiseRow, deed: PromiseDeed, account: string, now: Instant) => {
  if (deed.kind === 'sign') {
    const signer = wordsOf(deed.name);
    const fault = nameFault(signer);
    if (fault !== undefined) throw new RegistryError(fault);
    const signed = { signer, signed_how: 'paper', signed_by: account, signed_at: now };
    return { ...signed, due: dueOfSigned(row, now) };
  }
  const answer = wordsOf(deed.text);
  return deed.kind === 'refuse' ? { answer } : { answer, closed_by: account, closed_at: now };
};

/**
 * Does an act of a school on a promise. Throws PROMISE_UNKNOWN to all but the school that waits and the holder that is
 * asked, FORBIDDEN for an act of the other school, ACTION_NOT_ALLOWED where the state has no such step.
 */
export const actOnPromise = (
  { db, clock }: Pick<TransferServices, 'db' | 'clock'>,
  caller: Caller,
  id: string,
  deed: PromiseDeed,
): Promise<PromiseEntry> =>
  decideAgain(async () => {
    const now = clock();
    const { row, side } = await requireOwnPromise(db, caller, id);
    const dossier = await findDossier(db, row.dossier);
    if (dossier === undefined) throw new RegistryError('PROMISE_UNKNOWN');
    if (side !== SIDES[deed.kind]) throw new RegistryError('FORBIDDEN');
    if (!mayDo(caller, row, dossier, deed.kind)) throw new RegistryError('ACTION_NOT_ALLOWED');
    const change = changeOf(row, deed, caller.account, now);
    const { next, write } = advancePromise(db, row, deed.kind, change);
    const act = { at: now, actor: caller.account, action: `promise.${deed.kind}`, student: row.student };
    const detail = { promise: id, dossier: row.dossier, school: caller.school };
    await db.commit([write, appendAudit({ ...act, detail })]);
    return entryOfPromise(next, dossier, await partiesOf(db, dossier), caller, now);
  });
