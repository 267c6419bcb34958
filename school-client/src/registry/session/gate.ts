import type { Me } from '@hocba/shared/contract/auth';
import { type Static, Type } from 'typebox';
import { Value } from 'typebox/value';
import { drop, findNow, keep } from '../../device/kept/kept.ts';
import { createStore, type Store } from '../../store.ts';

/*
 * The registry can take a right away, but a device that never meets it again would show its pupils for ever. After so
 * many days without contact the page asks for the password first. This holds back people at the screen; a person with
 * tools reads the disk.
 */

const Contact = Type.Object({
  account: Type.String(),
  /** When this device last heard from the registry, and the latest time its clock has shown since; milliseconds. */
  at: Type.Number(),
  seen: Type.Number(),
});
export type Contact = Static<typeof Contact>;

const KEY = 'hocba.contact';
/** The password opens the page for a working day, in this tab. */
const OPEN_MS = 12 * 60 * 60 * 1000;
const OPENED = 'hocba.opened';
const DAY_MS = 24 * 60 * 60 * 1000;
/** The days for a registry that names none. */
const DEFAULT_DAYS = 14;

/** Whether so many days have passed since the last contact; a clock that was set back does not take days away. */
export const isOverdue = (contact: Contact, now: number, days: number): boolean =>
  days > 0 && Math.max(contact.seen, now) - contact.at > days * DAY_MS;

/** Whether a password is asked for before pupils are shown. */
export type Gate = Store<{ readonly isClosed: boolean }>;

/** Makes the gate of a page; it is open until somebody looks. */
export const createGate = (): Gate => createStore({ isClosed: false });

const contactOf = (account: string): Contact | undefined => {
  const found = findNow(KEY);
  return Value.Check(Contact, found) && found.account === account ? found : undefined;
};

const wasOpened = (now: number): boolean => {
  try {
    const at = Number(sessionStorage.getItem(OPENED) ?? Number.NaN);
    return now >= at && now - at < OPEN_MS;
  } catch {
    return false;
  }
};

const close = (gate: Gate, isClosed: boolean): void => {
  if (gate.get().isClosed !== isClosed) gate.set({ isClosed });
};

/** Looks whether the page is to be closed now, for the person remembered on this device. */
export const checkGate = (gate: Gate, me: Me | null, now = Date.now()): void => {
  const contact = me === null ? undefined : contactOf(me.account);
  if (me === null || contact === undefined) {
    close(gate, false);
    // The days are counted from the first time this device looks.
    if (me !== null) void noteContact(gate, me.account, now);
    return;
  }
  const seen = Math.max(contact.seen, now);
  if (seen > contact.seen) void keep(KEY, { ...contact, seen });
  close(gate, isOverdue(contact, now, me.askAfterDays ?? DEFAULT_DAYS) && !wasOpened(now));
};

/** The registry has just answered this account: the days are counted from now. Never rejects. */
export const noteContact = (gate: Gate, account: string, now = Date.now()): Promise<void> => {
  close(gate, false);
  return keep(KEY, { account, at: now, seen: now } satisfies Contact);
};

/** The right password was given on this device: the page is open for a working day. */
export const openGate = (gate: Gate, now = Date.now()): void => {
  try {
    sessionStorage.setItem(OPENED, String(now));
  } catch {
    // Asked again at the next load.
  }
  close(gate, false);
};

/** Forgets when the registry was heard from, with the person who signs out. Never rejects. */
export const forgetContact = async (gate: Gate): Promise<void> => {
  close(gate, false);
  try {
    sessionStorage.removeItem(OPENED);
  } catch {
    // There was none.
  }
  await drop(KEY);
};
