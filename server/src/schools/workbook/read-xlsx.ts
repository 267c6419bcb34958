import { posix } from 'node:path';
import { requireSheetCount, requireUnpackedSize, requireXlsx } from '@hocba/shared/exchange/workbook/file';
import type { SheetTable } from '@hocba/shared/exchange/workbook/sheet-table';
import { RegistryError } from '@hocba/shared/problems';
import { readNumberFormats } from './number-formats.ts';
import { readSheet, type WorkbookParts } from './read-sheet.ts';
import { type Unzipped, unzip } from './unzip.ts';
import { isTrue, walkXml, type XmlListener } from './walk-xml.ts';
import { readSharedTexts } from './workbook-texts.ts';

/** Day 0 of a workbook, in days from the first of 1970: programs of old Macs counted from 1904. */
const DAY_ZERO = { usual: -25_569, of1904: -24_107 } as const;

/** Spreadsheet programs take 31 letters. */
const MAX_NAME = 100;

interface SheetEntry {
  readonly name: string;
  readonly hidden: boolean;
  readonly part: string;
}

const onOpen = (open: XmlListener['open']): XmlListener => ({
  open,
  close: () => undefined,
  text: () => undefined,
});

/** One part, limited by what it declares before it is unpacked. */
const readPart = (zip: Unzipped, name: string): Buffer => {
  requireUnpackedSize(zip.sizesOf([name]));
  const part = zip.read(name);
  if (part === undefined) throw new RegistryError('FILE_UNREADABLE', 'not a workbook');
  return part;
};

/** The targets that a part of the file refers to: under which id, as what, and where that stands in the zip. */
interface Relation {
  readonly id: string;
  readonly kind: string;
  readonly part: string;
}

const relationsPartOf = (part: string): string =>
  posix.join(posix.dirname(part), '_rels', `${posix.basename(part)}.rels`);

const readRelations = (zip: Unzipped, of: string): Relation[] => {
  const relations: Relation[] = [];
  const listener = onOpen((tag, attribute) => {
    if (tag !== 'Relationship') return;
    const target = attribute('Target') ?? '';
    relations.push({
      id: attribute('Id') ?? '',
      kind: posix.basename(attribute('Type') ?? ''),
      part: target.startsWith('/') ? target.slice(1) : posix.join(posix.dirname(of), target),
    });
  });
  walkXml(readPart(zip, relationsPartOf(of)), listener);
  return relations;
};

const partOfKind = (relations: readonly Relation[], kind: string): string =>
  relations.find((relation) => relation.kind === kind)?.part ?? '';

/** The sheets in the order of the workbook, and its day 0. */
const readWorkbook = (part: Uint8Array, relations: readonly Relation[]) => {
  const sheets: SheetEntry[] = [];
  let dayZero: number = DAY_ZERO.usual;
  walkXml(
    part,
    onOpen((tag, attribute) => {
      if (tag === 'workbookPr' && isTrue(attribute('date1904'))) dayZero = DAY_ZERO.of1904;
      if (tag !== 'sheet') return;
      requireSheetCount(sheets.length + 1);
      const state = attribute('state');
      sheets.push({
        name: (attribute('name') ?? '').slice(0, MAX_NAME),
        hidden: state === 'hidden' || state === 'veryHidden',
        part: relations.find(({ id }) => id === attribute('id'))?.part ?? '',
      });
    }),
  );
  return { sheets, dayZero };
};

/**
 * Reads every sheet of a workbook: formulas as their stored value, empty cells as null. The sizes that the file
 * declares are limited before anything is unpacked, and each cell before it is kept. Throws FILE_OLD_EXCEL,
 * FILE_PROTECTED, FILE_TOO_LARGE, FILE_UNREADABLE.
 */
export const readXlsx = async (bytes: Uint8Array): Promise<SheetTable[]> => {
  requireXlsx(bytes);
  const zip = unzip(bytes);
  const workbook = partOfKind(readRelations(zip, ''), 'officeDocument');
  const relations = readRelations(zip, workbook);
  const { sheets, dayZero } = readWorkbook(readPart(zip, workbook), relations);
  if (sheets.length === 0) throw new RegistryError('FILE_UNREADABLE', 'a workbook without sheets');
  const [texts, styles] = ['sharedStrings', 'styles'].map((kind) => partOfKind(relations, kind));
  requireUnpackedSize(zip.sizesOf([texts ?? '', styles ?? '', ...sheets.map(({ part }) => part)]));
  const parts: WorkbookParts = {
    texts: readSharedTexts(zip.read(texts ?? '')),
    formats: readNumberFormats(zip.read(styles ?? '')),
    dayZero,
    read: { cells: 0, letters: 0, elements: 0 },
  };
  return sheets.map(({ name, hidden, part }) => ({
    name,
    hidden,
    ...readSheet(name, readPart(zip, part), parts),
  }));
};
