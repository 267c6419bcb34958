import { submissionLog } from '../../log/submission-log.ts';
import type { IntakeHooks } from '../../replication/hooks.ts';
import type { Db } from '../../storage/engine/db.ts';
import type { NewSubmission } from '../../storage/queries/submissions.ts';
import { acceptUpward, type Sender } from './intake.ts';
import { type Amount, chargeQuota } from './quota.ts';

/** What taking documents from outside needs. */
export interface IntakeServices {
  readonly db: Db;
  /** What one account may send in a day, in whatever way. */
  readonly intakePerDay: Amount;
}

/** What replication is told about documents that come in, by a device's push or in a rescue file. */
export const intakeHooks = ({ db, intakePerDay }: IntakeServices): IntakeHooks<Sender, NewSubmission> => ({
  acceptDoc: (doc, _name, sender) => acceptUpward(doc, sender),
  log: submissionLog(db),
  account: ({ caller }) => caller.account,
  charge: ({ caller: { account }, receivedAt: at }, sent) =>
    chargeQuota(db, { account, at }, sent, intakePerDay),
});
