import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readBatch } from './incoming.ts';
import { readPrinted } from './printed-batch.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const printed = (members: object, id: string, hash = 'ab') => ({
  ...members,
  _id: id,
  _rev: `1-${hash}`,
  _revisions: { start: 1, ids: [hash] },
});
const batch = (...docs: object[]) => JSON.stringify({ docs, new_edits: false });

/** The result of a reader for a batch: a list of documents, or nothing. */
const readCut = (text: string): unknown => {
  const cut = readPrinted(bytes(text));
  if (cut === undefined) return undefined;
  try {
    return cut.map((doc) => [doc.id, doc.rev, doc.open(), JSON.parse(doc.body()), JSON.parse(doc.text())]);
  } catch {
    return undefined;
  }
};
const readWhole = (text: string): unknown =>
  readBatch(bytes(text)).docs.map((doc) =>
    'open' in doc
      ? [doc.id, doc.rev, doc.open(), JSON.parse(doc.body()), JSON.parse(doc.text())]
      : doc.forbidden,
  );

describe('readPrinted', () => {
  it('the reader of printed batches cuts a batch as a stock client prints it, and reads what the whole reader reads', () => {
    const text = batch(
      printed({ v: 1, cells: [['a', { b: [1] }]] }, 'x'),
      printed({ why: 'lỗi "}" ,\\{' }, 'y:1'),
    );
    expect(readCut(text)).toEqual(readWhole(text));
    expect(readPrinted(bytes(text))?.map(({ body }) => body())).toEqual([
      '{"v":1,"cells":[["a",{"b":[1]}]]}',
      '{"why":"lỗi \\"}\\" ,\\\\{"}',
    ]);
  });

  it.each([
    ['no batch', '[]'],
    ['spaces', batch(printed({ v: 1 }, 'x')).replace(':', ': ')],
    ['edits', JSON.stringify({ docs: [printed({ v: 1 }, 'x')] })],
    ['nothing in it', '{"docs":[],"new_edits":false}'],
    ['an id in front', batch({ _id: 'x', _rev: '1-ab', v: 1 })],
    ['another generation', batch({ ...printed({ v: 1 }, 'x'), _rev: '2-ab' })],
    ['the history of something else', batch({ ...printed({ v: 1 }, 'x'), _rev: '1-cd' })],
    ['the same id twice', batch(printed({ v: 1 }, 'x'), printed({ v: 1 }, 'x'))],
    ['an id that is none', batch(printed({ v: 1 }, '_x'))],
    ['the border of two documents in a text', batch(printed({ why: '},{"' }, 'x'))],
    ['bytes that are no text', '\ud800'],
  ])('the reader of printed batches leaves %s to the whole reader', (_, text) => {
    expect(readPrinted(bytes(text))).toBeUndefined();
  });

  it.each([
    [
      'a name twice',
      '{"docs":[{"v":1,"v":2,"_id":"x","_rev":"1-ab","_revisions":{"start":1,"ids":["ab"]}}],"new_edits":false}',
    ],
    [
      'no members',
      '{"docs":[{,"_id":"x","_rev":"1-ab","_revisions":{"start":1,"ids":["ab"]}}],"new_edits":false}',
    ],
    [
      'another id in front',
      '{"docs":[{"_id":"y","_id":"x","_rev":"1-ab","_revisions":{"start":1,"ids":["ab"]}}],"new_edits":false}',
    ],
    [
      'documents inside a document',
      batch({ docs: [printed({ v: 1 }, 'x'), printed({ v: 2 }, 'y')], ...printed({}, 'z') }),
    ],
    ['an attachment', batch(printed({ _attachments: {}, v: 1 }, 'x'))],
  ])('the reader of printed batches does not open %s', (_, text) => {
    expect(readPrinted(bytes(text))).toBeDefined();
    expect(readCut(text)).toBeUndefined();
  });

  it('the reader of printed batches gives documents without getters, whose hidden shapes only a full collection would free', () => {
    const text = batch(printed({ n: 1 }, 'x'));
    const [cut] = readPrinted(bytes(text)) ?? [];
    for (const doc of [cut, readBatch(bytes(text)).docs[0]]) {
      const members = Object.values(Object.getOwnPropertyDescriptors(doc ?? {}));
      expect(members.map(({ get }) => get)).toEqual(members.map(() => undefined));
      expect(members.length).toBeGreaterThan(0);
    }
  });

  it('the reader of printed batches reads nothing else than the whole reader, whatever stands in the text', () => {
    const parts = fc.constantFrom(
      ...[
        '{',
        '}',
        '[',
        ']',
        ',',
        '},{',
        '"',
        '\\',
        ':',
        '1',
        '"v":1',
        ',"_id":"x"',
        ',"_id":"y"',
        ',"_rev":"1-ab"',
      ],
      ...[
        ',"_revisions":{"start":1,"ids":["ab"]}',
        '{"v":1,"_id":"x","_rev":"1-ab","_revisions":{"start":1,"ids":["ab"]}}',
      ],
      ...['{"w":[2],"_id":"y","_rev":"1-ab","_revisions":{"start":1,"ids":["ab"]}}', '"docs":['],
    );
    let read = 0;
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 7 }), (middle) => {
        const text = `{"docs":[${middle.join('')}],"new_edits":false}`;
        const cut = readCut(text);
        if (cut === undefined) return;
        read += 1;
        expect(cut).toEqual(readWhole(text));
      }),
      { numRuns: 20_000 },
    );
    expect(read).toBeGreaterThan(100);
  });
});
