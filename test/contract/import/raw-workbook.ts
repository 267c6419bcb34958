import { deflateRawSync } from 'node:zlib';

/** A file of a zip: its content, the size that the directory claims, and whether it says that it is encrypted. */
export interface ZipFile {
  readonly name: string;
  readonly content: Buffer;
  readonly claimed?: number;
  readonly locked?: boolean;
}

const localHeader = (name: Buffer): Buffer => {
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50);
  local.writeUInt16LE(8, 8);
  local.writeUInt16LE(name.length, 26);
  return Buffer.concat([local, name]);
};

/** A zip, written by hand so that it can also claim what is not so. */
export const zipOf = (files: readonly ZipFile[]): Buffer => {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name: text, content, claimed = content.length, locked = false } of files) {
    const [name, packed] = [Buffer.from(text), deflateRawSync(content)];
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50);
    entry.writeUInt16LE(locked ? 1 : 0, 8);
    entry.writeUInt16LE(8, 10);
    entry.writeUInt32LE(packed.length, 20);
    entry.writeUInt32LE(claimed, 24);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt32LE(offset, 42);
    directory.push(entry, name);
    const written = Buffer.concat([localHeader(name), packed]);
    parts.push(written);
    offset += written.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(Buffer.concat(directory).length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, ...directory, end]);
};

/** A sheet as its XML: what stands in `sheetData`, and what follows it. */
export interface RawSheet {
  readonly data: string;
  readonly after?: string;
  readonly name?: string;
  readonly state?: string;
  /** The whole part, where `data` is not enough. */
  readonly whole?: string;
}

/** The XML of a cell with a text of its own, and of a row of cells. */
export const textCell = (value: string): string => `<c t="inlineStr"><is><t>${value}</t></is></c>`;
export const rowOf = (...cells: string[]): string => `<row>${cells.join('')}</row>`;

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006/relationships';
/** Styles by number: 0 general, 1 day, 2 day written in the file, 3 percent, 4 percent written in the file, 5 two digits. */
const STYLES = `<styleSheet xmlns="${MAIN}"><numFmts><numFmt numFmtId="164" formatCode="dd/mm/yyyy;@"/>
<numFmt numFmtId="165" formatCode="0.0\\ %"/><numFmt numFmtId="166" formatCode="00"/></numFmts>
<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>
<cellXfs>${[0, 14, 164, 9, 165, 166].map((id) => `<xf numFmtId="${id}"/>`).join('')}</cellXfs></styleSheet>`;

const relation = (id: string, kind: string, target: string): string =>
  `<Relationship Id="${id}" Type="${OFFICE}/${kind}" Target="${target}"/>`;

const part = (name: string, xml: string): ZipFile => ({ name, content: Buffer.from(xml) });

/** The files of a workbook whose sheets are given as XML, so that a test can write what no program of ours writes. */
export const rawParts = (
  sheets: readonly RawSheet[],
  { texts = [], properties = '' }: { texts?: readonly string[]; properties?: string } = {},
): ZipFile[] => {
  const entries = sheets.map(({ name, state }, i) => {
    const shown = state === undefined ? '' : ` state="${state}"`;
    return `<sheet name="${name ?? `Sheet${i + 1}`}" sheetId="${i + 1}"${shown} r:id="rId${i + 1}"/>`;
  });
  const relations = sheets.map((_, i) =>
    relation(`rId${i + 1}`, 'worksheet', `worksheets/sheet${i + 1}.xml`),
  );
  const shared = [relation('rIdS', 'styles', 'styles.xml'), relation('rIdT', 'sharedStrings', 'texts.xml')];
  return [
    part(
      '_rels/.rels',
      `<Relationships xmlns="${PACKAGE}">${relation('rId1', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    ),
    part(
      'xl/workbook.xml',
      `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}">${properties}<sheets>${entries.join('')}</sheets></workbook>`,
    ),
    part(
      'xl/_rels/workbook.xml.rels',
      `<Relationships xmlns="${PACKAGE}">${[...relations, ...shared].join('')}</Relationships>`,
    ),
    part('xl/styles.xml', STYLES),
    part('xl/texts.xml', `<sst xmlns="${MAIN}">${texts.join('')}</sst>`),
    ...sheets.map(({ data, after = '', whole }, i) =>
      part(
        `xl/worksheets/sheet${i + 1}.xml`,
        whole ?? `<worksheet xmlns="${MAIN}"><sheetData>${data}</sheetData>${after}</worksheet>`,
      ),
    ),
  ];
};

/** A workbook of one sheet or several, from their XML. */
export const rawWorkbook = (...sheets: RawSheet[]): Buffer => zipOf(rawParts(sheets));
