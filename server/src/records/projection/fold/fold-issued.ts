import type { IssuedDocument } from '@hocba/shared/documents/internal';
import { nextState } from '@hocba/shared/lifecycle/states';
import { type Batch, putRecord } from '../batch.ts';

/** Folds the news that a final record was signed: the record names its credential, and devices get both. */
export const foldIssued = (batch: Batch, { student, credential }: IssuedDocument): void => {
  const record = batch.records.get(student);
  const next = record && nextState(record.state, 'publish');
  // What is signed without a final record changes no record; `hocba doctor` names it.
  if (record === undefined || next === undefined) return;
  putRecord(batch, student, { ...record, state: next, credential });
  batch.issued.push({ student, credential });
};
