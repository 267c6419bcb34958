import { expect, it } from 'vitest';
import { readBatch, readIncoming } from './incoming.ts';

const first = { _id: 'a', _rev: '1-x', _revisions: { start: 1, ids: ['x'] }, v: 1 };
const bytes = (text: string) => new TextEncoder().encode(text);

it('the reader of a batch reads a new document with its one revision', () => {
  const read = readIncoming(first, false);
  if (!('open' in read)) throw new Error('refused');
  const { id, rev, body, text } = read;
  expect([id, rev, body(), text()]).toEqual(['a', '1-x', '{"v":1}', '{"_id":"a","v":1}']);
  expect(read.open()).toEqual({ _id: 'a', v: 1 });
  expect(readIncoming({ _id: 'a', _rev: '1-x', _deleted: false, v: 1 }, false)).toMatchObject({ rev: '1-x' });
});

it.each([
  ['a deeper generation', { ...first, _rev: '2-y', _revisions: { start: 2, ids: ['y', 'x'] } }],
  ['a history that is not its own', { ...first, _revisions: { start: 1, ids: ['y'] } }],
  ['a million revisions', { ...first, _revisions: { start: 1_000_000, ids: ['x'] } }],
  ['a deletion', { ...first, _deleted: true }],
])('the reader of a batch does not take %s', (_, doc) => {
  expect(readIncoming(doc, false)).toMatchObject({ id: 'a', forbidden: 'NOT_A_SYNC_DOCUMENT' });
});

it.each([
  ['no object', 7],
  ['no id', { _rev: '1-x' }],
  ['an id of the protocol', { ...first, _id: '_design/x' }],
  ['an id of 257 bytes', { ...first, _id: `${'ế'.repeat(85)}ab` }],
  ['no revision', { _id: 'a' }],
  ['a revision that is none', { _id: 'a', _rev: 'x' }],
  ['attachments', { ...first, _attachments: { file: { stub: true } } }],
])('the reader of a batch refuses %s', (_, doc) => {
  expect(readIncoming(doc, false)).toMatchObject({ forbidden: 'DOCUMENT_MALFORMED' });
});

it('the reader of a batch gives a document without revision one revision each time, and takes no edit', () => {
  const once = readIncoming({ _id: 'a', v: 1 }, true);
  expect(once).toMatchObject({ rev: expect.stringMatching(/^1-[0-9a-f]{32}$/) });
  expect(readIncoming({ _id: 'a', v: 1 }, true)).toMatchObject({ rev: 'rev' in once && once.rev });
  expect(readIncoming({ _id: 'a', _rev: '1-x', v: 1 }, true)).toMatchObject({
    forbidden: 'NOT_A_SYNC_DOCUMENT',
  });
});

it('the reader of a batch refuses a document that is no strict JSON alone, among others', () => {
  const batch = readBatch(
    bytes(
      '{"docs":[{"_id":"a","_rev":"1-x","t":"} ] \\" ["},{"_id":"b","_rev":"1-x","t":"a\\nb"},' +
        '{"_id":"c","_rev":"1-x","n":1,"n":2},{"_id":"d","_rev":"1-x"}],"new_edits":false}',
    ),
  );
  expect(batch.docs.map((doc) => [doc.id, 'forbidden' in doc ? doc.forbidden : 'taken'])).toEqual([
    ['a', 'taken'],
    ['b', 'DOCUMENT_MALFORMED'],
    ['c', 'DOCUMENT_MALFORMED'],
    ['d', 'taken'],
  ]);
  expect(batch.docs[2]).toMatchObject({ text: '{"_id":"c","_rev":"1-x","n":1,"n":2}' });
});

it.each([
  '',
  'null!',
  '{"docs":[{"_id":"a"',
  '{"docs":[{"_id":"a",}],"docs":[]}',
  '{"docs":[{"_id":"a\\nb","x":01}]}',
  '{"docs":[1,{"_id":"a\\nb"}]}',
  '{"x":[{"_id":"a\\nb"}],"docs":[]}',
])('the reader of a batch throws MALFORMED_JSON on %j', (text) => {
  expect(() => readBatch(bytes(text))).toThrow(expect.objectContaining({ code: 'MALFORMED_JSON' }));
});

it.each(['[]', '{}', 'null', '{"docs":{}}', '{"docs":[],"new_edits":0}'])(
  'the reader of a batch takes no %j for a batch',
  (text) => {
    expect(() => readBatch(bytes(text))).toThrow(expect.objectContaining({ code: 'INVALID_INPUT' }));
  },
);

it('the reader of a batch reads a text that never ends once, not once from each of its half million quotes', () => {
  const text = `{"docs":[{"_id":"${'\\"'.repeat(500_000)}`;
  expect(() => readBatch(bytes(text))).toThrow(expect.objectContaining({ code: 'MALFORMED_JSON' }));
  // Read from each quote, the text takes minutes.
}, 20_000);

it('a batch with more documents than are taken is refused before a bad one among them is looked for', () => {
  const text = '{"docs":[{"_id":"a"},{"_id":"b"},{"a":1,"a":2}]}';
  expect(readBatch(bytes(text), 3).docs).toHaveLength(3);
  expect(() => readBatch(bytes(text), 2)).toThrow(expect.objectContaining({ code: 'BODY_TOO_LARGE' }));
});
