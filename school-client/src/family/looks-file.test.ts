import type { Look } from '@hocba/shared/contract/family/child';
import { expect, it } from 'vitest';
import { openFamilyPages } from './render.tsx';

const LOOK: Look = {
  id: 'a'.repeat(32) as Look['id'],
  at: '2027-06-10T02:14:00.000Z' as Look['at'],
  act: 'bundle.read',
  person: 'Lý Thị Mai',
  role: 'clerk',
  school: 'THCS Sơn Dương',
  purpose: 'transfer',
  times: 1,
};
const file = (looks: readonly Look[], language: 'vi' | 'en' = 'vi') =>
  openFamilyPages()({ page: 'looks-file', looks: [...looks] }, language);

it('the file of looks is a table with a byte order mark, one line for each look, with times of Vietnam', () => {
  expect(file([LOOK])).toBe(
    '\uFEFF"Thời điểm (giờ Việt Nam)","Người","Vai trò","Trường","Việc đã làm","Mục đích"\r\n' +
      '"2027-06-10 09:14","Lý Thị Mai","văn thư","THCS Sơn Dương","Đã xem học bạ đã ký","nhận con chuyển trường"\r\n',
  );
});

it('a look by nobody known says so, and a look without school leaves its field empty', () => {
  const [, line] = file([
    { ...LOOK, act: 'share.opened', person: null, role: 'unknown', school: null, purpose: null },
  ]).split('\r\n');
  expect(line).toBe(
    '"2027-06-10 09:14","Không biết là ai","không rõ","","Mở đường dẫn của gia đình bằng mã PIN",""',
  );
});

it('a name cannot end its field, and none is run as a formula', () => {
  const [, line] = file([{ ...LOOK, person: '=HYPERLINK("http://x")', school: '+84 "A"' }], 'en').split(
    '\r\n',
  );
  expect(line).toContain(`"'=HYPERLINK(""http://x"")"`);
  expect(line).toContain(`"'+84 ""A"""`);
});
