import { expect, it } from 'vitest';
import { temporaryPassword } from './password.ts';
import { checkNewPassword } from './password-rule.ts';

const NAMES = [
  'clerk.tantrao',
  'Hoàng Thị Ánh Nguyệt',
  'THCS Tân Trào',
  '08000101',
  'Xã Tân Trào',
  'Tỉnh Tuyên Quang',
];

it.each([
  ['nine characters', '123456abc'],
  ['digits only', '9081726354'],
  ['one letter again and again', 'aaaaaaaaaaaa'],
  ['two letters in turn', 'abababababab'],
  ['a path on the keyboard', '1qaz2wsx3edc'],
  ['a common password with a year', 'Password@2026'],
  ['a Vietnamese word with a year', 'matkhau2026'],
  ['the same word with tones', 'Mật khẩu 2026'],
  ['a duty and a digit', 'hieutruong@1'],
  ['the account', 'clerk.tantrao'],
  ['the account in capitals', 'Clerk.TanTrao'],
  ['the school and a year', 'tantrao2026'],
  ['the school with its kind', 'thcstantrao1'],
  ['the school and a pattern of digits', 'TanTrao@123'],
  ['the school code twice', '0800010108000101'],
  ['the province and a year', 'TuyenQuang2026'],
  ['the person’s own name', 'anhnguyet1985'],
  ['letters of two alphabets in a pattern', 'Abc@123456'],
])('field 37: a new password is refused when it is %s', (_, password) => {
  expect(() => checkNewPassword(NAMES, password)).toThrow(
    expect.objectContaining({ code: 'PASSWORD_TOO_WEAK' }),
  );
});

it.each(['trăng sáng quá', 'Hocba-2026-clerk.tantrao-quạt', 'correct horse battery', temporaryPassword()])(
  'field 37: a new password is taken when no guessing program would find it: %s',
  (password) => {
    checkNewPassword(NAMES, password);
  },
);

it('field 37: a password of the greatest length is judged by its first 32 characters', () => {
  checkNewPassword(NAMES, `trăng sáng quá ${'x'.repeat(113)}`);
  expect(() => checkNewPassword(NAMES, 'x'.repeat(128))).toThrow();
});
