import type { IssuedDocument } from '@hocba/shared/documents/internal';
import { nextState } from '@hocba/shared/lifecycle/states';
import { type Batch, putRecord } from '../batch.ts';

/** Folds the news that a final record was signed: the record names its credential, and devices get both. */
export const foldIssued = (batch: Batch, { student, credential }: IssuedDocument): void => {
  const record = batch.records.get(student);
  const next = record && nextState(record.state, 'publish');
  // `prepare` lets nothing be signed whose record is not final; a record that is not is left as it is.
  if (record === undefined || next === undefined) return;
  putRecord(batch, student, { ...record, state: next, credential });
  batch.issued.push({ student, credential });
};
