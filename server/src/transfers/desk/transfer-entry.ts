import type { TransferEntry } from '@hocba/shared/contract/transfers/transfer';
import { isOpenDossier } from '@hocba/shared/lifecycle/dossier/states';
import { type Transfer, timesOf } from '@hocba/shared/lifecycle/transfer/decide-transfer';
import { stepDeadline, workingDaysOf } from '@hocba/shared/lifecycle/transfer/transfer-clock';
import type { Instant, StudentCode } from '@hocba/shared/school/identifiers';
import type { School } from '@hocba/shared/school/names';
import type { BirthDate } from '@hocba/shared/school/pupil/birth-date';
import { clockOf } from '../../dossiers/dossier-clock.ts';
import type { Caller } from '../../people/caller.ts';
import type { Db } from '../../storage/engine/db.ts';
import {
  listSchoolsOf,
  listStudents,
  type SchoolRow,
  type StudentRow,
} from '../../storage/queries/schools/schools.ts';
import type { Existing } from '../stored-transfer.ts';
import { actsOf } from '../who-acts.ts';

/** A school as people and signed texts name it. */
export const schoolMember = ({ code, name, commune, province }: SchoolRow): School => ({
  code: code as School['code'],
  name,
  commune,
  province,
});

/** The pupil and the schools that a transfer is about. */
export interface Parties {
  readonly student: StudentRow;
  readonly from: SchoolRow | undefined;
  readonly to: SchoolRow;
}

type Between = Pick<Existing['row'], 'student' | 'receiver' | 'sender'>;

/** Reads the pupils and schools of any number of transfers at once; the answer finds those of one among them. */
export const readParties = async (
  db: Db,
  transfers: readonly Between[],
): Promise<(transfer: Between) => Parties> => {
  const pupils = [...new Set(transfers.map(({ student }) => student))];
  const codes = [...new Set(transfers.flatMap(({ receiver, sender }) => [receiver, sender ?? []].flat()))];
  const students = new Map((await listStudents(db, pupils)).map((row) => [row.id, row]));
  const schools = new Map((await listSchoolsOf(db, codes)).map((row) => [row.code, row]));
  return ({ student: id, receiver, sender }) => {
    const [student, to] = [students.get(id), schools.get(receiver)];
    if (student === undefined || to === undefined)
      throw new Error('a transfer without its pupil or its school');
    return { student, from: sender === null ? undefined : schools.get(sender), to };
  };
};

/** Reads the pupil and both schools of a transfer. */
export const partiesOf = async (db: Db, transfer: Between): Promise<Parties> =>
  (await readParties(db, [transfer]))(transfer);

/** The clock of the running step of a transfer; null once nothing is due any more. */
export const runningClock = (transfer: Transfer, now: Instant): TransferEntry['clock'] => {
  const times = timesOf(transfer);
  const isRunning =
    transfer.state === 'received' || transfer.state === 'processing' || transfer.state === 'waiting';
  const deadline = times && isRunning ? stepDeadline(transfer.step, times) : undefined;
  return deadline === undefined ? null : clockOf(deadline, workingDaysOf(transfer.step, transfer.scope), now);
};

/** A transfer as a person of one of its schools sees it. */
export const entryOf = (
  { row, body, end }: Existing,
  { student, from, to }: Parties,
  caller: Pick<Caller, 'school' | 'role'>,
  now: Instant,
): TransferEntry => {
  const { transfer, place, fromClass } = body;
  return {
    id: row.id,
    code: row.code,
    side: caller.school === row.receiver ? 'receiving' : 'sending',
    pupil: {
      code: student.code as StudentCode,
      name: student.name,
      birthDate: student.birth_date as BirthDate,
    },
    from: from === undefined ? null : schoolMember(from),
    fromClass,
    to: schoolMember(to),
    place,
    state: transfer.state,
    step: transfer.step,
    outcome: transfer.outcome,
    seq: end.seq,
    filedAt: row.filed_at as Instant,
    clock: isOpenDossier(transfer.state) ? runningClock(transfer, now) : null,
    acts: actsOf(caller, row, transfer, now),
  };
};
