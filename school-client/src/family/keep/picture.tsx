/** @jsxImportSource preact */
import type { SignedRecord } from '@hocba/shared/contract/family/child';
import type { PagePart, PageTable } from '@hocba/shared/regulations/page';
import { plainFactsOf, signedPageOf } from '@hocba/shared/regulations/signed-pages';
import { formatBirthDate } from '@hocba/shared/school/pupil/birth-date';
import type { ComponentChild } from 'preact';
import { dayIn, formatSchoolYear } from '../../i18n/date-formats.ts';
import { sayOf } from '../../i18n/say.ts';
import { qrDrawing } from '../../ui/plain/qr-drawing.ts';
import type { FamilyWords } from '../words.ts';

/*
 * A signed year as a picture that families send to each other. It is SVG with attributes alone, since a style sheet does
 * not come along when a phone turns it into a PNG.
 */

const WIDTH = 720;
const MARGIN = 36;
const RIGHT = WIDTH - MARGIN;
/** Letters of a line at size 22 from margin to margin. */
const LINE_LETTERS = 54;
const QR = 260;
const [INK, GREY, RULE] = ['#1d1b16', '#5d5a52', '#d9d5ca'];

/** A part of the picture from top to bottom: how high it is, and how it is drawn from a height on. */
interface Block {
  readonly height: number;
  readonly draw: (y: number) => ComponentChild;
}

/** A text in lines of at most so many letters; a longer word stays whole. */
const wrap = (text: string, letters: number): string[] => {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last === undefined || last.length + word.length + 1 > letters) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
};

const textBlock = (text: string, size: number, more: { bold?: boolean; fill?: string } = {}): Block => {
  const lines = wrap(text, Math.floor((LINE_LETTERS * 22) / size));
  const step = size * 1.35;
  return {
    height: lines.length * step + 6,
    draw: (y) =>
      lines.map((line, i) => (
        <text
          key={line}
          x={MARGIN}
          y={y + i * step + size}
          font-size={size}
          font-weight={more.bold === true ? 700 : 400}
          fill={more.fill ?? INK}
        >
          {line}
        </text>
      )),
  };
};

const space = (height: number): Block => ({ height, draw: () => null });

const isShort = ({ look }: { readonly look?: string }): boolean => look !== 'teacher' && look !== 'remark';

/** Widths of a letter at size 22, of one of a heading, and of the gap before a column. */
const [LETTER, HEAD_LETTER, GAP] = [12.5, 10.2, 22];
/** Letters of a heading that a column of marks has room for. */
const SHORT_HEAD = 12;

type Cell = PageTable['rows'][number]['cells'][number];

/** A line of a table: its subject at the left, its cells at the right edges of their columns. */
const rowBlock = (head: string, cells: readonly Cell[], widths: readonly number[], isHead = false): Block => {
  const size = isHead ? 18 : 22;
  const room = RIGHT - MARGIN - widths.reduce((sum, width) => sum + width, 0);
  const lines = wrap(head, Math.floor(room / LETTER));
  const height = Math.max(1, lines.length) * size * 1.3 + 12;
  // A cell over several columns ends with the last of them.
  const edgeOf = (cell: number): number => {
    const last = cells.slice(0, cell + 1).reduce((sum, { columns = 1 }) => sum + columns, 0);
    return RIGHT - widths.slice(last).reduce((sum, width) => sum + width, 0);
  };
  return {
    height,
    draw: (y) => (
      <g key={y} font-size={size} fill={isHead ? GREY : INK}>
        {lines.map((line, i) => (
          <text key={line} x={MARGIN} y={y + size + i * size * 1.3}>
            {line}
          </text>
        ))}
        {cells.map(({ text, look }, i) => (
          <text
            key={i}
            x={edgeOf(i)}
            y={y + size}
            text-anchor="end"
            font-weight={look === 'whole' ? 700 : 400}
          >
            {text}
          </text>
        ))}
        <path d={`M${MARGIN} ${y + height - 5}H${RIGHT}`} stroke={RULE} />
      </g>
    ),
  };
};

/** The headings of the short columns, from left to right. */
const headsOf = ({ heads, rows }: PageTable): readonly Cell[] => {
  const [[, ...titles] = []] = heads;
  // Headings over several columns stand above those of the columns themselves.
  if (heads.length > 1) return heads.at(-1) ?? [];
  const longest = rows.reduce<readonly Cell[]>(
    (most, { cells }) => (cells.length > most.length ? cells : most),
    [],
  );
  return titles.filter((_, nth) => isShort(longest[nth] ?? {}));
};

