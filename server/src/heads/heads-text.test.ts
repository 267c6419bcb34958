import { expect, it } from 'vitest';
import { type Head, signHead } from './head.ts';
import { createHeadKey, openHeadKey } from './head-key.ts';
import { findHeads, headLine } from './heads-text.ts';

const key = await openHeadKey('f', await createHeadKey());
const head: Head = {
  ...{ v: 1, iss: 'https://hocba.example', epoch: 'e', at: '2026-09-05T01:00:00.000Z' },
  ...{ audit: { seq: 1, hash: 'h' }, logs: [['08000101-2026-2027', 7, 'c']] },
};
const jws = await signHead(key, head);

it('heads are found in a file of heads, in a saved log, and in a log that a collector wrapped in JSON', async () => {
  const logged = JSON.stringify({ level: 30, chainHead: jws, audit: 1, event: 'chain.head' });
  const wrapped = JSON.stringify({ log: `${logged}\n`, stream: 'stdout' });
  const text = [headLine(jws), 'Nov 25 hocba[7]: {"event":"request.done"}', logged, wrapped].join('\n');
  expect(await findHeads(key, text)).toEqual({ heads: [head, head, head], faults: [] });
});

it('a head whose text or signature was altered or cut off is named with its line', async () => {
  const [header, payload = '', signature] = jws.split('.');
  const later = Buffer.from(JSON.stringify({ ...head, audit: { seq: 2, hash: 'h' } })).toString('base64url');
  const altered = [
    [header, later, signature].join('.'),
    jws.slice(0, -20),
    `x${jws}`,
    [header, payload].join('.'),
    '',
  ];
  for (const one of altered) {
    expect(await findHeads(key, `\n${headLine(one)}`), one).toEqual({
      heads: [],
      faults: ['line 2 holds a head that was altered or cut off'],
    });
  }
});

it('a head that another key signed is named with that key', async () => {
  const other = await openHeadKey('f', await createHeadKey());
  expect(await findHeads(key, headLine(await signHead(other, head)))).toEqual({
    heads: [],
    faults: [`line 1 holds a head that another key signed: ${other.kid}`],
  });
});

it('a signed text of another kind is no head', async () => {
  const signed = await key.sign(JSON.stringify({ v: 1, sub: 'a record' }));
  expect((await findHeads(key, headLine(signed))).faults).toHaveLength(1);
});
