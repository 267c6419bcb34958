import type { Db } from '../../storage/engine/db.ts';
import { type IntentRow, listIntentsOf } from '../../storage/queries/intents.ts';
import {
  approvalOf,
  closesOf,
  fullEntries,
  HEAD,
  HOMEROOM_TEACHER,
  NAME,
  sendAs,
} from './small-class.fixture.ts';

/** The issuer of the records of the small class. */
export const ISSUER = 'http://localhost:8787';

/** The whole way of the small class up to its head's word: three records are final, and their jobs wait. */
export const finaliseClass = async (db: Db): Promise<IntentRow[]> => {
  const entries = fullEntries();
  await sendAs(db, entries);
  await sendAs(db, await closesOf(db, entries));
  await sendAs(db, [await approvalOf(db, 'confirm', HOMEROOM_TEACHER)]);
  await sendAs(db, [await approvalOf(db, 'finalise', HEAD)]);
  return listIntentsOf(db, NAME);
};
