import { decideTransfer } from '@hocba/shared/lifecycle/transfer/decide-transfer';
import type { TransferEvent } from '@hocba/shared/lifecycle/transfer/events';
import {
  type ClassCode,
  type DatabaseName,
  databaseNameOf,
  type Instant,
  type SchoolCode,
  type StudentId,
} from '@hocba/shared/school/identifiers';
import { REGISTRY } from '../../dossiers/dossier-events.ts';
import { classListWrites } from '../../schools/log-class-lists.ts';
import type { Db, Write } from '../../storage/engine/db.ts';
import { decideAgain } from '../../storage/engine/retry.ts';
import { finishJobs, type JobRow } from '../../storage/queries/jobs.ts';
import { findEnrolment } from '../../storage/queries/schools/schools.ts';
import { arrivingSheets } from '../marks/released-marks.ts';
import type { TransferServices } from '../services.ts';
import { advance, type Existing, openTransfer } from '../stored-transfer.ts';
import { taskOf } from './transfer-job.ts';

/** The list of the new class, with the marks that come along. */
const listsOfReceiver = async (db: Db, stored: Existing, now: Instant): Promise<Write[]> => {
  const { row, body } = stored;
  const { place } = body;
  const sheets = await arrivingSheets(db, stored);
  const arrival = {
    student: row.student as StudentId,
    school: row.sender as SchoolCode,
    sheets: [...sheets],
  };
  const name = databaseNameOf(row.receiver as SchoolCode, place.year);
  const arriving = sheets.length === 0 ? [] : [{ class: place.class, arrival }];
  return classListWrites(db, name, [place.class], now, arriving);
};

/** The list of the class that the pupil left within the school year. */
const listsOfSender = async (db: Db, { row, body }: Existing, now: Instant): Promise<Write[]> => {
  if (row.sender === null) return [];
  const { year } = body.place;
  const left = await findEnrolment(db, row.sender, year, row.student);
  if (left === undefined) return [];
  const name: DatabaseName = databaseNameOf(row.sender as SchoolCode, year);
  return classListWrites(db, name, [left.class as ClassCode], now);
};

const EVENTS = {
  elapse: [{ kind: 'elapse' }, { kind: 'receive' }],
  expire: [{ kind: 'expire' }],
  complete: [{ kind: 'complete' }],
} as const satisfies Record<string, readonly TransferEvent[]>;

const runTask = ({ db, clock }: Pick<TransferServices, 'db' | 'clock'>, job: JobRow): Promise<void> =>
  decideAgain(async () => {
    const now = clock();
    const { id, task } = taskOf(job.key);
    const stored = await openTransfer(db, id);
    const [first] = EVENTS[task];
    // A person has answered, agreed or withdrawn meanwhile: the timer has nothing to do any more.
    const isDue = stored !== undefined && 'next' in decideTransfer(stored.body.transfer, first, now);
    if (!isDue) return db.commit(finishJobs([job]));
    const events = EVENTS[task].map((event) => ({ event, actor: REGISTRY }));
    const lists =
      task === 'complete'
        ? [...(await listsOfReceiver(db, stored, now)), ...(await listsOfSender(db, stored, now))]
        : [];
    return db.commit([...advance(db, stored, events, now).writes, ...lists, ...finishJobs([job])]);
  });

/**
 * The handler of `transfer` jobs: timers, and the class lists of placed pupils, with which their marks go to the new
 * class. The lists of both schools and the end of the transfer are one commit.
 */
export const transferJobs =
  (services: Pick<TransferServices, 'db' | 'clock'>) =>
  async (jobs: readonly JobRow[]): Promise<void> => {
    for (const job of jobs) await runTask(services, job);
  };
