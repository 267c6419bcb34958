import { submissionLog } from '../../log/submission-log.ts';
import type { IntakeHooks } from '../../replication/hooks.ts';
import type { Db } from '../../storage/engine/db.ts';
import type { NewSubmission } from '../../storage/queries/submissions.ts';
import { acceptUpward, type Sender } from './intake.ts';
import { type Amount, chargeQuota } from './quota.ts';

/** The needs of taking documents from outside. */
export interface IntakeServices {
  readonly db: Db;
  /** The share of one account in a day, in whatever way. */
  readonly intakePerDay: Amount;
}

/** The hooks of replication for documents that come in, by a device's push or in a rescue file. */
export const intakeHooks = ({ db, intakePerDay }: IntakeServices): IntakeHooks<Sender, NewSubmission> => ({
  acceptDoc: (doc, _name, sender) => acceptUpward(doc, sender),
  log: submissionLog(db),
  account: ({ caller }) => caller.account,
  charge: ({ caller: { account }, receivedAt: at }, sent) =>
    chargeQuota(db, { account, at }, sent, intakePerDay),
});
