import type { SameKeys } from '../same-keys.ts';
import type { people as vi } from '../vi/people.ts';

/** English texts of the area `people`. */
export const people = {
  title: 'Reset a password',
  intro:
    'For a teacher or clerk who forgot the password. Choose the person; the server sets a temporary password and shows it on a slip. The person sets an own password at the first sign-in.',
  find: 'Find by name',
  listLabel: 'Accounts of the school',
  nobody: 'Nobody of this name is in the school.',
  name: 'Name',
  account: 'Account',
  action: 'Password',
  give: 'Reset password',
  giveTo: 'Reset the password of {{name}}',
  own: 'Change it under Account',
  byOperator: 'Reset by the operator of the server',
  closed: 'Closed',
  notListed: 'The accounts could not be fetched',
  askTitle: 'Give {{name}} a temporary password?',
  askFollows: 'Then:',
  askOld: 'the present password stops working at once;',
  askOut: 'the person is signed out everywhere;',
  askKept: 'marks that wait on their device stay there and are sent after the next sign-in;',
  askAudit: 'the audit notes your name and the time.',
  confirm: 'Reset and show the slip',
  notGiven: 'The password was not reset',
  once: 'This slip is shown only once',
  onceHelp: 'Please print it or copy it before you leave the page. If it is lost, reset the password again.',
  print: 'Print the slip',
  done: 'Done, back to the list',
  slipTitle: 'Slip with a temporary password',
  slipPassword: 'Temporary password',
  slipAddress: 'Address',
  slipFirst: 'Sign in with this password and set your own at once, of at least 10 characters.',
  slipCare:
    'Hand it over in person, do not send a picture of it. Destroy the slip once you have an own password.',
} as const satisfies SameKeys<typeof vi>;
