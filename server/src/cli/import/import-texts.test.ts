import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { ImportNote, NoteCode } from '@hocba/shared/exchange/workbook/accounting';
import { PROBLEMS, type ProblemCode } from '@hocba/shared/problems';
import { describe, expect, it } from 'vitest';
import { languageOf } from '../../language.ts';
import { problemInVietnamese, vietnameseReason } from '../texts/problem-texts-vi.ts';
import { EN } from './import-texts-en.ts';
import { VI } from './import-texts-vi.ts';
import type { RosterMove } from './roster-moves.ts';

const file = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const sourcesOf = (folder: string, pattern: RegExp): string[] =>
  readdirSync(file(folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => pattern.test(name) && !/\.test\.ts$|import-texts/.test(name))
    .map((name) => readFileSync(file(`${folder}/${name}`), 'utf8'));

/** Every code that stands in the parts an import is made of. */
const codes = new Set(
  [
    ...sourcesOf('../../../../shared/src/exchange', /^(?!rescue).*\.ts$/),
    ...sourcesOf('../../schools', /^(import|read|unzip|walk|workbook|class-subjects|class-document).*\.ts$/),
    ...sourcesOf('.', /^import.*\.ts$/),
    ...sourcesOf('../../../../shared/src/text', /^plain-text\.ts$/),
    // The registry's answers to the marks of an import, and the rules that it asks.
    ...sourcesOf('../../records', /^judge-(entry|moved)\.ts$/),
    ...sourcesOf('../../../../shared/src/regulations', /(sheet-rules|columns|cell-input)\.ts$/),
  ]
    .flatMap((text) => [...text.matchAll(/'([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)'/g)].map(([, code = '']) => code))
    .filter((code) => Object.hasOwn(PROBLEMS, code)),
) as Set<ProblemCode>;

const VIETNAMESE = /[àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ]/i;

describe('field 28: the texts of an import', () => {
  it('the texts of an import have a Vietnamese reason for every code that it can give', () => {
    expect(codes.size).toBeGreaterThan(30);
    expect([...codes].filter((code) => !VIETNAMESE.test(vietnameseReason(code) ?? ''))).toEqual([]);
  });

  it('the language of an import follows LC_ALL before LC_MESSAGES before LANG, and the system where none is set', () => {
    expect(languageOf({ LANG: 'vi_VN.UTF-8' })).toBe('vi');
    expect(languageOf({ LANG: 'vi' })).toBe('vi');
    expect(languageOf({ LANG: 'vi_VN.UTF-8', LC_ALL: 'en_US.UTF-8' })).toBe('en');
    expect(languageOf({ LANG: 'C', LC_ALL: 'vi_VN' })).toBe('vi');
    expect(languageOf({ LANG: 'vi_VN', LC_MESSAGES: 'C', LC_ALL: '' })).toBe('en');
    expect(languageOf({ LANG: 'vie' })).toBe('en');
    const system = Intl.DateTimeFormat().resolvedOptions().locale;
    expect(languageOf({})).toBe(system.startsWith('vi') ? 'vi' : 'en');
  });

  const name = {
    code: 'ROW_INVALID',
    row: 5,
    column: 'Họ và tên',
    value: 'Phùng Mai Ánh',
    expected: 'Hoàng Ngọc An (0812345642)',
  } as const;
  const day = { code: 'ROW_INVALID', row: 6, column: 'Ngày sinh', value: '31/02/2013' } as const;
  const term = {
    code: 'SHEET_CONTRADICTS',
    row: null,
    column: 'Học kỳ',
    value: 'HK2',
    sheet: 'HK2',
    expected: 'hk1',
  } as const;

  it('the texts of an import name the value, what was expected and both names, in the language of the reader', () => {
    const line = (texts: typeof VI, error: Parameters<typeof VI.reason>[0]) =>
      `${texts.place(error)}: ${texts.reason(error)}`;
    expect(line(VI, name)).toBe(
      'dòng 5, Họ và tên, "Phùng Mai Ánh": giá trị không phù hợp; cần: Hoàng Ngọc An (0812345642)',
    );
    expect(line(EN, name)).toBe(
      'row 5, Họ và tên, "Phùng Mai Ánh": A row does not fit; expected: Hoàng Ngọc An (0812345642)',
    );
    expect(line(VI, day)).toContain('"31/02/2013": giá trị không phù hợp; cần: ngày/tháng/năm');
    expect(line(EN, day)).toContain('expected: day/month/year');
    expect(line(VI, term)).toContain('trang tính "HK2", Học kỳ, "HK2"');
    expect(line(VI, term)).toContain('cần: học kỳ I');
    const subject = { ...term, column: 'Môn', value: 'Văn', sheet: 'Văn', expected: 'toan' } as const;
    expect(line(VI, subject)).toContain('trang tính "Văn", Môn, "Văn": trang tính ghi là thứ khác');
    expect(line(VI, subject)).toContain('cần: Toán');
    expect(problemInVietnamese('FILE_TOO_LARGE', 'sheet "Điểm", cell XFD1 lies beyond what is read')).toBe(
      'FILE_TOO_LARGE: tệp lớn hơn mức được nhập (trang tính "Điểm", ô XFD1 nằm ngoài vùng được đọc)',
    );
  });

  it('the texts of an import say which kind of cell cannot be read, and which marks are taken', () => {
    const at = { row: 2, column: 'ĐĐGtx 1', value: 'x' };
    const kinds = ['error', 'formula', 'percent', 'no-day', 'damaged'] as const;
    for (const { reason } of [EN, VI]) {
      const said = kinds.map((holds) => reason({ code: 'CELL_UNREADABLE', ...at, holds }));
      expect(new Set(said).size).toBe(kinds.length);
      expect(said[2]).toMatch(/percentage|phần trăm/);
      expect(said.filter((text) => /percentage|phần trăm/.test(text))).toHaveLength(1);
    }
    const wrong = (more: object) => EN.reason({ code: 'MARK_WRONG_KIND', ...at, ...more });
    expect(wrong({ value: '8..5' })).toContain('scores are numbers from 0 to 10, comments Đ or CĐ');
    expect(wrong({ holds: 'day' })).toContain('the spreadsheet made a date of what was typed');
    expect(wrong({ holds: 'truth' })).toContain('TRUE or FALSE');
    expect(EN.reason({ code: 'LEVEL_WRONG_KIND', ...at })).toContain('T, H or C');
  });

  it('the texts of an import say every note in both languages', () => {
    const all = {
      SHEET_CHOSEN: 0,
      SHEET_HIDDEN: 0,
      SHEET_LEFT: 0,
      SHEET_OTHER: 0,
      SHEET_UNFIT: 0,
      SHEET_WITHOUT_ROWS: 0,
    };
    const rows = {
      HEADINGS: 0,
      HEADINGS_AGAIN: 0,
      TITLES: 0,
      OTHER_SCHOOL: 0,
      ROW_SUMMARY: 0,
      ROW_FOOT: 0,
      ROW_OTHER_CLASS: 0,
    };
    const rest = {
      COLUMN_LEFT: 0,
      COLUMN_HIDDEN: 0,
      ROWS_HIDDEN: 0,
      COLUMN_FOREIGN: 0,
      COLUMN_ABSENT: 0,
      DAY_BEFORE: 0,
      MARKS_REMOVED: 0,
      STATUS_AWAY: 0,
      STATUS_STUDYING: 0,
      STATUS_DAY: 0,
    };
    const notes: Record<NoteCode, number> = { ...all, ...rows, ...rest };
    for (const note of Object.keys(notes) as NoteCode[]) {
      const said: ImportNote = { note, sheet: 'S', row: 3, column: 'A', value: 'x', cells: 2 };
      expect(VI.note(said)).toMatch(/^trang tính "S", dòng 3, A, "x": .*\(2 ô\)$/);
      expect(VI.note(said)).toMatch(VIETNAMESE);
      expect(EN.note(said)).toMatch(/^sheet "S", row 3, A, "x": [a-z].*\(2 cells\)$/);
    }
  });

  it('field 19: the texts of an import say of a pupil who changes class which marks go along, stay and open a sheet again', () => {
    const moved = {
      ...{ row: 2, code: '0812345601', name: 'Hoàng Văn An', left: '8A1', present: '8-2' },
      follow: ['8A1:toan:hk1', '8A1:homeroom:hk1'],
      stay: ['8A1:nn2:hk2'],
      reopen: ['8-2:homeroom:hk1'],
    } as unknown as RosterMove;
    const none = { ...moved, follow: [], stay: [], reopen: [] };
    expect([VI.move(moved), VI.move(none)]).toEqual([
      'dòng 2, 0812345601, Hoàng Văn An: 8A1 → 8-2; chuyển theo điểm của 2 bảng điểm; lớp 8-2 không học nên điểm ở lại 8A1: Ngoại ngữ 2 học kỳ II; bảng điểm đã khóa của 8-2 sẽ mở lại: sổ chủ nhiệm học kỳ I',
      'dòng 2, 0812345601, Hoàng Văn An: 8A1 → 8-2; chưa có điểm để chuyển theo',
    ]);
    expect([EN.move(moved), EN.move(none)]).toEqual([
      'row 2, 0812345601, Hoàng Văn An: 8A1 → 8-2; marks of 2 sheets follow; not taught in 8-2, stay in 8A1: nn2 hk2; closed sheets of 8-2 that open again: homeroom hk1',
      'row 2, 0812345601, Hoàng Văn An: 8A1 → 8-2; no marks that follow',
    ]);
  });
});
