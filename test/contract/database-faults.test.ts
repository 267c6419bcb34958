import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { keepHeads } from '@hocba/server/heads/keep-heads';
import { TEST_MAC } from '@hocba/server/storage/engine/chain-mac.fixture';
import { migrate } from '@hocba/server/storage/engine/migrate';
import { openStorage } from '@hocba/server/storage/engine/open';
import { putSetting } from '@hocba/server/storage/queries/settings';
import { sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/node-postgres';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createDatabase, type RunningPostgres, startPostgres } from '../run/postgres.ts';

/* The words for an operator when the database cannot be used, from the start and from every command. */

const file = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const MAIN = [file('../../server/src/main.ts')];
const hocba = (...args: string[]) => [file('../../server/src/cli/hocba.ts'), ...args];

let postgres: RunningPostgres;
let folder: string;
beforeAll(async () => {
  postgres = await startPostgres();
  folder = mkdtempSync(join(tmpdir(), 'hocba-faults-'));
  await run(hocba('keys', 'create'), 'file:unused');
});
afterAll(async () => {
  await postgres.stop();
  rmSync(folder, { recursive: true });
});

/** Runs a program over a database; not synchronously, because this process may play the database. */
const run = async (args: readonly string[], databaseUrl: string) => {
  const env = {
    PATH: process.env.PATH ?? '',
    PUBLIC_URL: 'http://localhost:8787',
    LISTEN: '127.0.0.1:1',
    DATABASE_URL: databaseUrl,
  };
  const child = spawn(process.execPath, args, { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (part) => {
      said += part;
    });
  }
  const [status] = await once(child, 'close');
  return { status, said };
};

/** A server that refuses every password, in PostgreSQL's own words. */
const openRefuser = async () => {
  const text = 'SFATAL\0VFATAL\0C28P01\0Mpassword authentication failed for user "hocba"\0\0';
  const answer = Buffer.alloc(5 + Buffer.byteLength(text));
  answer.write('E');
  answer.writeInt32BE(4 + Buffer.byteLength(text), 1);
  answer.write(text, 5);
  const server = createServer((socket) => {
    socket.on('error', () => undefined).once('data', () => socket.end(answer));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return { server, port: typeof address === 'object' ? address?.port : undefined };
};

it.each([
  ['the registry', MAIN],
  ['hocba migrate', hocba('migrate')],
  ['hocba doctor', hocba('doctor')],
])('field 43: a failed start of %s says what is wrong with the database', async (_, program) => {
  const closed = await openRefuser();
  closed.server.close();
  const away = await run(program, `postgres://hocba:secret@127.0.0.1:${closed.port}/hocba`);
  expect(away).toMatchObject({
    status: 1,
    said: expect.stringMatching(/cannot be reached .*ECONNREFUSED/),
  });

  const refuser = await openRefuser();
  const wrong = await run(program, `postgres://hocba:secret@127.0.0.1:${refuser.port}/hocba`);
  refuser.server.close();
  expect(wrong).toMatchObject({ status: 1, said: expect.stringContaining('refuses the password') });
  expect(wrong.said).not.toContain('secret');

  const missing = new URL(postgres.url);
  missing.pathname = '/nobody_made_it';
  const none = await run(program, missing.href);
  expect(none).toMatchObject({ status: 1, said: expect.stringContaining('does not exist') });
});

it('field 43: the registry calls another schema so, and nothing else', async () => {
  const url = await createDatabase(postgres.url, 'empty_one');
  const { status, said } = await run(MAIN, url);
  expect(status).toBe(1);
  expect(said).toContain('another schema');
});

it('field 43: the command migrate leaves tables and views of others in the schema as they are', async () => {
  const url = await createDatabase(postgres.url, 'with_others');
  const connection = drizzle(url);
  // The server stops before the last connection has closed.
  connection.$client.on('error', () => undefined);
  // As pg_stat_statements: a view with a text column, which no collation can be given to.
  await connection.execute(sql`create table others (query text)`);
  await connection.execute(sql`create view others_statistics as select query from others`);
  const db = await openStorage(url, TEST_MAC);
  await migrate(db);
  await db.close();
  const found = await connection.execute(
    sql`select collation_name as name from information_schema.columns where table_name = 'others'`,
  );
  expect(found.rows).toEqual([{ name: null }]);
  const own = await connection.execute(
    sql`select distinct collation_name as name from information_schema.columns
        where data_type = 'text' and table_name in ('account', 'audit', 'schema_migration')`,
  );
  expect(own.rows).toEqual([{ name: 'C' }]);
  await connection.$client.end();
});

it('hocba restore --epoch gives a database on PostgreSQL a new epoch, and doctor names one that was changed by SQL', async () => {
  const url = await createDatabase(postgres.url, 'put_in_place');
  await run(hocba('migrate'), url);
  const db = await openStorage(url, TEST_MAC);
  const config = {
    headKeyFile: join(folder, 'data', 'head-key.json'),
    signingKeyFile: join(folder, 'data', 'signing-keys.json'),
    publicUrl: 'http://localhost:8787',
  };
  const log = { info: () => undefined, error: () => undefined };
  (await keepHeads({ db, config, clock: () => '2026-09-05T01:00:00.000Z', log }))();
  expect(await run(hocba('restore', '--epoch'), url)).toMatchObject({
    status: 0,
    said: expect.stringContaining('The database has a new epoch'),
  });
  expect((await run(hocba('doctor'), url)).said).toMatch(/^heads +ok$/m);
  await db.commit([putSetting('epoch', 'by-sql')]);
  expect((await run(hocba('doctor'), url)).said).toMatch(/^heads +FAILED\n.*without "hocba restore"/m);
  await db.close();
});
