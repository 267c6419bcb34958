import assert from 'node:assert/strict';
import type { Db } from '@hocba/server/storage/engine/db';
import {
  countMessagesLeft,
  deleteMessageStop,
  findMessage,
  insertMessage,
  insertMessageStop,
  listFailedMessages,
  listMessageStops,
  listMessages,
  listMessagesTo,
  listOtherMessages,
  type MessageRow,
  updateMessage,
} from '@hocba/server/storage/queries/messages/messages';

const NOW = '2026-09-05T00:00:00.000Z';

const row = (id: string, school: string, other: Partial<MessageRow> = {}): MessageRow => ({
  id,
  channel: 'sms',
  contact: '+84912345678',
  language: 'vi',
  sentence: 'code-used',
  parameters: '{"pupil":"Tuyết"}',
  student: 's1',
  guardian: null,
  school,
  state: 'queued',
  tries: 0,
  problem: null,
  created_at: NOW,
  changed_at: NOW,
  settled_by: null,
  settled_at: null,
  version: 1,
  ...other,
});
const ids = (rows: readonly MessageRow[]) => rows.map(({ id }) => id);

export const cases: Record<string, (db: Db) => Promise<void>> = {
  'a message is found as it was written, once': async (db) => {
    const one = row('message-one', '92000001');
    await db.commit([insertMessage(one)]);
    await assert.rejects(db.commit([insertMessage(one)]), { code: 'DUPLICATE' });
    assert.deepEqual(await findMessage(db, 'message-one'), one);
    assert.equal(await findMessage(db, 'message-none'), undefined);
    assert.deepEqual(await listMessages(db, ['message-one', 'message-none']), [one]);
  },

  'a message that somebody else changed meanwhile is not changed': async (db) => {
    const one = row('message-race', '92000002');
    await db.commit([insertMessage(one)]);
    await db.commit([updateMessage(one, { state: 'sent', tries: 1, changed_at: NOW })]);
    await assert.rejects(db.commit([updateMessage(one, { state: 'failed' })]), { code: 'WRITE_CONFLICT' });
    assert.deepEqual(await findMessage(db, 'message-race'), { ...one, state: 'sent', tries: 1, version: 2 });
  },

  'failed messages of a school stand apart until the office has dealt with them': async (db) => {
    const school = '92000003';
    await db.commit([
      insertMessage(row('message-a', school, { state: 'failed' })),
      insertMessage(row('message-b', school, { state: 'sent' })),
      insertMessage(row('message-c', school, { state: 'failed', settled_at: NOW, settled_by: 'lan' })),
      insertMessage(row('message-d', school)),
      insertMessage(row('message-e', school, { state: 'failed', created_at: '2026-09-06T00:00:00.000Z' })),
      insertMessage(row('message-f', '92000004', { state: 'failed' })),
    ]);
    assert.deepEqual(ids(await listFailedMessages(db, school, 9)), ['message-a', 'message-e']);
    assert.deepEqual(ids(await listFailedMessages(db, school, 1)), ['message-a']);
    assert.deepEqual(ids(await listOtherMessages(db, school, { limit: 2 })), ['message-d', 'message-c']);
    const rest = await listOtherMessages(db, school, { before: 'message-c', limit: 2 });
    assert.deepEqual(ids(rest), ['message-b']);
  },

  'the count of messages left for a reason starts at a time': async (db) => {
    const school = '92000005';
    const left = { problem: 'LEFT_FOR_COUNTING', changed_at: '2026-09-06T00:00:00.000Z' };
    await db.commit([
      insertMessage(row('message-left-a', school, { ...left, state: 'failed' })),
      insertMessage(row('message-left-b', school, left)),
      insertMessage(row('message-left-c', school, { ...left, state: 'sent' })),
      insertMessage(row('message-left-d', school, { ...left, changed_at: NOW })),
    ]);
    assert.equal(await countMessagesLeft(db, 'LEFT_FOR_COUNTING', '2026-09-06T00:00:00.000Z'), 2);
    assert.equal(await countMessagesLeft(db, 'LEFT_FOR_COUNTING', '2026-09-06T00:00:00.001Z'), 0);
  },

  'the messages to a guardian about a pupil come newest first, and no others': async (db) => {
    const to = { guardian: 'g-told', student: 's-told' };
    await db.commit([
      insertMessage(row('message-told-a', '92000006', to)),
      insertMessage(row('message-told-b', '92000006', to)),
      insertMessage(row('message-told-c', '92000006', { ...to, student: 's-other' })),
      insertMessage(row('message-told-d', '92000006', { ...to, guardian: 'g-other' })),
    ]);
    assert.deepEqual(ids(await listMessagesTo(db, { ...to, limit: 9 })), [
      'message-told-b',
      'message-told-a',
    ]);
    assert.deepEqual(ids(await listMessagesTo(db, { ...to, limit: 1 })), ['message-told-b']);
  },

  'a contact is stopped once, in its own channel, until its owner wants messages again': async (db) => {
    const stop = { channel: 'sms', contact: '+84900000001', since: NOW };
    await db.commit([insertMessageStop(stop)]);
    await assert.rejects(db.commit([insertMessageStop(stop)]), { code: 'DUPLICATE' });
    assert.deepEqual(await listMessageStops(db, ['+84900000001', '+84900000002']), [stop]);
    await db.commit([deleteMessageStop('mail', '+84900000001')]);
    assert.deepEqual(await listMessageStops(db, ['+84900000001']), [stop]);
    await db.commit([deleteMessageStop('sms', '+84900000001')]);
    assert.deepEqual(await listMessageStops(db, ['+84900000001']), []);
  },
};
