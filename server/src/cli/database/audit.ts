import { parseArgs } from 'node:util';
import { instantInVietnam } from '@hocba/shared/calendar/vietnam-time';
import { parseIdentifier, StudentCode } from '@hocba/shared/school/identifiers';
import type { Db } from '../../storage/engine/db.ts';
import { type AuditFilter, type AuditRow, readAudit } from '../../storage/queries/audit/audit-queries.ts';
import { findStudentByCode } from '../../storage/queries/schools/schools.ts';
import { type Run, UsageError, withDb } from '../command.ts';
import { readGivenDay, readGivenInstant } from '../given-time.ts';
import { counted, type Said } from '../texts/said.ts';

/** How the command is called, in English and Vietnamese. */
export const usage: Said = [
  `Usage: hocba audit [--student CODE] [--account NAME] [--since TIME] [--until TIME] [--json]

Says who did what and who looked at which pupil, oldest first: by pupil, by account, by time, or by several of them.
Without any of them it prints the whole audit. TIME is a day of Vietnam (2026-11-29) or a moment
(2026-11-29T02:00:00Z, or '09:00 29/11/2026' in Vietnam); --until is left out itself. --json prints one JSON object a
line, with number and hash. The output names pupils by their internal id, never by name. Exit codes: 0 done, 1 no such
pupil, 64 wrong usage.`,
  `Cách dùng: hocba audit [--student MÃ] [--account TÊN] [--since LÚC] [--until LÚC] [--json]

In ra ai đã làm gì và ai đã xem học sinh nào, việc cũ trước: theo học sinh, theo tài khoản, theo thời gian, hoặc kết hợp.
Không ghi gì thì in toàn bộ sổ kiểm tra. LÚC là một ngày ở Việt Nam (2026-11-29) hoặc một thời điểm (2026-11-29T02:00:00Z,
hoặc '09:00 29/11/2026' giờ Việt Nam); không kể chính thời điểm --until. --json in mỗi dòng một đối tượng JSON, có số
thứ tự và mã băm. Học sinh được ghi bằng mã nội bộ, không bao giờ bằng tên. Mã thoát: 0 xong, 1 không có học sinh đó, 64 gọi lệnh sai.`,
];

const OPTIONS = {
  student: { type: 'string' },
  account: { type: 'string' },
  since: { type: 'string' },
  until: { type: 'string' },
  json: { type: 'boolean' },
} as const;

const parseTime = (given: string | undefined, option: string): string | undefined => {
  if (given === undefined) return undefined;
  const day = readGivenDay(given);
  const instant = day === undefined ? readGivenInstant(given) : instantInVietnam(day, '00:00');
  if (instant === undefined) {
    throw new UsageError([
      `${option}: a day that there is, as 2026-11-29, or a moment, as 2026-11-29T02:00:00Z or '09:00 29/11/2026'`,
      `${option}: một ngày có thật như 2026-11-29 hoặc một thời điểm như 2026-11-29T02:00:00Z, '09:00 29/11/2026'`,
    ]);
  }
  return instant;
};

/** Time of Vietnam, actor, act, pupil, details. */
const line = ({ at, actor, action, student, detail }: AuditRow): string => {
  const time = new Date(Date.parse(at) + 7 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
  return [time, actor, action, student ?? '-', detail].join('  ');
};

const print = async (db: Db, filter: AuditFilter, out: (row: AuditRow) => void): Promise<number> => {
  let count = 0;
  for await (const page of readAudit(db, filter)) {
    for (const row of page) out(row);
    count += page.length;
  }
  return count;
};

/** `hocba audit`: reads the audit by pupil, account and time. */
export const run: Run = async (args, io) => {
  const { values } = parseArgs({ args: [...args], options: OPTIONS });
  const code = values.student === undefined ? undefined : parseIdentifier(StudentCode, values.student);
  if (values.student !== undefined && code === undefined) {
    throw new UsageError(['--student: 10 digits', '--student: mã học sinh gồm 10 chữ số']);
  }
  const since = parseTime(values.since, '--since');
  const until = parseTime(values.until, '--until');
  return withDb(async (db) => {
    const pupil = code === undefined ? undefined : await findStudentByCode(db, code);
    if (code !== undefined && pupil === undefined) {
      io.err([`No pupil has the code ${code}.`, `Không có học sinh mang mã ${code}.`]);
      return 1;
    }
    const filter = {
      ...(pupil === undefined ? {} : { student: pupil.id }),
      ...(values.account === undefined ? {} : { actor: values.account }),
      ...(since === undefined ? {} : { since }),
      ...(until === undefined ? {} : { until }),
    };
    const count = await print(db, filter, (row) => io.out(values.json ? JSON.stringify(row) : line(row)));
    if (!values.json) io.err([counted(count, 'row'), `${count} dòng`]);
    return 0;
  });
};
