import { parseArgs } from 'node:util';
import { AccountName, type Instant, parseIdentifier } from '@hocba/shared/school/identifiers';
import { ROLES } from '@hocba/shared/school/roles';
import { createAccount, disableAccount, resetPassword } from '../../people/accounts.ts';
import { type CommandIo, type Run, UsageError, withDb } from '../command.ts';
import type { Said } from '../texts/said.ts';
import { need, parseDay, parseNewAccount, parseSubjects } from './account-options.ts';
import { changeAssignments, listHeld, logClassesOf } from './assign.ts';
import { callOffFor, showPlanned } from './planned.ts';

/** How the command is called, in English and Vietnamese. */
export const usage: Said = [
  `Usage:
  hocba account create NAME --role ROLE [--school CODE] [--display FULL-NAME] [--assign YEAR:CLASS:SUBJECT …]
  hocba account assign NAME --assign YEAR:CLASS:SUBJECT … [--on DATE]
  hocba account release NAME [--assign YEAR:CLASS:SUBJECT …] [--on DATE]
  hocba account planned [NAME] [--assign YEAR:CLASS:SUBJECT …] [--on DATE] [--cancel]
  hocba account reset NAME
  hocba account disable NAME

ROLE is one of ${ROLES.join(', ')}; head, clerk and teacher need --school.
Heads and teachers need --display, their full name: it stands in the records that they sign.
--assign may be given many times, "2026-2027:8A1:toan"; a class 8/1 may be written 8/1, 8.1 or 8-1.
The subject homeroom is the class itself; in create, "2026-2027:4A:*" is all of a class that has no teacher yet, as for
the class teacher of primary school once the others have theirs.
assign gives subjects or the homeroom of a class to a teacher, in place of the one who has them; release takes them from
the teacher, all of them without --assign. --on 2026-12-01 says from which day on (Vietnam time); without it, at once. What was
entered and approved stays. What a device sends after that day is refused: let the teacher send first. When a teacher
leaves: assign the homeroom and subjects to others, then disable the account.
planned lists what waits for its day, of all accounts or of one; --cancel calls off what it lists. A change that is not
possible on its day is refused, and stays listed until it is called off or the subject is given at once. disable calls off
what would be given to the account.
create and reset print a temporary password once; it must be changed at the first sign-in.`,
  `Cách dùng:
  hocba account create TÊN --role VAI-TRÒ [--school MÃ] [--display HỌ-TÊN] [--assign NĂM:LỚP:MÔN …]
  hocba account assign TÊN --assign NĂM:LỚP:MÔN … [--on NGÀY]
  hocba account release TÊN [--assign NĂM:LỚP:MÔN …] [--on NGÀY]
  hocba account planned [TÊN] [--assign NĂM:LỚP:MÔN …] [--on NGÀY] [--cancel]
  hocba account reset TÊN
  hocba account disable TÊN

VAI-TRÒ là operator (người quản trị), department (cán bộ sở), head (hiệu trưởng), clerk (văn thư) hoặc teacher (giáo viên);
head, clerk và teacher cần --school. Hiệu trưởng và giáo viên cần --display là họ và tên đầy đủ: tên này ghi trong học bạ
mà người đó ký duyệt.
--assign ghi được nhiều lần, ví dụ "2026-2027:8A1:toan"; lớp 8/1 có thể ghi 8/1, 8.1 hoặc 8-1. Môn homeroom là chủ nhiệm
lớp; riêng ở create, "2026-2027:4A:*" là mọi phần của lớp chưa có giáo viên, dùng cho giáo viên chủ nhiệm tiểu học sau khi
các giáo viên khác đã được phân công.
assign giao môn hoặc chủ nhiệm cho một giáo viên, thay người đang giữ; release lấy lại môn của giáo viên, không có --assign
thì lấy lại tất cả. --on 2026-12-01 là từ ngày nào (giờ Việt Nam); không ghi thì ngay bây giờ. Điểm đã nhập và đã duyệt vẫn
giữ. Sau ngày đó máy của người cũ gửi lên sẽ không được nhận: đề nghị người đó gửi trước. Khi một giáo viên nghỉ: giao chủ
nhiệm và các môn cho người khác, rồi khóa tài khoản bằng disable.
planned liệt kê những thay đổi đang chờ ngày, của mọi tài khoản hoặc của một tài khoản; --cancel hủy những thay đổi được
liệt kê. Thay đổi nào đến ngày mà không thực hiện được thì vẫn còn trong danh sách cho đến khi được hủy hoặc môn đó được
giao ngay. disable hủy mọi thay đổi đã hẹn giao cho tài khoản.
create và reset in mật khẩu tạm thời một lần; phải đổi ở lần đăng nhập đầu.`,
];

const OPTIONS = {
  role: { type: 'string' },
  school: { type: 'string' },
  display: { type: 'string' },
  assign: { type: 'string', multiple: true },
  on: { type: 'string' },
  cancel: { type: 'boolean' },
} as const;

