import type { PromiseDeedKind, PromiseEntry } from '@hocba/shared/contract/promises/promise';
import { nextPromiseState, promiseStage } from '@hocba/shared/lifecycle/promise/promise';
import { endedWithoutPupil } from '@hocba/shared/lifecycle/transfer/decide-transfer';
import { RegistryError } from '@hocba/shared/problems';
import type { Relation } from '@hocba/shared/school/guardians';
import type { Instant, LocalDate, SchoolCode, StudentCode } from '@hocba/shared/school/identifiers';
import type { BirthDate } from '@hocba/shared/school/pupil/birth-date';
import type { Caller } from '../../people/caller.ts';
import type { Db } from '../../storage/engine/db.ts';
import { type DossierRow, listDossiersById } from '../../storage/queries/dossiers/dossiers.ts';
import type { PromiseRow } from '../../storage/queries/dossiers/promises.ts';
import { type Parties, readParties, schoolMember } from '../desk/transfer-entry.ts';
import type { TransferBody } from '../stored-transfer.ts';
import { gradesOf, isSealedPromise, openPromise, ruled } from './promise-row.ts';

/** The side that does each act: the school that waits, or the one that is asked. */
export const SIDES: Readonly<Record<PromiseDeedKind, PromiseEntry['side']>> = {
  sign: 'receiving',
  arrive: 'receiving',
  refuse: 'holding',
  withdraw: 'receiving',
};

/** The side of a school on a promise; undefined for a school that has nothing to do with it. */
export const sideOf = (
  { school }: Pick<Caller, 'school'>,
  row: Pick<PromiseRow, 'school' | 'holder' | 'signed_at'>,
): PromiseEntry['side'] | undefined => {
  if (school === row.school) return 'receiving';
  // Without the signature of the family nobody is asked for anything, and nobody was.
  return school !== null && school === row.holder && row.signed_at !== null ? 'holding' : undefined;
};

/** A promise of the caller's school. Throws PROMISE_UNKNOWN for the others, after equal work. */
export const requireOwnPromise = async (
  db: Db,
  caller: Pick<Caller, 'school'>,
  id: string,
): Promise<{ readonly row: PromiseRow; readonly side: PromiseEntry['side'] }> => {
  const row = await openPromise(db, id);
  const side = row && sideOf(caller, row);
  if (row === undefined || side === undefined) throw new RegistryError('PROMISE_UNKNOWN');
  return { row, side };
};

/** Whether the transfer of a promise has ended without the pupil, so that nobody waits any more. */
export const isVoid = ({ body }: Pick<DossierRow, 'body'>): boolean =>
  endedWithoutPupil((JSON.parse(body) as TransferBody).transfer);

/** Whether a person of a school may do an act on a promise now. */
export const mayDo = (
  caller: Pick<Caller, 'school'>,
  row: PromiseRow,
  transfer: Pick<DossierRow, 'body'>,
  act: PromiseDeedKind,
): boolean =>
  SIDES[act] === sideOf(caller, row) && nextPromiseState(ruled(row), act) !== undefined && !isVoid(transfer);

const signedIn = ({ signer, signer_relation, signed_how, signed_at }: PromiseRow): PromiseEntry['signed'] =>
  signer === null || signed_at === null
    ? null
    : {
        name: signer,
        relation: signer_relation as Relation | null,
        how: signed_how === 'paper' ? 'paper' : 'one-time-code',
        at: signed_at as Instant,
      };

/** A promise as a person of one of its schools sees it. */
export const entryOfPromise = (
  row: PromiseRow,
  dossier: DossierRow,
  { student, to }: Parties,
  caller: Pick<Caller, 'school'>,
  now: Instant,
): PromiseEntry => {
  const { kind, state } = ruled(row);
  const due = row.due as Instant | null;
  return {
    id: row.id,
    transfer: row.dossier,
    dossier: dossier.code,
    side: sideOf(caller, row) ?? 'holding',
    kind,
    stage: promiseStage({ state, due }, isVoid(dossier), now),
    pupil: {
      code: student.code as StudentCode,
      name: student.name,
      birthDate: student.birth_date as BirthDate,
    },
    to: schoolMember(to),
    holder: { school: row.holder as SchoolCode | null, name: row.holder_name },
    grades: gradesOf(row),
    until: row.until as LocalDate | null,
    due,
    madeAt: row.made_at as Instant,
    signed: signedIn(row),
    answer: row.answer,
    closedAt: row.closed_at as Instant | null,
    acts: (Object.keys(SIDES) as PromiseDeedKind[]).filter((act) => mayDo(caller, row, dossier, act)),
  };
};

/** Promises as a person of one of their schools sees them; rows that this registry did not write are left out. */
export const readEntries = async (
  db: Db,
  rows: readonly PromiseRow[],
  caller: Pick<Caller, 'school'>,
  now: Instant,
): Promise<PromiseEntry[]> => {
  const own = rows.filter((row) => sideOf(caller, row) !== undefined && isSealedPromise(db, row));
  const ids = [...new Set(own.map(({ dossier }) => dossier))];
  const dossiers = new Map((await listDossiersById(db, ids)).map((row) => [row.id, row]));
  const partiesIn = await readParties(db, [...dossiers.values()]);
  return own.flatMap((row) => {
    const dossier = dossiers.get(row.dossier);
    return dossier === undefined ? [] : [entryOfPromise(row, dossier, partiesIn(dossier), caller, now)];
  });
};
