import { createWiper, type Wiper } from './database/inboxes.ts';
import { createLocks, type Locks } from './lock.ts';

/** This computer, for as long as a page is open on it. No database is opened by it: the door needs none. */
export interface Computer {
  readonly locks: Locks;
  readonly wiper: Wiper;
}

/** Makes what a page needs of its computer, once. */
export const createComputer = (): Computer => ({ locks: createLocks(), wiper: createWiper() });
