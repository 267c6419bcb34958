import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { AccountName, Instant, SchoolCode, StudentCode } from '@hocba/shared/school/identifiers';
import type { Services } from '../../app.ts';
import { type Config, readConfigWith } from '../../config.ts';
import { printingSender } from '../../connectors/messages/printer.ts';
import { openSenders } from '../../connectors/messages/senders.ts';
import { keepHeads } from '../../heads/keep-heads.ts';
import { readKeyRing } from '../../issuing/keys/key-ring.ts';
import { readSecrets } from '../../people/sign-in/secrets.ts';
import { startRegistry } from '../../registry.ts';
import { chainMac } from '../../storage/engine/chain-mac.ts';
import { migrate } from '../../storage/engine/migrate.ts';
import { openStorage } from '../../storage/engine/open.ts';
import { type CommandIo, type Run, UsageError } from '../command.ts';
import { writeKeyFiles } from '../keys.ts';
import type { Said } from '../texts/said.ts';
import { printedCode } from './demo-code.ts';
import { FAMILY_PHONE, makeFamily, PARENTS } from './demo-family.ts';
import { INTRODUCED, introduction, MAKING } from './demo-introduction.ts';
import { lockFolder, markReady, prepareFolder, refuseTaken, takePort } from './demo-place.ts';
import { demoProvince } from './province/demo-province.ts';
import { fillDemo } from './province/fill.ts';
import { demoPassword } from './province/teachers.ts';

/** How the command is called, in English and Vietnamese. */
export const usage: Said = [
  `Usage: hocba demo [--data FOLDER] [--port N] [--fresh] [--json]

Makes a small province with demonstration keys in FOLDER (data/demo, or data/demo-N on another port), serves everything
on one port (8787) and prints addresses, accounts and codes. A province that is there already is used again, with the code
that was printed, unless --fresh is given. Two demos at once need two ports.
  --json  prints one line of JSON instead, for programs`,
  `Cách dùng: hocba demo [--data THƯ-MỤC] [--port N] [--fresh] [--json]

Dựng một tỉnh nhỏ với khóa dùng thử trong THƯ-MỤC (data/demo, hoặc data/demo-N khi dùng cổng khác), chạy tất cả trên một cổng
(8787) và in địa chỉ, tài khoản, mã tra cứu. Tỉnh đã dựng thì dùng lại, với mã đã in, trừ khi ghi --fresh. Chạy hai bản dùng
thử cùng lúc cần hai cổng.
  --json  in một dòng JSON, dành cho chương trình khác`,
];

const PUPIL = '0812345678' as StudentCode;
const RECEIVING_SCHOOL = '08000102' as SchoolCode;

/** The clerk who issues the printed code, and what for. */
const CODE_WISH = {
  clerk: {
    account: 'clerk.tantrao' as AccountName,
    displayName: 'Văn thư',
    role: 'clerk' as const,
    school: '08000101' as SchoolCode,
    session: 'demo',
    scopeVersion: 1,
    assignments: [],
  },
  studentCode: PUPIL,
  school: RECEIVING_SCHOOL,
};

const USUAL_PORT = '8787';

const OPTIONS = {
  data: { type: 'string' },
  port: { type: 'string', default: USUAL_PORT },
  fresh: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
} as const;

const SEED = 42;
const CLIENT_FOLDER = fileURLToPath(new URL('../../../../school-client/dist', import.meta.url));

const configOf = (folder: string, port: string): Config =>
  readConfigWith({
    DATABASE_URL: `file:${join(folder, 'hocba.sqlite')}`,
    PUBLIC_URL: `http://localhost:${port}`,
    AGENCY_CODES: 'H60',
    LISTEN: `127.0.0.1:${port}`,
    SIGNING_KEY_FILE: join(folder, 'signing-keys.json'),
    TRUST_LIST_FILE: join(folder, 'trust-list.jws'),
    SESSION_KEY_FILE: join(folder, 'session-key.json'),
    HEAD_KEY_FILE: join(folder, 'head-key.json'),
    LOG_LEVEL: 'warn',
  });

const now = (): Instant => new Date().toISOString() as Instant;

const openServices = async (config: Config, print: (line: string) => void): Promise<Services> => {
  const secrets = readSecrets(config.sessionKeyFile);
  const db = await openStorage(
    config.databaseUrl,
    chainMac(() => secrets.chain),
  );
  await migrate(db);
  const keyRing = await readKeyRing(config);
  const printing = printingSender(print);
  return {
    db,
    config,
    clock: now,
    keyRing,
    secrets,
    senders: openSenders({ sms: printing, mail: printing }),
    clientFolder: CLIENT_FOLDER,
  };
};

/** The surroundings of a demo. */
interface Place {
  readonly folder: string;
  readonly freePort: () => Promise<void>;
}

/** Serves until the process is told to end. */
const serve = async (services: Services, { folder, freePort }: Place, io: CommandIo, json: boolean) => {
  const { config, db } = services;
  const registry = await startRegistry(services);
  await registry.idle();
  const code = await printedCode({ db, pepper: services.secrets.pepper }, folder, CODE_WISH, now());
  await makeFamily(services);
  await freePort();
  await registry.app.listen(config.listen);
  const stopHeads = await keepHeads({ db, config, clock: now, log: registry.app.log });
  if (json) {
    const accounts = Object.fromEntries(INTRODUCED.map(([name]) => [name, demoPassword(name)]));
    const family = { phone: FAMILY_PHONE, mother: PARENTS.mother.pin, father: PARENTS.father.pin };
    io.out(JSON.stringify({ url: config.publicUrl, accounts, pupil: PUPIL, code, family }));
  } else io.out(introduction(config.publicUrl, PUPIL, code));
  await new Promise<void>((done) => {
    process.once('SIGINT', done);
    process.once('SIGTERM', done);
  });
  stopHeads();
  await registry.close();
  await db.close();
};

/** Makes the province unless it is there, and serves it. */
const makeAndServe = async (config: Config, place: Place, fresh: boolean, json: boolean, io: CommandIo) => {
  const { folder } = place;
  const { port } = config.listen;
  const isReady = prepareFolder(folder, String(port), fresh);
  if (!isReady) {
    if (!json) io.out(MAKING);
    await writeKeyFiles(config, { demo: true, now: now() }, { out: () => {}, err: io.err });
  }
  const services = await openServices(config, json ? io.err : io.out);
  if (!isReady) {
    await fillDemo({ db: services.db, issuer: config.publicUrl }, demoProvince(SEED), SEED);
    markReady(folder, String(port));
  }
  await serve(services, place, io, json);
};

/** `hocba demo`. Port and folder are taken before anything is opened or changed. */
export const run: Run = async (args, io) => {
  const { values } = parseArgs({ args: [...args], options: OPTIONS });
  const { port } = values;
  if (!/^[1-9][0-9]{0,4}$/.test(port) || Number(port) > 65_535) {
    throw new UsageError(['--port: 1 to 65535', '--port: từ 1 đến 65535']);
  }
  const folder = resolve(values.data ?? (port === USUAL_PORT ? 'data/demo' : `data/demo-${port}`));
  try {
    const freePort = await takePort(Number(port));
    const unlock = lockFolder(folder);
    await makeAndServe(configOf(folder, port), { folder, freePort }, values.fresh, values.json, io);
    unlock();
    return 0;
  } catch (error) {
    return refuseTaken(error, io);
  }
};
