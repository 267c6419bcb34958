import { existsSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Instant } from '@hocba/shared/school/identifiers';
import { type Config, readConfig } from '../../config.ts';
import { readSenders } from '../../connectors/messages/read-senders.ts';
import { findOlderDatabase } from '../../database-mark.ts';
import { compareFile, compareKept } from '../../heads/compare-file.ts';
import { readHeadKey } from '../../heads/head-key.ts';
import { clockHolds, diskHolds } from '../../http/readiness.ts';
import { deadlineText, listDeadlines } from '../../issuing/keys/key-deadlines.ts';
import { readKeyRing } from '../../issuing/keys/key-ring.ts';
import { listLeftIntents } from '../../issuing/left-intents.ts';
import { later } from '../../later.ts';
import { readSecrets } from '../../people/sign-in/secrets.ts';
import { listExposures } from '../../private-files.ts';
import {
  ASSIGN_JOB,
  assignmentName,
  plannedChangeOf,
} from '../../records/assignments/planned-assignments.ts';
import { ISSUE_JOB } from '../../records/issue-lane.ts';
import { listBrokenSubmissionLogs, listSkippedNumbers } from '../../records/projection/check-submissions.ts';
import { describeFault } from '../../storage/engine/away.ts';
import type { Db } from '../../storage/engine/db.ts';
import { isMigrated } from '../../storage/engine/migrate.ts';
import { openToRead } from '../../storage/engine/open.ts';
import { checkSqliteFile, sqliteFileOf } from '../../storage/engine/sqlite/sqlite-file.ts';
import { checkAuditChain } from '../../storage/queries/audit/audit.ts';
import { type JobRow, listFailedJobs } from '../../storage/queries/jobs.ts';
import { countMessagesLeft } from '../../storage/queries/messages/messages.ts';
import {
  findProjection,
  listLaggingDatabases,
  listSubmissionsAfter,
} from '../../storage/queries/submissions.ts';
import { listHalts } from '../../storage/queries/work/halts.ts';
import { macOf, type Run, UsageError } from '../command.ts';
import type { Said } from '../texts/said.ts';
import { CONTENT_CHECKS, type ContentServices, type Fault } from './check-contents.ts';
import { brokenLogText } from './check-database.ts';
import { checkText, faultText } from './doctor-texts.ts';

/** How the command is called, in English and Vietnamese. */
export const usage: Said = [
  `Usage: hocba doctor [--since FILE] [--json]

Looks at a registry without changing anything, running or not: its schema, every page of a SQLite file, files that others
can read, whether the database is an older copy, whether the key files fit the trust list and PUBLIC_URL and last for 60
days more, the audit chain, the submission chains, every school year against its log folded anew, every signed record
against its text, log and audit, classes, pupils, accounts, assignments, one-time codes and grants against log and
audit, dossiers, accounts that came to a canary, the signed heads that the registry has kept, work that is halted or was given up, submissions that wait for more than a
minute, free disk, the clock.
--since FILE compares every signed head in a text file with the database: the file beside a backup, a copy of heads.jsonl or
a saved log of the registry. --json prints the same as one object.
Exit codes: 0 all is well, 1 something is not, 64 wrong usage.`,
  `Cách dùng: hocba doctor [--since TỆP] [--json]

Xem xét hệ thống, đang chạy hay không, và không thay đổi gì: cấu trúc dữ liệu, từng trang của tệp SQLite, tệp mà người khác
đọc được, cơ sở dữ liệu có phải bản cũ không, các tệp khóa có khớp với danh sách khóa và PUBLIC_URL và còn hạn 60 ngày không,
chuỗi của sổ kiểm tra, chuỗi nội dung đã nhận, từng năm học so với nhật ký dựng lại từ đầu, từng học bạ đã ký so với bản chờ ký,
nhật ký và sổ kiểm tra, lớp, học sinh, tài khoản, phân công, mã và quyền tra cứu so với nhật ký và sổ kiểm tra, ai đã chạm tới học sinh mồi, các mốc đối
chiếu đã ký mà hệ thống giữ, việc nền bị dừng hay bỏ dở, nội dung chờ quá một phút, chỗ trống trên ổ đĩa, đồng hồ.
--since TỆP so mọi mốc đối chiếu đã ký trong một tệp văn bản với cơ sở dữ liệu: tệp nằm cạnh bản sao lưu, bản sao của heads.jsonl
hoặc nhật ký đã lưu của hệ thống.
--json in cùng nội dung thành một đối tượng, bằng tiếng Anh.
Mã thoát: 0 mọi thứ tốt, 1 có chỗ chưa tốt, 64 gọi lệnh sai.`,
];

