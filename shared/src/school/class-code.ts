import { ClassCode, parseIdentifier, SheetId, sheetIdOf, sheetParts } from './identifiers.ts';

/** A class by number as schools write it, `8/1`, `8.1`, `8-1` or `8/01`: one class, whatever stands between. */
const BY_NUMBER = /^(\d{1,2})[/.\-–_]0?(\d{1,2})$/;

/**
 * The code of a class as people write it: `8 a1` and `Lớp 8A1` are `8A1`; `8/1`, `8.1` and `Lớp 8-1` are `8-1`, because
 * a slash or a point has another meaning in an address. Undefined for what is no class of grades 1 to 12.
 */
export const readClassCode = (text: string): ClassCode | undefined => {
  const written = text
    .normalize('NFC')
    .toUpperCase()
    .replace(/^\s*LỚP\s*:?/, '')
    .replace(/\s/g, '');
  const code = parseIdentifier(ClassCode, written.replace(BY_NUMBER, '$1-$2'));
  const grade = Number.parseInt(written, 10);
  return grade >= 1 && grade <= 12 ? code : undefined;
};

/** A sheet as people write it: `8/1:toan:hk1` is `8-1:toan:hk1`. Undefined for what names no sheet. */
export const readSheetId = (text: string): SheetId | undefined => {
  const [written = '', ...rest] = text.split(':');
  const classCode = readClassCode(written);
  const sheet = parseIdentifier(SheetId, [classCode, ...rest].join(':'));
  if (classCode === undefined || sheet === undefined) return undefined;
  const { subject, term } = sheetParts(sheet);
  return sheetIdOf(classCode, subject, term);
};

/** Digits as numbers: `8-2` comes before `8-10` by the order of texts. */
const sortKey = (code: ClassCode): string => code.replace(/[0-9]+/g, (digits) => digits.padStart(3, '0'));

/** The order in which schools list classes: `8-2` before `8-10`, `9A` before `10A`. */
export const compareClasses = (a: ClassCode, b: ClassCode): number => {
  const [first, second] = [sortKey(a), sortKey(b)];
  if (first === second) return 0;
  return first < second ? -1 : 1;
};
