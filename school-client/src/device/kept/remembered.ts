import { Me } from '@hocba/shared/contract/auth';
import { Value } from 'typebox/value';
import { drop, find, findNow, keep } from './kept.ts';

const KEY = 'hocba.me';

const checked = (found: unknown): Me | null => (Value.Check(Me, found) ? found : null);

/** The person who signed in last on this device, read without waiting; null when the page's small storage lost it. */
export const recallNow = (): Me | null => checked(findNow(KEY));

/** The person who signed in last on this device, from the database; null when nobody did or the browser refuses it. */
export const recall = async (): Promise<Me | null> => checked(await find(KEY));

/** Keeps who is signed in, so that the page opens with no network, also after a power cut. Never rejects. */
export const remember = (me: Me): Promise<void> => keep(KEY, me);

/** Forgets who was signed in. Never rejects. */
export const forget = (): Promise<void> => drop(KEY);
