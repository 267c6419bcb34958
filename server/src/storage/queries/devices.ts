import { and, eq } from 'drizzle-orm';
import { type Db, type Write, write } from '../engine/db.ts';

/** Whether an account has signed in before in a browser. */
export const isKnownDevice = async (db: Db, account: string, device: string): Promise<boolean> => {
  const t = db.tables.known_device;
  const rows = await db.query
    .select({ device: t.device })
    .from(t)
    .where(and(eq(t.account, account), eq(t.device, device)));
  return rows.length > 0;
};

/** Notes that an account signed in in a browser. */
export const knowDevice = (account: string, device: string, at: string): Write[] => [
  write((query, { known_device: t }) =>
    query.delete(t).where(and(eq(t.account, account), eq(t.device, device))),
  ),
  write((query, tables) => query.insert(tables.known_device).values({ account, device, last_at: at }), 1),
];

/** Forgets all browsers of an account. */
export const forgetDevicesOf = (account: string): Write =>
  write((query, { known_device: t }) => query.delete(t).where(eq(t.account, account)));
