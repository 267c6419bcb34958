/** Writes `vectors.json` anew from the test keys: `node test/vectors/credential/generate.ts`. */
import { writeFileSync } from 'node:fs';
import { claimVectors } from './claim-vectors.ts';
import { formVectors } from './form-vectors.ts';
import { NOW } from './good-record.ts';
import { thumbprintOf } from './sign-anything.ts';
import { trustLists, trustVectors } from './trust-vectors.ts';

const lists = await trustLists();
const vectors = [...(await trustVectors(lists)), ...(await formVectors()), ...(await claimVectors())];
const note =
  'Signed with the test-only keys of test-keys.json; made by generate.ts. Times are fixed: check at `now`.';
const content = {
  note,
  now: NOW,
  rootThumbprint: await thumbprintOf('root'),
  trustLists: lists,
  vectors: vectors.sort((a, b) => a.item - b.item),
};
writeFileSync(new URL('vectors.json', import.meta.url), `${JSON.stringify(content, null, 2)}\n`);
