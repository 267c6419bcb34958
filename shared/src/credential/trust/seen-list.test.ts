import { describe, expect, it } from 'vitest';
import { trustLists } from '../../../../test/vectors/credential/resigned.ts';
import { readThumbprint, standingOf, thumbprintGroups } from './seen-list.ts';
import { parseTrustList } from './trust-list.ts';

const main = await parseTrustList(trustLists.main ?? '');
const newer = await parseTrustList(trustLists.newer ?? '');
const other = await parseTrustList(trustLists.otherRoot ?? '');
const root = main.rootThumbprint;

describe('a trust list that came', () => {
  it.each([
    ['the first one pins its root', main, { root: undefined, list: undefined }, 'first'],
    ['the list that is here already stays current', main, { root, list: main }, 'current'],
    ['a newer one is current', newer, { root, list: main }, 'current'],
    ['an older one gives way', main, { root, list: newer }, 'older'],
    [
      'one of the pinned root is current when the kept list is lost',
      main,
      { root, list: undefined },
      'current',
    ],
    ['one of another root replaces nothing', other, { root, list: main }, 'otherRoot'],
    [
      'one of another root replaces nothing when the kept list is lost',
      other,
      { root, list: undefined },
      'otherRoot',
    ],
  ] as const)('a trust list that came: %s', (_, came, seen, standing) => {
    expect(standingOf(came, seen)).toBe(standing);
  });
});

describe('a thumbprint', () => {
  it('a thumbprint is shown in eleven groups and read back from them', () => {
    const groups = thumbprintGroups(root);
    expect(groups.split(' ').map(({ length }) => length)).toEqual([...Array(10).fill(4), 3]);
    expect([readThumbprint(` ${groups}\n`), readThumbprint(root)]).toEqual([root, root]);
  });

  it.each(['', 'abcd', `${root}A`, `${root.slice(1)}=`])('a thumbprint is not read from %j', (typed) => {
    expect(readThumbprint(typed)).toBeUndefined();
  });
});
