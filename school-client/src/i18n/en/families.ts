import type { SameKeys } from '../same-keys.ts';
import type { families as vi } from '../vi/families.ts';

/** English texts of the area `families`. */
export const families = {
  title: 'Families',
  intro:
    'Print slips with which families link their account to the child. Hand them over in person against a signature: a person who has the slip, the pupil code and the birth date sees the record.',
  class: 'Class',
  choose: 'Choose a class',
  classOption: 'Class {{class}} · {{count}} pupils',
  classOption_one: 'Class {{class}} · 1 pupil',
  classesComing: 'The class lists are not on this device yet.',
  noClass: 'You have no class to print slips for.',
  perStudent: 'Slips for each pupil',
  one: '1 slip',
  two: '2 slips, for mother and father',
  print: 'Print slips for {{count}} pupils',
  print_one: 'Print slips for 1 pupil',
  making: 'Making the slips…',
  notMade: 'The slips were not made',
  once: 'The codes on the slips are shown once',
  onceHelp:
    'Print now, before you leave this page: the registry keeps no code to print again. For a lost slip print a new one; the old one still ends on the day that it names.',
  printNow: 'Print {{count}} slips and the signature list',
  printNow_one: 'Print 1 slip and the signature list',
  another: 'Another class',
  slip: {
    title: 'Slip for the family',
    student: 'Pupil',
    studentCode: 'Pupil code',
    code: 'Linking code',
    address: 'Scan the square, or open:',
    birthDate: 'Type this code, the pupil code and the birth date of your child.',
    until: 'Works once, until the end of {{date}}. Keep it like the key of your house.',
    ofTwo: 'Slip {{nth}} of {{count}}',
  },
  list: {
    title: 'Signature list of the slips for families',
    about: 'Class {{class}}, {{school}}. The slips work until the end of {{date}}.',
    nth: 'No.',
    slips: 'Slips',
    receiver: 'Received by (name in full)',
    signature: 'Signature',
    handedBy: 'Handed over by (signature, name in full)',
    day: 'Day ….. month ….. year 20…..',
  },
} as const satisfies SameKeys<typeof vi>;
