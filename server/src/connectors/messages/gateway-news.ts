import type { BodyOf } from '@hocba/shared/contract/endpoint';
import type { reportDeliveries, takeReplies } from '@hocba/shared/contract/messages/gateway';
import { asksToStop } from '@hocba/shared/messages/stop-words';
import type { Instant } from '@hocba/shared/school/identifiers';
import type { Db } from '../../storage/engine/db.ts';
import { decideAgain } from '../../storage/engine/retry.ts';
import { appendAudits } from '../../storage/queries/audit/audit.ts';
import {
  insertMessageStop,
  listMessageStops,
  listMessages,
  updateMessage,
} from '../../storage/queries/messages/messages.ts';

type Report = BodyOf<typeof reportDeliveries>['reports'][number];
type Reply = BodyOf<typeof takeReplies>['replies'][number];

/**
 * Takes what a gateway says about messages, and gives how many changed. A report may come before the commit of its
 * sending. Reports about other messages, one-time codes and messages that a report has settled change nothing.
 */
export const takeReports = (db: Db, reports: readonly Report[], now: Instant): Promise<number> =>
  decideAgain(async () => {
    // The last report about a message counts.
    const states = new Map(reports.map(({ reference, state }) => [reference, state]));
    const messages = await listMessages(db, [...states.keys()]);
    const open = messages.filter(
      ({ channel, state }) => channel === 'sms' && ['queued', 'sent'].includes(state),
    );
    if (open.length === 0) return 0;
    await db.commit(
      open.map((message) => {
        const state = states.get(message.id) ?? 'failed';
        const problem = state === 'failed' ? 'MESSAGE_REFUSED' : null;
        return updateMessage(message, { state, problem, changed_at: now });
      }),
    );
    return open.length;
  });

/** Ends messages to the numbers whose owners ask for it, and gives how many; no reply is stored. */
export const readReplies = (db: Db, replies: readonly Reply[], now: Instant): Promise<number> =>
  decideAgain(async () => {
    const asked = new Set(replies.filter(({ text }) => asksToStop(text)).map(({ from }) => from));
    const stops = await listMessageStops(db, [...asked]);
    const already = new Set(stops.filter(({ channel }) => channel === 'sms').map(({ contact }) => contact));
    const fresh = [...asked].filter((contact) => !already.has(contact));
    if (fresh.length === 0) return 0;
    await db.commit([
      ...fresh.map((contact) => insertMessageStop({ channel: 'sms', contact, since: now })),
      appendAudits(
        fresh.map((contact) => ({
          at: now,
          actor: 'gateway',
          action: 'messages.stopped',
          student: null,
          detail: { contact: db.mac('told', contact) },
        })),
      ),
    ]);
    return fresh.length;
  });
