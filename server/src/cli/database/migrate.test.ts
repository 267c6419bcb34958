import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { projectAll } from '../../records/projection/project.ts';
import {
  fullEntries,
  insertSmallClass,
  NAME,
  NOW,
  sendAs,
} from '../../records/projection/small-class.fixture.ts';
import { write } from '../../storage/engine/db.ts';
import { readActs } from '../../storage/queries/audit/acts.ts';
import { getEpoch, putSetting } from '../../storage/queries/settings.ts';
import { hocba, openFolder, tellHeads, withDb } from '../operator.fixture.ts';

const ADDRESS = 'http://localhost:8787';
let folder: string;
const path = (name: string) => join(folder, name);

const actsOf = (action: string) => withDb((db) => Array.fromAsync(readActs(db, [action])));
const loseChainKey = async (): Promise<void> => {
  const { chain: _, ...others } = JSON.parse(readFileSync(path('SESSION_KEY_FILE'), 'utf8'));
  writeFileSync(path('SESSION_KEY_FILE'), JSON.stringify(others));
  expect((await hocba('keys', 'create', '--missing')).code).toBe(0);
};

const OTHER_KEY =
  'the chain key in SESSION_KEY_FILE is not the one of this database; server/OPERATING.md, "Backup", says what to do';

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse(NOW) });
  folder = openFolder('hocba-migrate-', ADDRESS);
  await hocba('keys', 'create');
  rmSync(path('root-key.json'));
  expect((await hocba('migrate')).code).toBe(0);
  await hocba('account', 'create', 'operator', '--role', 'operator');
  await withDb(async (db) => {
    await insertSmallClass(db);
    await sendAs(db, fullEntries());
    await projectAll({ db, issuer: ADDRESS }, NAME);
  });
  await withDb(tellHeads);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

it('a database under another chain key is opened by no command, and nothing of it changes', async () => {
  const before = readFileSync(path('SESSION_KEY_FILE'), 'utf8');
  await loseChainKey();
  for (const args of [['account', 'reset', 'operator'], ['audit'], ['migrate']]) {
    expect(await hocba(...args)).toEqual({ code: 1, said: OTHER_KEY });
  }
  expect((await hocba('doctor')).said).toContain(OTHER_KEY);
  expect((await hocba('backup', path('copy.sqlite'))).code).toBe(1);
  writeFileSync(path('SESSION_KEY_FILE'), before);
  expect((await hocba('audit')).code).toBe(0);
});

it('a lost chain key is replaced by migrate --new-chain-key, and the audit tells where the chains ended', async () => {
  const epoch = await withDb(getEpoch);
  await loseChainKey();
  const { code, said } = await hocba('migrate', '--new-chain-key');
  expect([code, said]).toEqual([
    0,
    expect.stringMatching(/^Sealed under the chain key: \d+ submissions, \d+ audit rows?\./),
  ]);
  const [act, ...more] = await actsOf('chains.rekeyed');
  expect(more).toEqual([]);
  const { from, ends, ...rest } = JSON.parse(act?.detail ?? '{}');
  expect(from).toBe(epoch);
  expect(rest.epoch).toBe(await withDb(getEpoch));
  expect(ends).toEqual({
    audit: { seq: (act?.seq ?? 0) - 1, hash: expect.stringMatching(/^[0-9a-f]{64}$/) },
    logs: [[NAME, expect.any(Number), expect.stringMatching(/^[0-9a-f]{64}$/)]],
  });
  // Heads of the life before and acts under the lost key are passed over; the next start tells a head of the new life.
  const isWell = async () => {
    const examined = await hocba('doctor');
    expect(examined.said.split('\n').filter((line) => /FAILED|^ {2}/.test(line))).toEqual([]);
    expect(examined.code).toBe(0);
  };
  await isWell();
  await withDb(tellHeads);
  await isWell();
  expect(await hocba('migrate', '--new-chain-key')).toEqual({
    code: 1,
    said: expect.stringContaining('Nothing was sealed anew: the chain key in SESSION_KEY_FILE is the one'),
  });
});

it.each([
  ['no fact of a chain key', write((q, { setting: t }) => q.delete(t).where(eq(t.key, 'chain')), 1)],
  ['an act that was never begun', putSetting('chain', '{"action":"chains.keyed"}')],
])('rows are not sealed as they stand on a database that was under a key: %s', async (_, edit) => {
  await withDb((db) =>
    db.commit([edit, write((q, { submission: t }) => q.update(t).set({ mac: null }).where(eq(t.db, NAME)))]),
  );
  const refused = await hocba('migrate');
  expect([refused.code, refused.said]).toEqual([1, expect.stringContaining('heads beside the keys tell')]);
  expect(await actsOf('chains.keyed')).toEqual([]);
  expect((await hocba('migrate', '--new-chain-key')).code).toBe(0);
  expect(await actsOf('chains.keyed')).toHaveLength(1);
});

it('a new chain key that was begun to be taken is taken to the end by the next migrate', async () => {
  await loseChainKey();
  // The first key of a database is older than every head.
  rmSync(path('heads.jsonl'));
  await withDb((db) =>
    db.commit([
      putSetting('chain', JSON.stringify({ action: 'chains.keyed', unfit: { audit: 3, logs: [] } })),
      write((q, { submission: t }) => q.update(t).set({ mac: null }).where(eq(t.db, NAME))),
    ]),
  );
  const said = (await hocba('account', 'reset', 'operator')).said;
  expect(said).toBe('the database has another schema; run "hocba migrate" first');
  expect((await hocba('migrate')).said).toContain('audit: the chain is broken at row 3');
  expect(await actsOf('chains.keyed')).toHaveLength(1);
});

it('a new database beside the heads of another one is made, because no row of it is sealed', async () => {
  for (const end of ['', '-wal', '-shm']) rmSync(path(`db.sqlite${end}`), { force: true });
  expect(await hocba('migrate')).toEqual({ code: 0, said: 'The database has the schema of this program.' });
  expect((await hocba('doctor')).said).toContain('which this database never had');
});
