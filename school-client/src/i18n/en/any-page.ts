import type { SameKeys } from '../same-keys.ts';
import type { anyPage as vi } from '../vi/any-page.ts';

/** English texts of the area `anyPage`: words that belong to no page of their own. */
export const anyPage = {
  again: 'Try again',
  cancel: 'Cancel',
  close: 'Close',
  hidePassword: 'Hide password',
  hk1: 'First term',
  hk2: 'Second term',
  summer: 'Summer',
  issuedAt: 'Issued',
  issuedBy: 'Issued by',
  later: 'Later',
  opening: 'Opening…',
  reload: 'Reload',
  schoolYear: 'School year {{year}}',
  showPassword: 'Show password',
  waitSeconds: 'You can try again in {{count}} seconds.',
  waitSeconds_one: 'You can try again in 1 second.',
  waitMinutes: 'You can try again in {{count}} minutes.',
  waitMinutes_one: 'You can try again in 1 minute.',
  sign: {
    head: 'Head',
    homeroom: 'Homeroom teacher',
    subjectTeacher: 'Subject teacher',
    primaryTeacher: 'Teacher',
    here: '(Signature and full name)',
    date: '…………, ……/……/………',
  },
} as const satisfies SameKeys<typeof vi>;
