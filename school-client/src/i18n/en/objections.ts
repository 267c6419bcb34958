import type { SameKeys } from '../same-keys.ts';
import type { objections as vi } from '../vi/objections.ts';

/** English texts of the area `objections`. */
export const objections = {
  title: 'Guardians who do not agree',
  waiting: '{{count}} objections wait for a decision',
  waiting_one: 'One objection waits for a decision',
  go: 'Look and decide',
  families: 'Families',
  introTransfers:
    'A guardian objects to a transfer, so the request stands still. Call both guardians, hear both sides, then decide. Where a court has decided, its decision holds.',
  introShares:
    'A guardian objects to sharing a record, so the link is shut. Call both guardians, then decide. Where a court has decided, its decision holds.',
  none: 'No objection waits',
  noneHelp: 'When two guardians do not agree with each other, it stands here.',
  listFailed: 'The list could not be fetched',
  failed: 'Not done',
  transfer: 'Transfer from {{from}} to {{to}}, class {{class}}',
  noSchool: 'elsewhere',
  share: 'Share of the record of {{years}} for: {{purpose}}. The link ends {{time}}.',
  times: '{{code}} · Asked {{asked}} · Objected {{objected}}',
  due: 'Call both before {{time}}',
  late: 'Calls overdue since {{time}}',
  noDue: 'The time to call is not known yet',
  open: 'Show the numbers and decide',
  words: 'The objection:',
  parties: 'Guardians',
  name: 'Name',
  wants: 'Opinion',
  contact: 'Contact',
  noContact: 'No number yet',
  order: 'Order',
  noOrder: 'None',
  side: {
    asks: 'Asked for it',
    objects: 'Objects',
    decides: 'May decide',
    none: 'May not decide',
  },
  reason: 'Reason',
  reasonHint: 'Both guardians read this reason',
  reasonError: 'Enter the reason.',
  allow: { transfer: 'Let it be submitted', share: 'Let the link open' },
  stop: { transfer: 'Stop the request', share: 'Stop the link' },
  after: {
    transfer:
      'Submitted: the school gets the request at once and its time counts from now. Stopped: a new request is needed. Both guardians and both schools are told.',
    share:
      'Open: the link opens at once for all its days. Stopped: a new link is needed. Both guardians are told.',
  },
} as const satisfies SameKeys<typeof vi>;
