import { sheetParts } from '@hocba/shared/school/identifiers';
import type { Write } from '../../storage/engine/db.ts';
import { saveSheet } from '../../storage/queries/records/sheets.ts';
import { saveYearRecords } from '../../storage/queries/records/year-records.ts';
import type { Batch } from './batch.ts';

/** The writes that store the sheets that a batch changed. */
export const sheetWrites = (batch: Batch): Write[] =>
  [...batch.changedSheets].flatMap((id) => {
    const sheet = batch.sheets.get(id);
    if (sheet === undefined) return [];
    const version = (sheet.row?.version ?? 0) + 1;
    const body = JSON.stringify({ ...sheet.state, digest: sheet.digest });
    const row = { db: batch.db, id, class: sheetParts(id).class, state: sheet.state.state, version, body };
    return [saveSheet(row, sheet.row?.version)];
  });

/** The writes that store the year records that a batch changed. */
export const recordWrites = (batch: Batch): Write[] => {
  const rows = [...batch.changedRecords].flatMap((student) => {
    const record = batch.records.get(student);
    if (record === undefined) return [];
    const row = {
      db: batch.db,
      student,
      class: record.class,
      state: record.state,
      revision: record.revision,
      version: (record.row?.version ?? 0) + 1,
      digest: record.digest,
      body: JSON.stringify(record.record),
      findings: JSON.stringify(record.findings),
      approvals: JSON.stringify(record.approvals),
      credential: record.credential,
    };
    return [row];
  });
  return saveYearRecords(rows);
};
