import { type Db, type Write, write } from '../engine/db.ts';
import { insertRow, keptQuestion, updateRows } from '../engine/rows.ts';

const SETTING_BY_KEY = keptQuestion('setting', ['key']);

/** A fact of the installation, by its key. */
export const findSetting = async (db: Db, key: string): Promise<string | undefined> =>
  (await db.read(SETTING_BY_KEY, { key }))[0]?.value;

/** A fact that is not there yet; DUPLICATE when it is. */
export const insertSetting = (key: string, value: string): Write => insertRow('setting', { key, value });

/** A fact, new or changed. */
export const putSetting = (key: string, value: string): Write =>
  write(
    (query, { setting: t }) =>
      query.insert(t).values({ key, value }).onConflictDoUpdate({ target: t.key, set: { value } }),
    1,
  );

/** Another value in place of the one that was read; WRITE_CONFLICT when it has changed meanwhile. */
export const replaceSetting = (key: string, before: string, value: string): Write =>
  updateRows('setting', { key, value: before }, { value }, 1);

/**
 * Names one life of this database: a restored backup gets another, so that devices compare everything again
 * (OPERATING.md says how). Throws before `migrate` has run.
 */
export const getEpoch = async (db: Db): Promise<string> => {
  const epoch = await findSetting(db, 'epoch');
  if (epoch === undefined) throw new Error('the database has no epoch; migrate it first');
  return epoch;
};
