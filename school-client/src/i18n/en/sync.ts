import type { SameKeys } from '../same-keys.ts';
import type { sync as vi } from '../vi/sync.ts';

/** English texts of the area `sync`. */
export const sync = {
  waitingTitle: 'Fetching the class lists',
  waitingText: 'The first opening on this device needs a network. Afterwards work goes on without one.',
  failedTitle: 'The browser does not allow storage on this device',
  failedText:
    'The window may be private or the disk full. Marks cannot be entered here, because they would not be kept. Open a normal window.',
  notHereTitle: 'This sheet is not on the device',
  notHereText: 'The class may not be assigned to you, or it was not fetched yet. Connect and try again.',
  saveFailedTitle: 'Not saved on this device',
  saveFailedText:
    'What you typed is only on the screen. Keep this page open, free some disk space, then save again.',
  saveAgain: 'Save again',
} as const satisfies SameKeys<typeof vi>;
