import type { SameKeys } from '../same-keys.ts';
import type { lookUp as vi } from '../vi/look-up.ts';

/** English texts of the area `lookUp`. */
export const lookUp = {
  title: 'Look up a record',
  intro:
    'See the record of another school’s pupil when the family agrees and gives a code. Every look-up is logged; a family that wishes to know who looked asks the school, and the operator of the server can tell.',
  form: {
    studentId: 'Pupil code or personal number',
    studentIdHint: 'A pupil code has 10 characters, a personal number 12 digits',
    studentIdError: 'Give all 10 characters of the pupil code or all 12 digits of the personal number.',
    birthDate: 'Date of birth',
    birthDateHint: 'Day/month/year, for example 17/05/2013; only the year if no more is known',
    birthDateError: 'The date cannot be read. Give day/month/year, for example 17/05/2013.',
    code: 'Look-up code',
    codeHint: '10 characters as on the family’s slip; capitals and spaces do not matter',
    codeError: 'A code has exactly 10 characters and no 0, 1, I, L or O.',
    purpose: 'Purpose',
    send: 'Look up',
    sending: 'Looking up…',
    checking: 'Checking signatures…',
  },
  purpose: {
    transfer: 'Receiving a transfer',
    admission: 'Admission to a school level',
    confirmation: 'Confirming results',
  },
  refused: {
    title: 'The look-up was refused',
    help: 'The registry does not say which field does not fit. Compare one by one:',
    checkId: 'The pupil code is complete and in order.',
    checkBirth: 'The date of birth is as in the birth certificate.',
    checkCode: 'The code is within its {{hours}} hours, unused, and made for this school.',
    next: 'If it still fails, ask the family to get a new code from the former school.',
  },
  result: {
    title: 'Records of {{name}}',
    untitled: 'Result of the look-up',
    checkedHere: 'The records were checked again on this machine {{time}}.',
    leaving:
      'The content stays on this page only. Save the file or print before leaving; looking again needs a new code.',
    years: 'School years',
    year: 'School year',
    school: 'School',
    class: 'Class',
    conclusion: 'Check',
    unknown: 'Cannot be read',
    save: 'Save the file',
    print: 'Print',
    another: 'Look up another pupil',
    none: 'No record has been issued yet',
    noneHelp:
      'The details fit, but the former school has not issued a record. Ask the former school to finish.',
    differs: 'The record says something else than was typed',
    differsHelp:
      'The pupil code or the date of birth in the record differs from what was typed. Compare before use.',
    nth: 'Record no. {{at}}',
  },
  consent: {
    title: 'Issue a look-up code',
    intro:
      'When a family agrees that another school sees the record, issue the code here, print the slip and hand it over. One use, one school, {{hours}} hours.',
    student: 'Pupil',
    studentHint: 'Type a name or a pupil code',
    studentCodeOnly: 'Pupil code {{code}}',
    notOnDevice: 'not in the lists on this machine',
    studentError: 'Choose a pupil from the list.',
    school: 'Receiving school',
    schoolHint: 'Type a name or a school code',
    schoolError: 'Choose a school from the list.',
    studentsUnknown:
      'The class lists are not all on this machine yet, so nobody can say who matches. Type the whole pupil code, or wait for the lists.',
    schoolsUnknown: 'The list of schools is not here yet, so nobody can say which matches.',
    noMatch: 'Nothing matches. Type again.',
    more: '{{count}} more, type on.',
    change: 'Change',
    issue: 'Issue a look-up code',
    issuing: 'Issuing…',
    failed: 'The look-up code was not issued',
    schoolsFailed: 'The list of schools could not be fetched',
    once: 'The look-up code is shown this one time',
    onceHelp:
      'The registry does not keep it. Print the slip or read it to the family before leaving this page.',
    print: 'Print the slip',
    another: 'Issue another look-up code',
    slip: {
      title: 'Code for looking up a school record',
      from: 'Issuing school',
      to: 'School that may look',
      student: 'Pupil',
      studentCode: 'Pupil code',
      code: 'Look-up code',
      until: 'Valid until',
      single: 'The code works once, and only for the school on this slip.',
      give: 'The family gives this slip to the receiving school’s clerk. Whoever has the code and the date of birth can see the record, so keep it safe.',
      revoke:
        'If the slip is lost, ask the issuing school for a new code; the old one ends as soon as a new one for the same school exists.',
    },
  },
} as const satisfies SameKeys<typeof vi>;
