import type { SameKeys } from '../same-keys.ts';
import type { classes as vi } from '../vi/classes.ts';

/** English texts of the area `classes`. */
export const classes = {
  title: 'My classes',
  schoolTitle: 'Classes of the school',
  year: 'School year',
  className: 'Class {{name}}',
  pupils: '{{count}} pupils',
  pupils_one: '{{count}} pupil',
  noneTitle: 'No class in this school year',
  noneText: 'No class is assigned to you in {{year}}. Choose another year, or ask the clerk.',
  matrix: 'Progress of the sheets of class {{name}}',
  subject: 'Subject',
  records: 'Records',
  next: 'Next',
  nextContested: 'Choose values for contested cells: {{subject}}, {{term}}',
  nextEnter: 'Enter {{subject}}, {{term}}',
  nextContinue: 'Go on with {{subject}}, {{term}} – {{count}} pupils left',
  nextContinue_one: 'Go on with {{subject}}, {{term}} – {{count}} pupil left',
  nextClose: 'Close {{subject}}, {{term}}',
  nextConfirm: 'Confirm the records of the class',
  nextFinalise: 'Approve and issue the records of the class',
  nextNothing: 'Your part in this class is done.',
  closedSheets: 'Closed sheets',
  closedOf: '{{done}}/{{total}}',
  state: {
    empty: 'Not begun',
    entering: 'Entering {{done}}/{{total}}',
    complete: 'Complete',
    closing: 'Closing',
    closed: 'Closed',
    contested: '{{count}} contested',
  },
  recordState: {
    none: 'Marks missing',
    open: 'Marks missing',
    complete: 'Complete {{done}}/{{total}}',
    confirmed: 'Confirmed {{done}}/{{total}}',
    finalised: 'Approved {{done}}/{{total}}',
    issued: 'Issued {{done}}/{{total}}',
  },
} as const satisfies SameKeys<typeof vi>;