type Values = ReturnType<typeof parseGiven>['values'];

const parseGiven = (args: readonly string[]) =>
  parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });

/** The tools of every action. */
interface Call {
  readonly name: AccountName;
  readonly values: Values;
  readonly now: Instant;
  readonly io: CommandIo;
}

const tell = ({ name, io }: Call, done: Said, password: string): void => {
  io.out([`Account ${name} ${done[0]}.`, `Tài khoản ${name} ${done[1]}.`]);
  io.out([
    `Temporary password (shown once): ${password}`,
    `Mật khẩu tạm thời (chỉ hiện lần này): ${password}`,
  ]);
};

const changeHeld = ({ name, values, now, io }: Call, given: string | null): Promise<void> => {
  const keys = parseSubjects(values.assign ?? []);
  const on = parseDay(values.on);
  return withDb((db) => changeAssignments({ db, now, print: io.out }, name, { keys, given, on }));
};

const disable = async ({ name, now, io }: Call): Promise<void> => {
  const { isDone, held, planned } = await withDb(async (db) => {
    const isDone = await disableAccount(db, name, now);
    return { isDone, planned: await callOffFor(db, name, now), held: await listHeld(db, name) };
  });
  const done: Said = [
    `Account ${name} disabled; all its sessions have ended.`,
    `Đã khóa tài khoản ${name}; tài khoản đã bị đăng xuất khỏi mọi máy.`,
  ];
  const before: Said = [
    `Account ${name} was disabled already; nothing changes.`,
    `Tài khoản ${name} đã bị khóa từ trước; không có gì thay đổi.`,
  ];
  io.out(isDone ? done : before);
  for (const text of planned) {
    io.out([
      `Called off, because it was planned for this account: ${text}`,
      `Đã hủy thay đổi đã hẹn cho tài khoản này: ${text}`,
    ]);
  }
  if (held.length === 0) return;
  const list = held.join(', ');
  io.out([
    `It still has ${list}. Give these to others: hocba account assign NAME --assign …`,
    `Tài khoản này còn giữ ${list}. Giao cho người khác: hocba account assign TÊN --assign …`,
  ]);
};

const planned = (
  name: AccountName | undefined,
  values: Values,
  now: Instant,
  io: CommandIo,
): Promise<void> => {
  const wish = {
    name,
    keys: parseSubjects(values.assign ?? []),
    on: parseDay(values.on),
    cancel: values.cancel ?? false,
  };
  return withDb((db) => showPlanned({ db, now, print: io.out }, wish));
};

const parseName = (given: string | undefined): AccountName =>
  need(parseIdentifier(AccountName, given), [
    'NAME: 2 to 40 of a-z, 0-9, dot, dash and underscore',
    'TÊN: 2 đến 40 ký tự gồm a-z, 0-9, dấu chấm, gạch ngang, gạch dưới',
  ]);

/** The actions on an account, by their words. */
const ACTIONS: ReadonlyMap<string, (call: Call) => Promise<void>> = new Map([
  [
    'create',
    async (call: Call) => {
      const account = parseNewAccount(call.name, call.values);
      const password = await withDb(async (db) => {
        const made = await createAccount(db, account, call.now);
        await logClassesOf(db, call.name, call.now);
        return made;
      });
      tell(call, ['created', 'đã được tạo'], password);
    },
  ],
  [
    'assign',
    async (call: Call) => {
      if ((call.values.assign ?? []).length === 0) {
        throw new UsageError(['--assign is needed', 'thiếu --assign']);
      }
      await changeHeld(call, call.name);
    },
  ],
  ['release', (call: Call) => changeHeld(call, null)],
  [
    'reset',
    async (call: Call) => {
      const password = await withDb((db) => resetPassword(db, call.name, call.now));
      const done: Said = [
        'reset; all its sessions have ended',
        'đã được cấp lại mật khẩu và bị đăng xuất khỏi mọi máy',
      ];
      tell(call, done, password);
    },
  ],
  ['disable', disable],
]);

/** `hocba account`: create, assign, release, list what is planned, reset and disable accounts. */
export const run: Run = async (args, io) => {
  const { positionals, values } = parseGiven(args);
  const [action = '', given, more] = positionals;
  if (more !== undefined) throw new UsageError([`unexpected ${more}`, `thừa "${more}"`]);
  const now = new Date().toISOString() as Instant;
  if (action === 'planned') {
    await planned(given === undefined ? undefined : parseName(given), values, now, io);
    return 0;
  }
  if (values.cancel) throw new UsageError(['--cancel is for planned', '--cancel chỉ dùng với planned']);
  const name = parseName(given);
  const work = need(ACTIONS.get(action), [`unknown action ${action}`, `không có việc "${action}"`]);
  await work({ name, values, now, io });
  return 0;
};
