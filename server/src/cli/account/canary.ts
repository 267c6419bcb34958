import { parseArgs } from 'node:util';
import { RegistryError } from '@hocba/shared/problems';
import { type Instant, parseIdentifier, StudentCode } from '@hocba/shared/school/identifiers';
import { parseBirthText } from '@hocba/shared/school/pupil/birth-date';
import { searchKey } from '@hocba/shared/text/names/search-key';
import { sortKey } from '@hocba/shared/text/names/sort-key';
import { readPersonName } from '@hocba/shared/text/plain-text';
import { canaryAct, checkCanaries } from '../../people/canaries.ts';
import { pupilActs } from '../../schools/check-pupils.ts';
import { newStudentId } from '../../schools/student-id.ts';
import { appendAudits } from '../../storage/queries/audit/audit.ts';
import { insertStudents, type StudentRow } from '../../storage/queries/schools/schools.ts';
import { type CommandIo, type Run, UsageError, withDb } from '../command.ts';
import { faultText } from '../database/doctor-texts.ts';
import { problemText } from '../texts/problem-texts.ts';
import type { Said } from '../texts/said.ts';

/** How the command is called, in English and Vietnamese. */
export const usage: Said = [
  `Usage:
  hocba canary add CODE --name NAME --birth-date DATE
  hocba canary list

add makes a pupil whom no school has, under a pupil's code that is not given out. No screen leads to it: an account that looks
it up, asks for it or links to it guesses numbers or uses a stolen list. The account is answered as for any other pupil;
the head of its school, the log (canary.touched) and "hocba doctor" tell of it.
list says who came to a canary in the last thirty days. Exit code 1 when somebody did, or when the code is taken.`,
  `Cách dùng:
  hocba canary add MÃ --name TÊN --birth-date NGÀY
  hocba canary list

add tạo một học sinh mồi, không học ở trường nào, với mã học sinh chưa cấp cho ai. Không màn hình nào dẫn tới học sinh này: tài khoản nào
tra cứu, xin xem hay liên kết tới đều là đang dò số hoặc dùng danh sách bị lộ. Tài khoản đó vẫn được trả lời như với mọi học sinh khác;
hiệu trưởng của trường đó, nhật ký (canary.touched) và "hocba doctor" báo cho biết.
list cho biết ai đã chạm tới học sinh mồi trong ba mươi ngày qua. Mã thoát 1 khi có người, hoặc khi mã đã dùng.`,
];

const OPTIONS = { name: { type: 'string' }, 'birth-date': { type: 'string' } } as const;
type Values = ReturnType<typeof parseArgs<{ options: typeof OPTIONS }>>['values'];

const rowOf = (given: string | undefined, values: Values): StudentRow => {
  const code = parseIdentifier(StudentCode, given);
  if (code === undefined) {
    throw new UsageError(['CODE: ten digits or capitals', 'MÃ: mười chữ số hoặc chữ in hoa']);
  }
  const name = readPersonName(values.name ?? '');
  if ('finding' in name) throw new UsageError(`--name: ${problemText(name.finding.code, undefined)}`);
  if (name.value === '') throw new UsageError(['--name is needed', 'thiếu --name']);
  const born = parseBirthText(values['birth-date'] ?? '');
  if ('finding' in born || born.value === null) {
    throw new UsageError([
      '--birth-date: a day such as 17/05/2013',
      '--birth-date: ngày sinh, ví dụ 17/05/2013',
    ]);
  }
  const keys = { sort_key: sortKey(name.value), search_key: searchKey(name.value) };
  const rest = { personal_id: null, sex: 'female', ethnicity: 'Kinh' };
  return { id: newStudentId(), code, name: name.value, ...keys, birth_date: born.value, ...rest };
};

const add = async (given: string | undefined, values: Values, io: CommandIo): Promise<number> => {
  const row = rowOf(given, values);
  const at = new Date().toISOString();
  try {
    await withDb((db) =>
      db.commit([
        ...insertStudents([row]),
        appendAudits([...pupilActs(db, [row], at), canaryAct(row.id, at)]),
      ]),
    );
  } catch (error) {
    if (!(error instanceof RegistryError) || error.code !== 'DUPLICATE') throw error;
    io.err([`Pupil ${row.code} exists already.`, `Học sinh ${row.code} đã có.`]);
    return 1;
  }
  io.out([`Canary ${row.code} added.`, `Đã thêm học sinh mồi ${row.code}.`]);
  return 0;
};

const list = async (io: CommandIo): Promise<number> => {
  const faults = await withDb((db) => checkCanaries(db, new Date().toISOString() as Instant));
  for (const fault of faults) io.out(faultText(fault));
  if (faults.length === 0) io.out(['Nobody came to a canary.', 'Chưa có ai chạm tới học sinh mồi.']);
  return faults.length === 0 ? 0 : 1;
};

/** `hocba canary add` and `hocba canary list`. */
export const run: Run = async (args, io) => {
  const { positionals, values } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  const [action, code, ...more] = positionals;
  if (action === 'add' && more.length === 0) return add(code, values, io);
  if (action === 'list' && code === undefined) return list(io);
  throw new UsageError([`unknown action ${action}`, `không có việc "${action}"`]);
};
