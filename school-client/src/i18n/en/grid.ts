import type { SameKeys } from '../same-keys.ts';
import type { grid as vi } from '../vi/grid.ts';

/** English texts of the area `grid`. */
export const grid = {
  order: 'No.',
  name: 'Full name',
  blank: 'blank',
  wrong: '⚠ Not right',
  readOnly: 'This cell is for reading only.',
  atEnd: 'The list ends here. Press Enter again for the next column, or choose another cell.',
  pasteNames:
    '⚠ Not pasted: the block holds names, and would land in the wrong rows. Copy the marks alone, in the order of the list.',
  pasted: '{{count}} cells pasted.',
  pasted_one: '{{count}} cell pasted.',
  filled: '{{count}} cells filled.',
  filled_one: '{{count}} cell filled.',
  cleared: '{{count}} cells cleared.',
  cleared_one: '{{count}} cell cleared.',
  clearedUndo: 'Press Ctrl+Z to undo it.',
  wrongCells: '⚠ {{count}} cells are not right (no. {{orders}}).',
  wrongCells_one: '⚠ {{count}} cell is not right (no. {{orders}}).',
  wrongOnPaper: '* Not right, to be corrected; not in the register.',
  readAs: 'Read as another number: {{pairs}}.',
  clearTitle: 'Clear {{count}} filled cells?',
  clearText: 'Ctrl+Z brings them back while this page stays open.',
  clear: 'Clear {{count}} cells',
  clearNot: 'Cancel',
  kept: '{{count}} cells left as they were: a dash or a blank clears nothing. To clear, press the delete key.',
  kept_one:
    '{{count}} cell left as it was: a dash or a blank clears nothing. To clear, press the delete key.',
  lost: 'the text “{{text}}” was not entered, because its row is no longer in the table',
  becomes: '{{text}} → {{becomes}}.',
  undone: '{{count}} cells taken back.',
  undone_one: '{{count}} cell taken back.',
  redone: '{{count}} cells done again.',
  redone_one: '{{count}} cell done again.',
  refused: '{{count}} cells passed over: read-only or outside the table.',
  refused_one: '{{count}} cell passed over: read-only or outside the table.',
  mark: {
    unsent: 'not sent yet',
    contested: 'two different values, one must be chosen',
    warning: 'look again',
  },
  keysReading: 'Arrows: another cell · Ctrl+F: find a pupil',
  keys: 'Enter: down · F2: edit · Ctrl+Z: undo · Ctrl+F: find a pupil',
  findNone: 'No pupil matches',
  findCount: '{{at}}/{{count}}',
  findClose: 'Close',
  noRows:
    'The class has no pupils yet. The operator of the server imports the class list from the school’s file; then the grid opens here.',
} as const satisfies SameKeys<typeof vi>;
