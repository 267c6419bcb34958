import type { SubjectCode } from '../school/identifiers.ts';

/** A name in both languages of the interface. */
export interface Names {
  readonly vi: string;
  readonly en: string;
}

/** A text of the interface by its key, with the values that stand in it. */
export type Say = (key: string, values?: Readonly<Record<string, string | number>>) => string;

/**
 * The tools with which a regulation makes texts: the interface's texts, its language, and the names of subjects in it.
 */
export interface Words {
  readonly say: Say;
  readonly language: keyof Names;
  readonly subject: (code: SubjectCode) => string;
}
