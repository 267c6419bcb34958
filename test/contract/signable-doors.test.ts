import {
  openPrimaryClass,
  PRIMARY_CLASS,
  PRIMARY_NAME,
  PRIMARY_PUPILS,
  primaryEntry,
  sendPrimary,
} from '@hocba/server/records/projection/primary-class.fixture';
import {
  CLASS,
  entryOf,
  HOMEROOM_TEACHER,
  NAME,
  openSmallClass,
  PUPILS,
  sendAs,
} from '@hocba/server/records/projection/small-class.fixture';
import { findPublished } from '@hocba/server/replication/publish';
import type { Db } from '@hocba/server/storage/engine/db';
import { findAccount } from '@hocba/server/storage/queries/people';
import { findSchool, findStudentByCode } from '@hocba/server/storage/queries/schools/schools';
import { buildPayload, type PayloadInput } from '@hocba/shared/credential/payload/build-payload';
import { RegistryError } from '@hocba/shared/problems';
import type { Entry, EntryCell } from '@hocba/shared/record/entry';
import type { DatabaseName, SheetId, StudentId } from '@hocba/shared/school/identifiers';
import { MAX_LENGTH } from '@hocba/shared/text/plain-text';
import { readRemark } from '@hocba/shared/text/remark';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { goodInput } from '../vectors/credential/good-record.ts';
import { type ImportRegistry, openImportRegistry, SCHOOL } from './import/import-registry.ts';
import { workbook } from './import/import-workbook.ts';

/* Every door by which a text comes into a registry that will be signed, and what the signer makes of what it stored. */

type Subject = ReturnType<typeof buildPayload>['credentialSubject'];

/** Where a text stands in a signed record: how it is put there, and what the signed record says. */
interface Place {
  readonly put: (text: string) => PayloadInput;
  readonly said: (subject: Subject) => string | null | undefined;
}

const { student, school, approvals, record } = goodInput;

const PLACES = {
  pupil: {
    put: (name) => ({ ...goodInput, student: { ...student, name } }),
    said: (subject) => subject.student.name,
  },
  ethnicity: {
    put: (ethnicity) => ({ ...goodInput, student: { ...student, ethnicity } }),
    said: (subject) => subject.student.ethnicity,
  },
  approver: {
    put: (name) => ({ ...goodInput, approvals: approvals.map((one) => ({ ...one, name })) }),
    said: (subject) => subject.approvals[0]?.name,
  },
  schoolName: {
    put: (name) => ({ ...goodInput, school: { ...school, name } }),
    said: (subject) => subject.school.name,
  },
  commune: {
    put: (commune) => ({ ...goodInput, school: { ...school, commune } }),
    said: (subject) => subject.school.commune,
  },
  province: {
    put: (province) => ({ ...goodInput, school: { ...school, province } }),
    said: (subject) => subject.school.province,
  },
  remark: {
    put: (remark) => ({ ...goodInput, record: { ...record, remark } as typeof record }),
    said: (subject) => subject.remark,
  },
} satisfies Record<string, Place>;

/** Whether the signer takes a text just as it is. */
const isSigned = ({ put, said }: Place, text: string): boolean => {
  try {
    return said(buildPayload(put(text)).credentialSubject) === text;
  } catch {
    return false;
  }
};

let registry: ImportRegistry;
let small: Db;
let primary: Db;
let count = 0;

beforeAll(async () => {
  registry = await openImportRegistry();
  small = await openSmallClass();
  primary = await openPrimaryClass();
});
afterAll(async () => {
  await registry.close();
  await small.close();
  await primary.close();
});

const addAccount = async (name: string): Promise<string | undefined> => {
  const account = `gv.${++count}`;
  await registry.hocba(
    'account',
    'create',
    account,
    '--role',
    'teacher',
    '--school',
    SCHOOL,
    '--display',
    name,
  );
  return (await findAccount(registry.db, account))?.display_name;
};

const addSchool =
  (member: 'name' | 'commune' | 'province') =>
  async (text: string): Promise<string | undefined> => {
    const code = String(8_100_000 + ++count).padStart(8, '0');
    const words = { name: 'Trường THCS A', commune: 'Xã A', province: 'Tỉnh A', [member]: text };
    const options = Object.entries(words).map(([option, word]) => `--${option}=${word}`);
    await registry.hocba('school', 'add', code, ...options);
    return (await findSchool(registry.db, code))?.[member];
  };

const HEAD = ['STT', 'Mã lớp', 'Mã học sinh', 'Họ tên', 'Ngày sinh', 'Giới tính', 'Dân tộc'];

