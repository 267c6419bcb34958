import type { AddressInfo } from 'node:net';
import { publish } from '@hocba/server/replication/publish';
import { insertStudents } from '@hocba/server/storage/queries/schools/schools';
import { type DatabaseName, sheetParts } from '@hocba/shared/school/identifiers';
import { type Registry, startRegistry } from '../fixtures/registry.ts';
import { localPouch, type Pouch, pull, push, remotePouch } from '../fixtures/stock-pouch.ts';
import { CLERK, columnEntries, openYear, SCHOOL, students } from './demo-classes.ts';
import { type BenchOptions, type Comparison, compare, perSecond } from './measure.ts';
import { withDatabaseUrl } from './with-database.ts';

const PUSH_YEAR = 2030;
const PULL_YEAR = 2060;
const MEMORY = 'PouchDB: the same documents from memory to memory';

/** Where a device finds one school year. */
type Remote = (name: DatabaseName) => Pouch;

/** The documents that a device has to send: entries in a database of its own. */
const outbox = async (begins: number, size: number): Promise<Pouch> => {
  const local = localPouch();
  await local.bulkDocs(columnEntries(begins, size));
  return local;
};

const expectWhole = (written: number, size: number): void => {
  if (written !== size) throw new Error(`${written} documents instead of ${size}`);
};

const comparePush = ({ db, idle }: Registry, remote: Remote, { rounds, size }: BenchOptions) => {
  let local = localPouch();
  let count = 0;
  const send = async (to: Pouch) => {
    const { docs_written: written, denied } = await push(local, to);
    expectWhole(written - denied.length, count);
  };
  const ours = async (round: number) => {
    const name = await openYear(db, PUSH_YEAR + round);
    local = await outbox(PUSH_YEAR + round, size);
    count = (await local.allDocs()).rows.length;
    const rate = await perSecond(count, () => send(remote(name)));
    await idle();
    return rate;
  };
  return compare('documents pushed', rounds, ours, [
    MEMORY,
    () => perSecond(count, () => send(localPouch())),
  ]);
};

/** Documents of the same size as the pushed ones, published for accounts that see the sheets. */
const publishEntries = async ({ db }: Registry, begins: number, size: number): Promise<DatabaseName> => {
  const name = await openYear(db, begins);
  const docs = columnEntries(begins, size).map(({ _id, ...body }) => {
    const { class: classCode, subject } = sheetParts(body.sheet);
    return { id: `verdict:${_id}`, kind: `verdict/${classCode}/${subject}`, body };
  });
  await db.commit(await publish(db, name, docs));
  return name;
};

const comparePull = (registry: Registry, remote: Remote, { rounds, size }: BenchOptions) => {
  let pulled = localPouch();
  let count = 0;
  const ours = async (round: number) => {
    const name = await publishEntries(registry, PULL_YEAR + round, size);
    pulled = localPouch();
    const start = performance.now();
    count = (await pull(pulled, remote(name))).docs_written;
    return (count * 1000) / (performance.now() - start);
  };
  const baseline = () =>
    perSecond(count, async () => expectWhole((await pull(localPouch(), pulled)).docs_written, count));
  return compare('documents pulled', rounds, ours, [MEMORY, baseline]);
};

/** Documents pushed and pulled per second by stock PouchDB, beside PouchDB copying them within memory. */
export const benchReplication = (options: BenchOptions): Promise<Comparison[]> =>
  withDatabaseUrl(async (url) => {
    const registry = await startRegistry({
      env: { DATABASE_URL: url, RATE_LIMIT_PER_MINUTE: '99999999', LOG_LEVEL: 'warn' },
    });
    try {
      await registry.db.commit(insertStudents(students));
      await registry.addAccount({ name: CLERK, role: 'clerk', school: SCHOOL });
      const { token } = await registry.signIn(CLERK);
      await registry.app.listen({ host: '127.0.0.1', port: 0 });
      const { port } = registry.app.server.address() as AddressInfo;
      const remote: Remote = (name) => remotePouch({ url: `http://127.0.0.1:${port}/sync` }, name, token);
      return [await comparePush(registry, remote, options), await comparePull(registry, remote, options)];
    } finally {
      await registry.close();
    }
  });
