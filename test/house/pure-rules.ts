import { findLines, type SourceFile } from './source-files.ts';

/**
 * The modules that the regulations, the record, its states and the calendar may use: each other and the schema library.
 */
const ALLOWED_IMPORT = /^(\.{1,2}\/[^']*\.ts|typebox(\/value)?)$/;

/** Ways to ask the machine instead of the caller, each with what it would bring in. */
const IMPURE: readonly (readonly [what: string, pattern: RegExp])[] = [
  ['a clock', /\bDate\b(?!:)|\bTemporal\b|\bperformance\b|\bset(Timeout|Interval|Immediate)\b|\bhrtime\b/],
  ['chance', /\bMath\.random\b|\bcrypto\b|\brandomUUID\b|\bgetRandomValues\b|\bulid\b/],
  ['the locale of the machine', /\bIntl\b|\btoLocale\w*\(|\blocaleCompare\(|\bnavigator\b/],
  ['input or output', /\bfetch\(|\bXMLHttpRequest\b|\bWebSocket\b|\bindexedDB\b|\b(local|session)Storage\b/],
  ['a process or a screen', /\bconsole\b|\bprocess\b|\bglobalThis\b|\bwindow\.|\bdocument\./],
  ['code that no import names', /\brequire\(|\bimport\(|\beval\(|\bnew Function\b/],
];

/** Lines of code without what stands in comments; texts stay, for they hold the names of imports. */
const codeLines = (file: SourceFile): SourceFile => {
  const text = file.lines.join('\n').replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, ''));
  return { path: file.path, lines: text.split('\n').map((line) => line.replace(/(^|\s)\/\/.*$/, '')) };
};

/** Everything in these files that answers differently on another machine, at another time or when asked twice. */
export const findImpurities = (files: readonly SourceFile[]): string[] => {
  const code = files.map(codeLines);
  const impure = IMPURE.flatMap(([what, pattern]) =>
    findLines(code, pattern).map((place) => `${what}: ${place}`),
  );
  const imports = code.flatMap(({ path, lines }) =>
    lines.flatMap((line, i) => {
      const source = /(?:\bfrom|^import) '([^']+)'/.exec(line)?.[1];
      return source === undefined || ALLOWED_IMPORT.test(source)
        ? []
        : [`import: ${path}:${i + 1}: ${source}`];
    }),
  );
  return [...impure, ...imports];
};
