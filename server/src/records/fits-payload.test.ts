import { readFileSync } from 'node:fs';
import { openTrust } from '@hocba/shared/credential/trust/open-trust';
import { verifyAgainst } from '@hocba/shared/credential/verify/verify';
import type { Instant } from '@hocba/shared/school/identifiers';
import { expect, it } from 'vitest';
import { fitsPayload } from './fits-payload.ts';

const file = new URL('../../../test/vectors/credential/vectors.json', import.meta.url);
const { now, trustLists, vectors } = JSON.parse(readFileSync(file, 'utf8')) as {
  now: Instant;
  trustLists: Record<string, string>;
  vectors: { item: number; name: string; token: string }[];
};

it('the check before freezing judges every vector as a reader does', async () => {
  const trust = await openTrust({ trustList: trustLists.main, now });
  for (const { item, name, token } of vectors) {
    const own = await verifyAgainst(token, trust, now, fitsPayload);
    expect(own, `${item}: ${name}`).toEqual(await verifyAgainst(token, trust, now));
  }
});