const importPupil =
  (member: 'name' | 'ethnicity') =>
  async (text: string): Promise<string | undefined> => {
    const code = String(900_000_000 + ++count).padStart(10, '0');
    const words = { name: 'Nguyễn Văn An', ethnicity: 'Kinh', [member]: text };
    const row = [1, '8B1', code, words.name, '15/05/2013', 'Nam', words.ethnicity];
    await registry.importFile('roster', await workbook([HEAD, row]), '--apply');
    return (await findStudentByCode(registry.db, code))?.[member];
  };

interface SheetDoc {
  readonly cells: Readonly<Record<string, Readonly<Record<string, readonly [unknown, string]>>>>;
}

/** Sends one remark as a device does; answers it when the sheet holds it afterwards. */
const enter =
  (
    db: () => Db,
    name: DatabaseName,
    cell: { readonly sheet: SheetId; readonly pupil: StudentId; readonly column: string },
    send: (cells: EntryCell[]) => Promise<void>,
  ) =>
  async (text: string): Promise<string | undefined> => {
    const held = async () => {
      const doc = (await findPublished(db(), name, `sheet:${cell.sheet}`))?.body as SheetDoc | undefined;
      return doc?.cells[cell.pupil]?.[cell.column];
    };
    const before = (await held())?.[1] ?? null;
    try {
      await send([[cell.pupil, cell.column, text, before] as never]);
    } catch (error) {
      // A document that is malformed is refused before it reaches the log.
      if (!(error instanceof RegistryError)) throw error;
    }
    const after = await held();
    return after === undefined || after[1] === before ? undefined : (after[0] as string);
  };

const homeroom = {
  sheet: `${CLASS}:homeroom:hk2` as SheetId,
  pupil: PUPILS[0] as StudentId,
  column: 'remark',
};
const subject = {
  sheet: `${PRIMARY_CLASS}:toan:hk2` as SheetId,
  pupil: PRIMARY_PUPILS[0] as StudentId,
  column: 'remark',
};
const sendSmall = (cells: EntryCell[]) => {
  const entry: Entry = entryOf(HOMEROOM_TEACHER, homeroom.sheet, cells);
  return sendAs(small, [entry]);
};

/** The text that a grid makes of a typed remark before any device sends it. */
const typeRemark = async (typed: string): Promise<string | undefined> => {
  const read = readRemark(typed);
  return 'value' in read ? read.value : undefined;
};

interface Door {
  readonly door: string;
  readonly place: Place;
  readonly longest: number;
  readonly take: (text: string) => Promise<string | undefined>;
}

const NAME_DOORS: readonly Door[] = [
  { door: 'the name of an account', place: PLACES.approver, longest: MAX_LENGTH.person, take: addAccount },
  {
    door: 'the name of a school',
    place: PLACES.schoolName,
    longest: MAX_LENGTH.school,
    take: addSchool('name'),
  },
  {
    door: 'the commune of a school',
    place: PLACES.commune,
    longest: MAX_LENGTH.place,
    take: addSchool('commune'),
  },
  {
    door: 'the province of a school',
    place: PLACES.province,
    longest: MAX_LENGTH.place,
    take: addSchool('province'),
  },
  { door: 'the name of a pupil', place: PLACES.pupil, longest: MAX_LENGTH.person, take: importPupil('name') },
  {
    door: 'the ethnic group of a pupil',
    place: PLACES.ethnicity,
    longest: MAX_LENGTH.ethnicity,
    take: importPupil('ethnicity'),
  },
];

const REMARK_DOORS: readonly Door[] = [
  {
    door: 'the remark of a homeroom teacher that a device sends',
    place: PLACES.remark,
    longest: MAX_LENGTH.remark,
    take: enter(() => small, NAME, homeroom, sendSmall),
  },
  {
    door: 'the remark on a subject of primary school that a device sends',
    place: PLACES.remark,
    longest: MAX_LENGTH.remark,
    take: enter(
      () => primary,
      PRIMARY_NAME,
      subject,
      (cells) => sendPrimary(primary, [primaryEntry(subject.sheet, cells)]),
    ),
  },
];
const TYPED: Door = {
  door: 'a remark that is typed into a grid',
  place: PLACES.remark,
  longest: MAX_LENGTH.remark,
  take: typeRemark,
};

const OLD_FONT = 'NguyÔn V¨n Th¾ng';

/** Texts that no name may have, whatever a door cleans away. */
const UNFIT_NAMES = [
  ['letters of another script', 'Нгуен Ван А'],
  ['one letter that only looks Latin', 'Nguyễn Văn Аn'],
  ['letters of full width', 'Nguyễn Ｖăn An'],
  ['the micro sign', 'Nguyễn µ An'],
  ['a filler that is a letter nobody sees', 'Nguyễn\u3164Văn An'],
  ['a Chinese name', '阮文安'],
  ['letters of an old font', OLD_FONT],
] as const;