/** A database that stands still for longer has a projector that fails; milliseconds. */
const MAX_LAG = 60_000;
const DAY = 86_400_000;
/** More given-up jobs than this need not be named one by one. */
const NAMED_JOBS = 20;

/** The questions of an examination. */
interface Examined {
  readonly config: Config;
  readonly now: Instant;
  /** The file of `--since`. */
  readonly since: string | undefined;
  readonly tell: ContentServices['tell'];
}

/** One thing looked at; no faults means that it is well. */
interface Check {
  readonly name: string;
  readonly faults: readonly Fault[];
}

const LIFT = '; "hocba keys resume" lifts the halt';
/** The remedy for a job that was given up, by its kind. */
const WAYS_OUT: Readonly<Record<string, string>> = {
  [ASSIGN_JOB]: '; "hocba account planned" lists it, and calls it off with --cancel',
  [ISSUE_JOB]: '; "hocba keys resume" makes it due again',
};

const nameOfJob = ({ kind, key }: JobRow): string => {
  if (kind !== ASSIGN_JOB) return `${kind} ${key}`;
  const change = plannedChangeOf({ key });
  const place = `${assignmentName(change)} of ${change.school}`;
  return `the change of ${place} to ${change.account ?? 'nobody'} on ${change.on}`;
};

/** The checks of an open database of this schema. */
const CHECKS: Readonly<Record<string, (db: Db, now: Instant) => Promise<string[]>>> = {
  audit: async (db) => {
    const { brokenAt } = await checkAuditChain(db);
    return brokenAt === null ? [] : [`the chain is broken at row ${brokenAt}`];
  },
  submissions: async (db) => [
    ...(await listBrokenSubmissionLogs(db)).map(brokenLogText),
    ...(await listSkippedNumbers(db)).map(
      ({ db: name, seq }) => `${name} counts to ${seq}, beyond its last document`,
    ),
  ],
  jobs: async (db) => [
    ...(await listHalts(db)).map(
      ({ lane, since, why }) =>
        `the lane ${lane} is halted since ${since}: ${why}${lane === ISSUE_JOB ? LIFT : ''}`,
    ),
    ...(await listFailedJobs(db, NAMED_JOBS)).map(
      (job) => `${nameOfJob(job)} was given up: ${job.last_error}${WAYS_OUT[job.kind] ?? ''}`,
    ),
    ...(await listLeftIntents(db)).map((id) => `the frozen text ${id} is neither signed nor due`),
  ],
  projections: async (db, now) => {
    const faults: string[] = [];
    for (const name of await listLaggingDatabases(db)) {
      const cursor = await findProjection(db, name);
      const [oldest] = await listSubmissionsAfter(db, name, cursor?.seq ?? 0, 1);
      if (oldest === undefined || Date.parse(oldest.received_at) > Date.parse(now) - MAX_LAG) continue;
      faults.push(`${name} waits since ${oldest.received_at}`);
    }
    return faults;
  },
  clock: async (db, now) =>
    (await clockHolds(db, now)) ? [] : ['it stands before a time that the registry has seen'],
};

const check = async (name: string, look: () => Promise<readonly Fault[]>): Promise<Check> => {
  try {
    return { name, faults: await look() };
  } catch (error) {
    return { name, faults: [describeFault(error)] };
  }
};

