import type { Instant } from '@hocba/shared/school/identifiers';
import type { Write } from '../../storage/engine/db.ts';
import { enqueueJob } from '../../storage/queries/jobs.ts';
import type { Existing } from '../stored-transfer.ts';

/** Kind of the jobs of transfers, and so the name of their lane. */
export const TRANSFER_JOB = 'transfer';

/** The task of a job: a timer, or the class lists of a pupil who was placed. */
export type TransferTask = 'elapse' | 'expire' | 'complete';

/** A task of a transfer at a time, under the number of the event that asked for it. */
export const timerWrite = ({ row, end }: Existing, task: TransferTask, at: Instant): Write => {
  const key = `${row.id}:${end.seq}:${task}`;
  return enqueueJob({ id: `${TRANSFER_JOB}:${key}`, kind: TRANSFER_JOB, key, runAt: at });
};

/** The transfer and the task that a job is about. */
export const taskOf = (key: string): { readonly id: string; readonly task: TransferTask } => {
  const [id = '', , task = ''] = key.split(':');
  return { id, task: task as TransferTask };
};
