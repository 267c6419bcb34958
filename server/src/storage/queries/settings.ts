import { eq } from 'drizzle-orm';
import type { KeptRead } from '../engine/db.ts';
import { type Db, type Write, write } from '../engine/db.ts';
import type { setting } from '../tables/tables.ts';

const SETTING_BY_KEY: KeptRead<typeof setting, { key: string }> = {
  from: (tables) => tables.setting,
  where: (t, { value }) => eq(t.key, value('key')),
};

/** A fact of the installation, by its key. */
export const findSetting = async (db: Db, key: string): Promise<string | undefined> =>
  (await db.read(SETTING_BY_KEY, { key }))[0]?.value;

/** A fact that is not there yet; DUPLICATE when it is. */
export const insertSetting = (key: string, value: string): Write =>
  write((query, tables) => query.insert(tables.setting).values({ key, value }), 1);

/** A fact, new or changed. */
export const putSetting = (key: string, value: string): Write =>
  write(
    (query, { setting: t }) =>
      query.insert(t).values({ key, value }).onConflictDoUpdate({ target: t.key, set: { value } }),
    1,
  );

/**
 * Names one life of this database: a restored backup gets another, so that devices compare everything again
 * (OPERATING.md says how). Throws before `migrate` has run.
 */
export const getEpoch = async (db: Db): Promise<string> => {
  const epoch = await findSetting(db, 'epoch');
  if (epoch === undefined) throw new Error('the database has no epoch; migrate it first');
  return epoch;
};
