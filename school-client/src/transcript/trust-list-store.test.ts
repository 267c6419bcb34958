import '../device/browser-for-tests.ts';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { signList } from '../../../test/vectors/credential/trust-vectors.ts';
import { adoptTrust, findStoredTrust, keepBrought, pinnedRoot, refreshTrust } from './trust-list-store.ts';

const NOW = '2026-11-25T02:00:00.000Z';
const first = await signList({ sequence: 2 });
const newer = await signList({ sequence: 3 });
const other = await signList({ sequence: 9 }, 'otherRoot');

/** A registry that answers with one text; undefined is a line that is cut. */
let answer: string | undefined;
let server: Server;

beforeAll(async () => {
  server = createServer((_, response) => {
    if (answer === undefined) response.destroy();
    else response.end(`${answer}\n`);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const real = globalThis.fetch;
  // A page asks its own origin, which a process does not have.
  vi.stubGlobal('fetch', (path: string, init: RequestInit) => real(`http://127.0.0.1:${port}${path}`, init));
});
afterAll(() => {
  vi.unstubAllGlobals();
  server.close();
});
beforeEach(() => localStorage.clear());

const refresh = async (text: string | undefined) => {
  answer = text;
  const { list, offered, isReached } = await refreshTrust(NOW);
  return [list?.text, offered?.text, isReached];
};

describe('the trust list of this machine', () => {
  it('the trust list of this machine is the newest of the root that came first, also with the line cut', async () => {
    expect(await refresh(undefined)).toEqual([undefined, undefined, false]);
    expect(await refresh(first)).toEqual([first, undefined, true]);
    expect(await refresh(newer)).toEqual([newer, undefined, true]);
    expect(await refresh(first)).toEqual([newer, undefined, true]);
    expect(await refresh(undefined)).toEqual([newer, undefined, false]);
    expect(await refresh('<html>502</html>')).toEqual([newer, undefined, false]);
    expect((await findStoredTrust())?.text).toBe(newer);
  });

  it('field 12: the trust list of this machine is never replaced by the list of another root, which is offered instead', async () => {
    await refresh(first);
    const root = pinnedRoot();
    expect(await refresh(other)).toEqual([first, other, true]);
    expect([(await findStoredTrust())?.text, pinnedRoot()]).toEqual([first, root]);
  });

  it('field 12: the trust list of this machine follows a person who trusts the other root, and pins that one', async () => {
    await refresh(first);
    answer = other;
    const { offered } = await refreshTrust(NOW);
    if (offered === null) throw new Error('nothing was offered');
    adoptTrust(offered);
    expect((await findStoredTrust())?.text).toBe(other);
    expect(await refresh(first)).toEqual([other, first, true]);
  });

  it('field 12: the trust list of this machine keeps its root when the list itself is damaged or taken away', async () => {
    await refresh(first);
    localStorage.setItem('hocba.trust-list', `${NOW}\n${first.slice(0, -4)}AAAA`);
    expect(await findStoredTrust()).toBeNull();
    expect(await refresh(other)).toEqual([undefined, other, true]);
    localStorage.setItem('hocba.trust-list', `${NOW}\n${other}`);
    expect(await findStoredTrust()).toBeNull();
    expect(await refresh(first)).toEqual([first, undefined, true]);
  });

  it('field 12: the trust list of this machine pins the root of a list that was kept before roots were pinned', async () => {
    localStorage.setItem('hocba.trust-list', `${NOW}\n${first}`);
    expect((await findStoredTrust())?.text).toBe(first);
    expect(await refresh(other)).toEqual([first, other, true]);
  });

  it('field 12: the trust list of this machine takes what a file brought only when it is newer and of its root', async () => {
    await refresh(first);
    expect((await keepBrought(null, other, NOW))?.text).toBe(first);
    expect((await keepBrought(null, newer, NOW))?.text).toBe(newer);
    expect((await keepBrought(null, first, NOW))?.text).toBe(newer);
    expect((await findStoredTrust())?.text).toBe(newer);
  });

  it('field 12: the trust list of this machine is at hand for this visit in a browser that keeps nothing, also a newer one from a file', async () => {
    const forbid = () => {
      throw new DOMException('storage is forbidden', 'SecurityError');
    };
    vi.spyOn(localStorage, 'getItem').mockImplementation(forbid);
    vi.spyOn(localStorage, 'setItem').mockImplementation(forbid);
    onTestFinished(() => void vi.restoreAllMocks());
    expect(await refresh(first)).toEqual([first, undefined, true]);
    const inUse = (await refreshTrust(NOW)).list;
    expect((await keepBrought(inUse, newer, NOW))?.text).toBe(newer);
    expect((await keepBrought(inUse, other, NOW))?.text).toBe(first);
  });
});
