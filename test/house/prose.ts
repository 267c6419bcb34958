import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { listDocuments, readSources, readStyles, root, type SourceFile } from './source-files.ts';
import { readTitles } from './test-titles.ts';

/** A text for readers of the repository: a comment, a paragraph or cell of a document, or the title of a test. */
export interface Prose {
  /** The file, from the root. */
  readonly path: string;
  /** Its lines without the signs of a comment or list, each with its number. */
  readonly lines: readonly (readonly [number: number, text: string])[];
}

/** A line that is a comment from its first sign to its last: the text without the signs. */
const WHOLE = /^\s*(\{?\/\*\*?|\*(?!\/)|\/\/)\s?(.*?)\s*(?:\*\/\}?)?\s*$/;
/** A comment behind code. */
const BEHIND = /\s\/\/ (.*)$/;

/** Comments of a file; lines that belong together are one text. */
export const commentsOf = ({ path, lines }: SourceFile): Prose[] => {
  const found: { path: string; lines: [number, string][]; sign: string }[] = [];
  lines.forEach((line, i) => {
    const [, sign = '', text] = WHOLE.exec(line) ?? [];
    const said = text ?? BEHIND.exec(line)?.[1];
    if (said === undefined) return;
    const last = found.at(-1);
    const goesOn = sign === '*' || (sign === '//' && last?.sign === '//');
    if (goesOn && last?.lines.at(-1)?.[0] === i) last.lines.push([i + 1, said]);
    else found.push({ path, lines: [[i + 1, said]], sign });
  });
  return found;
};

/** Paragraphs, headings, points and cells of a document, without its examples. */
export const paragraphsOf = ({ path, lines }: SourceFile): Prose[] => {
  const found: { path: string; lines: [number, string][] }[] = [];
  let isExample = false;
  let isOpen = false;
  lines.forEach((line, i) => {
    if (line.startsWith('```')) isExample = !isExample;
    const isRow = line.startsWith('|');
    if (isExample || line.startsWith('```') || line.trim() === '' || isRow) isOpen = false;
    if (isRow && !isExample) {
      for (const cell of line.split('|')) found.push({ path, lines: [[i + 1, cell.trim()]] });
    }
    if (isExample || line.startsWith('```') || line.trim() === '' || isRow) return;
    const begins = /^\s*([-*#]+|\d+\.)\s/.test(line);
    const text = line.replace(/^\s*([-*#]+|\d+\.)\s+/, '');
    if (begins || !isOpen) found.push({ path, lines: [[i + 1, text]] });
    else found.at(-1)?.lines.push([i + 1, text]);
    isOpen = !line.startsWith('#');
  });
  return found;
};

/** Every text for readers of the repository, by its kind. */
export const readProse = (): Record<'comments' | 'styles' | 'documents' | 'titles', Prose[]> => ({
  comments: readSources().flatMap(commentsOf),
  styles: readStyles().flatMap(commentsOf),
  documents: listDocuments().flatMap((path) =>
    paragraphsOf({ path, lines: readFileSync(join(root, path), 'utf8').split('\n') }),
  ),
  titles: readTitles().map(({ path, line, title }) => ({ path, lines: [[line, title]] as const })),
});

/** Places where a text matches, as `path:line: words around`. */
export const findProse = (texts: readonly Prose[], pattern: RegExp): string[] =>
  texts.flatMap(({ path, lines }) => {
    const whole = lines.map(([, text]) => text).join(' ');
    return [...whole.matchAll(new RegExp(pattern, 'gu'))].map(({ index }) => {
      let length = 0;
      const place = lines.find(([, text]) => {
        length += text.length + 1;
        return length > index;
      });
      return `${path}:${place?.[0]}: …${whole.slice(Math.max(0, index - 30), index + 60)}…`;
    });
  });
