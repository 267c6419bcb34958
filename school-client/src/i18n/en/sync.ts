import type { SameKeys } from '../same-keys.ts';
import type { sync as vi } from '../vi/sync.ts';

/** English texts of the area `sync`. */
export const sync = {
  waitingTitle: 'Fetching the class lists',
  waitingText: 'The first opening on this device needs a network. Afterwards work goes on without one.',
  failedTitle: 'The browser does not allow storage on this device',
  failedText:
    'The window may be private, the disk full, or the browser’s store damaged. Marks cannot be entered here, because they would not be kept. What was sent is safe at the registry; what was not is still on this device, so do not clear the browser’s data. Open a normal window or another device.',
  noYearTitle: 'The school has no school year {{year}}',
  noYearText: 'The address may be mistyped. Choose a school year on the page of the classes.',
  noRightTitle: 'This account may not see this page',
  noRightText:
    'Class {{name}}, school year {{year}}: this page is outside your assignment, so this machine holds nothing to show. If the assignment has just changed, go online and open it again; else tell the head: the operator of the server records assignments.',
  noRecordsText:
    'The records of class {{name}} are for its homeroom teacher, the clerk and the head. This machine holds the assigned sheets only, so it does not know how far the records are.',
  noClassTitle: 'The school year {{year}} has no class {{name}}',
  noClassText:
    'The name may be mistyped, or the class list has not been imported. See the page of the classes; the operator of the server imports class lists from the school’s file.',
  noSubjectTitle: 'Class {{name}} has no such sheet',
  noSubjectText:
    'The subject is none of class {{name}} in the school year {{year}}. Choose one on the page of the class.',
  tooNewTitle: 'This sheet needs a newer version of the application',
  tooNewText:
    'The registry writes this sheet in a form that the running version cannot read yet. Entered marks are safe. Open Account, check for updates and update.',
  saveFailedTitle: 'Not saved on this device',
  saveFailedText:
    'What you typed is only on the screen. Keep this page open, free some disk space, then save again.',
  saveAgain: 'Save again',

  rescueTitle: 'Work not sent, and rescue files',
  rescueOnlyWrong:
    'Only {{count}} cells to correct are left on this device; they are sent when corrected. All else is at the registry.',
  rescueOnlyWrong_one:
    'Only {{count}} cell to correct is left on this device; it is sent when corrected. All else is at the registry.',
  rescueNothing: 'All work done on this device has reached the registry.',
  rescueHere: 'This device still holds what the registry has not received:',
  rescuePerson: '{{by}}: {{count}} changes',
  rescueSave: 'Save unsent work to a file',
  rescueLeftOut: 'Not all unsent work of school year {{years}} could be read on this device',
  rescueLeftOutText:
    'A rescue file lacks work of that year. Please do not clear the data of the browser. Close other tabs of the app, reload the page and save the file again. If this stays so, tell the operator of the server before the device is repaired.',
  rescueBring: 'Bring in a rescue file',
  rescueHint:
    'For a device without a network for long, or one that is to be repaired or replaced. The file keeps who entered what; teachers bring in their own part on any connected device, clerk and head bring in marks of the whole school. Bringing it in again doubles nothing. It holds marks of pupils: keep it in the school and delete it afterwards.',
  rescueBrought: 'File brought in: {{fresh}} new, {{known}} known before, {{count}} refused',
  rescueBroughtText: 'The registry holds everything of this file. It can be deleted.',
  rescueRefusedLine: '{{count}}: {{reason}}',
  rescueNotBrought: 'The file was not brought in',

  refusedWorkTitle: 'The registry did not take {{count}} items',
  refusedWorkText:
    'Their contents are safe on this device and in every rescue file. When the reason is gone they are sent again by themselves. If not, look at them and enter them again, or ask the clerk.',
  refusedAt: '{{title}}, at {{when}}',
  refusedKind: {
    entry: 'Marks {{subject}} {{class}} – {{term}}',
    close: 'Closing {{subject}} {{class}} – {{term}}',
    confirm: 'Confirming the records of {{class}}',
    finalise: 'Finalising the records of {{class}}',
  },
  refusedCell: '{{name}} – {{column}}: {{value}}',
  refusedPupil: 'A pupil who is not in the list on this device',
  refusedBlank: 'blank',
  refusedOpen: 'Open the sheet to enter it again',
  refusedAside: 'Dealt with, put aside',

  lostTitle: 'The browser has deleted unsent work of this device',
  lostText:
    'What is listed was saved on this device, had not reached the registry, and is gone. Open the sheet, check it and enter it again. If you saved a rescue file, bring it in on the account page.',
  lostLine: '{{title}}: saved {{count}} times',
  lostLine_one: '{{title}}: saved once',
  lostKnown: 'I know',
} as const satisfies SameKeys<typeof vi>;
