import { and, asc, count, desc, eq, gte, inArray, isNull, lt, not } from 'drizzle-orm';
import type { Db, Write } from '../../engine/db.ts';
import { deleteRows, findRow, having, insertRow, listRows, updateRows } from '../../engine/rows.ts';
import type { message, message_stop } from '../../tables/tables.ts';

export type MessageRow = typeof message.$inferSelect;
export type MessageStopRow = typeof message_stop.$inferSelect;

/** A new message; DUPLICATE when one with its id is there. */
export const insertMessage = (row: MessageRow): Write => insertRow('message', row);

/** The message of an id. */
export const findMessage = (db: Db, id: string): Promise<MessageRow | undefined> =>
  findRow(db, 'message', { id });

/** Messages of these ids, at most 500, in no order. */
export const listMessages = (db: Db, ids: readonly string[]): Promise<MessageRow[]> =>
  listRows(db, 'message', { id: ids });

/** The messages to a guardian about a pupil, newest first. */
export const listMessagesTo = async (
  db: Db,
  { limit, ...to }: { readonly guardian: string; readonly student: string; readonly limit: number },
): Promise<MessageRow[]> => {
  const t = db.tables.message;
  const rows = db.query.select().from(t).where(having(t, to));
  return [...(await rows.orderBy(desc(t.id)).limit(limit))];
};

/** Changes a message that nobody else changed meanwhile; WRITE_CONFLICT otherwise. */
export const updateMessage = (
  { id, version }: MessageRow,
  change: Partial<
    Pick<MessageRow, 'state' | 'tries' | 'problem' | 'changed_at' | 'settled_by' | 'settled_at'>
  >,
): Write => updateRows('message', { id, version }, { ...change, version: version + 1 }, 1);

/** The failed messages of a school that nobody of the office has dealt with, the longest wait first. */
export const listFailedMessages = async (db: Db, school: string, limit: number): Promise<MessageRow[]> => {
  const t = db.tables.message;
  const isOpen = and(having(t, { school, state: 'failed' }), isNull(t.settled_at));
  return [
    ...(await db.query.select().from(t).where(isOpen).orderBy(asc(t.created_at), asc(t.id)).limit(limit)),
  ];
};

/** The other messages of a school, the newest first; `before` is the id of the last one of the page before. */
export const listOtherMessages = async (
  db: Db,
  school: string,
  { before, limit }: { readonly before?: string | undefined; readonly limit: number },
): Promise<MessageRow[]> => {
  const t = db.tables.message;
  const isOther = not(and(eq(t.state, 'failed'), isNull(t.settled_at)) as never);
  const where = and(eq(t.school, school), isOther, before === undefined ? undefined : lt(t.id, before));
  return [...(await db.query.select().from(t).where(where).orderBy(desc(t.id)).limit(limit))];
};

/** How many messages that changed from a time on wait or have failed for a reason. */
export const countMessagesLeft = async (db: Db, problem: string, since: string): Promise<number> => {
  const t = db.tables.message;
  const isLeft = and(having(t, { problem, state: ['queued', 'failed'] }), gte(t.changed_at, since));
  return (await db.query.select({ n: count() }).from(t).where(isLeft))[0]?.n ?? 0;
};

/** The owner of a contact asks for no more messages; DUPLICATE when the owner asked before. */
export const insertMessageStop = (row: MessageStopRow): Write => insertRow('message_stop', row);

/** The owner of a contact wants messages again. */
export const deleteMessageStop = (channel: string, contact: string): Write =>
  deleteRows('message_stop', { channel, contact });

/** The stops of these contacts, at most 500. */
export const listMessageStops = async (db: Db, contacts: readonly string[]): Promise<MessageStopRow[]> => {
  const t = db.tables.message_stop;
  return [
    ...(await db.query
      .select()
      .from(t)
      .where(inArray(t.contact, [...contacts]))),
  ];
};
