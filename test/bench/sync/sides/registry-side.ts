import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { hashPassword } from '@hocba/server/people/sign-in/password';
import { publish } from '@hocba/server/replication/publish';
import { TEST_MAC } from '@hocba/server/storage/engine/chain-mac.fixture';
import type { Db } from '@hocba/server/storage/engine/db';
import { migrate } from '@hocba/server/storage/engine/migrate';
import { openStorage } from '@hocba/server/storage/engine/open';
import { insertAccount } from '@hocba/server/storage/queries/people';
import { insertSchool, insertStudents } from '@hocba/server/storage/queries/schools/schools';
import type { DatabaseName, Instant } from '@hocba/shared/school/identifiers';
import { CLERK, openYear, SCHOOL, students } from '../../demo-classes.ts';
import { type Child, startChild } from './child.ts';
import type { BenchDoc, Place, Side } from './side.ts';

const PROGRAM = fileURLToPath(new URL('registry-server.ts', import.meta.url));
const PASSWORD = 'mot-mat-khau-thu-2026';
const FIRST_YEAR = 2030;
const CHUNK = 1000;
const TOKEN_MS = 240_000;

/** The registry as a side, and what no peer has. */
export interface RegistrySide extends Side {
  /** Projects everything that was pushed to a place. */
  project(place: Place): Promise<void>;
  readonly server: Child;
}

const fillSchool = async (db: Db): Promise<void> => {
  await migrate(db);
  const place = { commune: 'Minh Xuân', province: 'Tuyên Quang', province_code: '08' };
  await db.commit([
    insertSchool({ code: SCHOOL, name: 'THCS Phan Thiết', ...place }),
    ...insertStudents(students),
    insertAccount({
      name: CLERK,
      display_name: 'Văn thư',
      role: 'clerk',
      school: SCHOOL,
      password_hash: await hashPassword(PASSWORD),
      must_change: false,
      disabled: false,
      security_version: 1,
      scope_version: 1,
      created_at: new Date().toISOString() as Instant,
    }),
  ]);
};

/** Documents as the registry itself writes them, under a kind that the clerk may see. */
const publishAll = async (db: Db, name: DatabaseName, docs: readonly BenchDoc[]): Promise<void> => {
  for (let i = 0; i < docs.length; i += CHUNK) {
    const rows = docs.slice(i, i + CHUNK).map(({ _id: id, ...body }) => {
      const [, , classCode, subject] = id.split(':');
      return { id, kind: `verdict/${classCode}/${subject}`, body };
    });
    await db.commit(await publish(db, name, rows));
  }
};

/** A sign-in that is renewed before its token ends, outside of any measurement. */
const signIn = (url: string): (() => Promise<string>) => {
  let token = '';
  let until = 0;
  return async () => {
    if (Date.now() < until) return token;
    const answer = await fetch(`${url}/auth/sign-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ account: CLERK, password: PASSWORD }),
    });
    if (!answer.ok) throw new Error(`sign-in: ${answer.status} ${await answer.text()}`);
    token = ((await answer.json()) as { accessToken: string }).accessToken;
    until = Date.now() + TOKEN_MS;
    return token;
  };
};

/** Starts our side over a new SQLite file; years are opened and filled past the server, in the same file. */
export const startRegistrySide = async (): Promise<RegistrySide> => {
  const cwd = mkdtempSync(join(tmpdir(), 'hocba-bench-'));
  const file = join(cwd, 'hocba.sqlite');
  const db = await openStorage(`file:${file}`, TEST_MAC);
  const close = async () => {
    await db.close();
    rmSync(cwd, { recursive: true, force: true });
  };
  try {
    await fillSchool(db);
    const server = await startChild(PROGRAM, cwd, (port) => [file, String(port)]);
    const tokenOf = signIn(server.url);
    let begins = FIRST_YEAR;
    const again = async (place: Omit<Place, 'token'>) => ({ ...place, token: await tokenOf() });
    const emptyPlace = async () => {
      const name = await openYear(db, begins++);
      return again({ url: `${server.url}/sync`, name });
    };
    return {
      name: 'registry, SQLite file, every commit flushed, signed in',
      keeps: true,
      server,
      emptyPlace,
      filledPlace: async (docs) => {
        const place = await emptyPlace();
        await publishAll(db, place.name as DatabaseName, docs);
        return place;
      },
      again,
      project: async ({ name }) => void (await server.ask({ project: name })),
      stop: async () => {
        await server.stop();
        await close();
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
};