/** The text that a paste brings along, and the name that is meant. */
const CLEANED_NAMES = [
  ['accents written apart', 'Nguyễn Văn Thắng'.normalize('NFD'), 'Nguyễn Văn Thắng'],
  ['blanks around and doubled', '  Nguyễn  Văn Thắng ', 'Nguyễn Văn Thắng'],
  ['a zero-width space', 'Nguyễn\u200b Văn Thắng', 'Nguyễn Văn Thắng'],
  ['a mark that turns the direction', 'Nguyễn \u202eVăn Thắng', 'Nguyễn Văn Thắng'],
  ['a blank that does not break', 'Nguyễn\u00a0Văn Thắng', 'Nguyễn Văn Thắng'],
] as const;

/** Remarks that must not come in as they are, from a device that did not clean them. */
const UNFIT_REMARKS = [
  ['letters of another script', 'Хорошо учится.'],
  ['a picture', 'Chăm ngoan 👍'],
  ['a sign of one font alone', '\uf0b7 Chăm ngoan'],
  ['a filler that is a letter nobody sees', 'Chăm\u3164ngoan'],
  ['accents written apart', 'Chăm ngoan'.normalize('NFD')],
  ['a zero-width space', 'Chăm\u200b ngoan'],
  ['a line break', 'Chăm\nngoan'],
  ['blanks around', ' Chăm ngoan '],
  ['letters of an old font', 'Häc sinh ch¨m ngoan'],
] as const;

const FIT_REMARKS = [
  'Chăm ngoan, hòa đồng.',
  'Hiểu định lý, tính được 2πr và 5 µm.',
  "Y Moan, H'Mỷ đọc tốt.",
];

/** The signer asks of the name of an ethnic group no more than of any text; its door asks what it asks of a name. */
const isSignedAsName = (place: Place): boolean => place !== PLACES.ethnicity;

const pairs = <Row extends readonly [string, ...string[]]>(doors: readonly Door[], rows: readonly Row[]) =>
  doors.flatMap((door) => rows.map((row) => [door.door, row[0], door, row] as const));

describe('a text that the signer refuses', () => {
  it.each(pairs(NAME_DOORS, UNFIT_NAMES))(
    'a text that the signer refuses is refused as %s: %s',
    async (_, __, { place, take }, [, text]) => {
      expect(await take(text)).toBeUndefined();
      // An old font is made of Latin letters: only the door can tell it from a name.
      if (text !== OLD_FONT && isSignedAsName(place)) expect(isSigned(place, text)).toBe(false);
    },
  );

  it.each(pairs(REMARK_DOORS, UNFIT_REMARKS))(
    'a text that the signer refuses is refused as %s: %s',
    async (_, __, { take }, [, text]) => {
      expect(await take(text)).toBeUndefined();
    },
  );

  it.each([...NAME_DOORS, ...REMARK_DOORS, TYPED].map((door) => [door.door, door] as const))(
    'a text is refused as %s when it is one character too long, and taken when it is not',
    async (_, { place, longest, take }) => {
      const text = `A${'n'.repeat(longest - 1)}`;
      expect(await take(`${text}n`)).toBeUndefined();
      expect(isSigned(place, `${text}n`)).toBe(false);
      expect(await take(text)).toBe(text);
      expect(isSigned(place, text)).toBe(true);
    },
  );
});

describe('a text that a door stores', () => {
  it.each(pairs(NAME_DOORS, CLEANED_NAMES))(
    'a text that a door stores as %s is signed as it stands, cleaned of %s',
    async (_, __, { place, take }, [, text, clean]) => {
      expect(await take(text)).toBe(clean);
      expect(isSigned(place, clean)).toBe(true);
      if (isSignedAsName(place)) expect(isSigned(place, text)).toBe(false);
    },
  );

  it.each(
    pairs(
      [...REMARK_DOORS, TYPED],
      FIT_REMARKS.map((text) => [text] as const),
    ),
  )('a text that a door stores as %s is signed as it stands: %s', async (_, text, { place, take }) => {
    expect(await take(text)).toBe(text);
    expect(isSigned(place, text)).toBe(true);
  });

  it.each(UNFIT_REMARKS)(
    'a typed remark is signed as it stands, or nothing is stored: %s',
    async (_, text) => {
      const stored = await typeRemark(text);
      if (stored !== undefined)
        expect([stored === text, isSigned(PLACES.remark, stored)]).toEqual([false, true]);
    },
  );
});
