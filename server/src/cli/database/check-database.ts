import { type BrokenLog, listBrokenSubmissionLogs } from '../../records/projection/check-submissions.ts';
import type { KeyedRows } from '../../storage/engine/chain/key-chains.ts';
import type { Db } from '../../storage/engine/db.ts';
import { checkAuditChain } from '../../storage/queries/audit/audit.ts';
import { countCredentials } from '../../storage/queries/credentials.ts';
import { countSubmissions } from '../../storage/queries/submissions.ts';
import { counted, say } from '../texts/said.ts';

/** The contents of a copy of a database; printed, so that a person sees that it is the one meant. */
export interface Contents {
  readonly submissions: number;
  readonly credentials: number;
  readonly auditRows: number;
}

/** The sentence about a row that a submission log has otherwise than this registry wrote it. */
export const brokenLogText = ({ db, seq, what }: BrokenLog): string =>
  what === 'mac'
    ? `submission ${seq} of ${db} is not as this registry wrote it`
    : `the chain of the submissions of ${db} does not fit up to number ${seq}`;

/** The faults in the chains of a database from before the chain key. */
export const unfitTexts = ({ audit, logs }: KeyedRows['unfit']): string[] => [
  ...(audit === null ? [] : [`audit: the chain is broken at row ${audit}`]),
  ...logs.map((db) => `the chain of the submissions of ${db} does not fit`),
];

/** Computes both chains of a database of this schema again; its contents, and what does not hold. */
export const checkChains = async (db: Db): Promise<{ contents: Contents; faults: string[] }> => {
  const audit = await checkAuditChain(db);
  const broken = await listBrokenSubmissionLogs(db);
  return {
    contents: {
      submissions: await countSubmissions(db),
      credentials: await countCredentials(db),
      auditRows: audit.rows,
    },
    faults: [
      ...(audit.brokenAt === null ? [] : [`audit: the chain is broken at row ${audit.brokenAt}`]),
      ...broken.map(brokenLogText),
    ],
  };
};

/** The contents in a sentence's part. */
export const describeContents = ({ submissions, credentials, auditRows }: Contents): string =>
  say([
    `${counted(submissions, 'submission')}, ${counted(credentials, 'signed record')}, ${counted(auditRows, 'audit row')}`,
    `${submissions} nội dung đã nhận, ${credentials} học bạ đã ký, ${auditRows} dòng sổ kiểm tra`,
  ]);