const checkKeys = async (config: Config, now: Instant): Promise<string[]> => {
  const ring = await readKeyRing(config);
  readSecrets(config.sessionKeyFile);
  return listDeadlines(ring, now).map(deadlineText);
};

const checkMessages = async (db: Db, config: Config, now: Instant): Promise<Fault[]> => {
  readSenders(config);
  const untaken = await countMessagesLeft(db, 'MESSAGE_NOT_SENT', later(now, -DAY));
  if (untaken === 0) return [];
  return [
    [
      `${untaken} messages of the last day were not taken: the gateway or mail server is away or refuses this registry`,
      `${untaken} tin trong một ngày qua không gửi được: cổng tin nhắn hoặc máy chủ thư không chạy, hoặc không nhận hệ thống này`,
    ],
  ];
};

async function* checkDatabase({ config, now, since, tell }: Examined): AsyncGenerator<Check> {
  const db = await openToRead(config.databaseUrl, macOf(config));
  try {
    if (!(await isMigrated(db))) {
      yield { name: 'schema', faults: ['it is not the one of this program; run "hocba migrate"'] };
      return;
    }
    const older = await findOlderDatabase(db, config);
    yield { name: 'schema', faults: [] };
    yield { name: 'age', faults: older === undefined ? [] : [older] };
    for (const [name, look] of Object.entries(CHECKS)) yield await check(name, () => look(db, now));
    for (const [name, look] of Object.entries(CONTENT_CHECKS)) {
      const { publicUrl, policy } = config;
      const trustList = async () => readFileSync(config.trustListFile, 'utf8').trim();
      yield await check(name, async () => look({ db, publicUrl, policy, trustList, now, tell }));
    }
    yield await check('messages', () => checkMessages(db, config, now));
    yield await check('heads', () => compareKept(db, config));
    if (since !== undefined) {
      yield await check('since', async () => compareFile(db, await readHeadKey(config), since));
    }
  } finally {
    await db.close();
  }
}

async function* examine(examined: Examined): AsyncGenerator<Check> {
  const { config, now } = examined;
  const file = sqliteFileOf(config.databaseUrl);
  yield await check('keys', () => checkKeys(config, now));
  yield { name: 'exposed', faults: listExposures(config) };
  if (file !== undefined && !existsSync(file)) {
    yield { name: 'schema', faults: [`there is no database ${file}; run "hocba migrate"`] };
    return;
  }
  if (file !== undefined) {
    yield { name: 'integrity', faults: checkSqliteFile(file) };
    const disk = async () => ((await diskHolds(config.databaseUrl)) ? [] : ['less than 256 MiB are free']);
    yield await check('disk', disk);
  }
  // A damaged file can fail anywhere: that is one more finding, not the end of the examination.
  try {
    yield* checkDatabase(examined);
  } catch (error) {
    yield { name: 'schema', faults: [describeFault(error)] };
  }
}

/** `hocba doctor`: looks at everything and names what is not well. */
export const run: Run = async (args, io) => {
  const options = { json: { type: 'boolean' }, since: { type: 'string' } } as const;
  const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
  if (positionals.length > 0)
    throw new UsageError(['doctor takes a file only with --since', 'doctor chỉ nhận tệp với --since']);
  const now = new Date().toISOString() as Instant;
  const checks: Check[] = [];
  for await (const found of examine({ config: readConfig(), now, since: values.since, tell: io.err })) {
    const { name, faults } = found;
    checks.push({ name, faults: faults.map((fault) => (typeof fault === 'string' ? fault : fault[0])) });
    if (values.json) continue;
    // As soon as it is known: on a large database the whole takes its time.
    io.out(checkText(name, faults.length === 0));
    for (const fault of faults) io.out(`  ${faultText(fault)}`);
  }
  const well = checks.every(({ faults }) => faults.length === 0);
  if (values.json) io.out(JSON.stringify({ well, checks }, null, 2));
  return well ? 0 : 1;
};