/** How wide each column is, for its longest cell and its heading. */
const widthsOf = (rows: readonly (readonly Cell[])[], heads: readonly Cell[]): number[] => {
  const columns = Math.max(heads.length, ...rows.map((cells) => cells.length));
  return Array.from({ length: columns }, (_, nth) => {
    const own = rows.map((cells) => cells[nth]).filter((cell) => cell?.columns === undefined);
    const longest = Math.max(0, ...own.map((cell) => cell?.text.length ?? 0));
    return Math.max(longest * LETTER, (heads[nth]?.text.length ?? 0) * HEAD_LETTER) + GAP;
  });
};

/** Columns with their headings where these are short, as of marks; else the cells alone that count in the end. */
const tableBlocks = (table: PageTable): Block[] => {
  const all = headsOf(table);
  const hasHeads = all.every(({ text }) => text.length <= SHORT_HEAD);
  const heads = hasHeads ? all : [];
  const rows = table.rows.map(({ head, cells }) => {
    const shown = cells.filter(isShort);
    return { head, cells: hasHeads ? shown : shown.filter(({ look }) => look === 'whole') };
  });
  // Results beside the marks: the sentences above say them.
  if (rows.every(({ cells }) => cells.length === 0)) return [];
  const widths = widthsOf(
    rows.map(({ cells }) => cells),
    heads,
  );
  return [
    ...(table.caption === undefined ? [] : [textBlock(table.caption, 22, { bold: true })]),
    ...(hasHeads ? [rowBlock('', heads, widths, true)] : []),
    ...rows.map(({ head, cells }) => rowBlock(head, cells, widths)),
    space(10),
  ];
};

const partBlocks = (part: PagePart): Block[] => {
  switch (part.kind) {
    case 'table':
      return tableBlocks(part);
    case 'tables':
      return part.tables.flatMap(tableBlocks);
    case 'legend':
      return [textBlock(part.text, 18, { fill: GREY })];
    case 'facts':
      return [...part.facts.map(([label, text]) => textBlock(`${label}: ${text}`, 22)), space(10)];
  }
};

const qrBlock = (address: string): Block => {
  const { size, path } = qrDrawing(address);
  return {
    height: QR + 12,
    draw: (y) => (
      <g key="qr" transform={`translate(${(WIDTH - QR) / 2} ${y}) scale(${QR / size})`}>
        <rect width={size} height={size} fill="#fff" />
        <path d={path} fill="#000" shape-rendering="crispEdges" />
      </g>
    ),
  };
};

const blocksOf = (record: SignedRecord, address: string, words: FamilyWords): Block[] => {
  const { t, verify, language } = words;
  const { subject } = record;
  const say = { say: sayOf(verify), language };
  const { student, school } = subject;
  const signed = { school: school.name, date: dayIn(record.issuedAt, language), revision: record.revision };
  return [
    textBlock(t('record.title', { year: formatSchoolYear(record.year) }), 32, { bold: true }),
    textBlock(student.name, 28, { bold: true }),
    textBlock(`${formatBirthDate(student.birthDate)} · ${student.code}`, 20, { fill: GREY }),
    textBlock(t('classOf', { class: subject.class, school: school.name }), 20, { fill: GREY }),
    space(12),
    ...plainFactsOf(subject, say).map(({ text }) => textBlock(text.replaceAll('*', ''), 24)),
    space(12),
    ...signedPageOf(subject, say).flatMap(partBlocks),
    textBlock(
      record.signedBy === null
        ? t('record.signed', signed)
        : t('record.signedBy', { ...signed, name: record.signedBy }),
      20,
    ),
    space(8),
    qrBlock(address),
    textBlock(t('keep.pictureNote'), 18, { fill: GREY }),
  ];
};

/** A signed year as a picture: who, how it ended, subject by subject, who signed, and the link as a QR code. */
export const Picture = ({
  record,
  address,
  words,
}: {
  readonly record: SignedRecord;
  /** The link that opens the same year with its signature for a reader who has the PIN. */
  readonly address: string;
  readonly words: FamilyWords;
}) => {
  const blocks = blocksOf(record, address, words);
  const tops: number[] = [];
  let bottom = MARGIN;
  for (const block of blocks) {
    tops.push(bottom);
    bottom += block.height;
  }
  const height = Math.ceil(bottom + MARGIN);
  return (
    <svg
      class="picture"
      xmlns="http://www.w3.org/2000/svg"
      width={WIDTH}
      height={height}
      viewBox={`0 0 ${WIDTH} ${height}`}
      font-family="system-ui, Roboto, Noto Sans, sans-serif"
      role="img"
      aria-label={words.t('keep.pictureOf', { year: formatSchoolYear(record.year) })}
    >
      <rect width={WIDTH} height={height} fill="#fff" />
      {blocks.map(({ draw }, i) => draw(tops[i] ?? 0))}
    </svg>
  );
};
