import type { EN } from './en.ts';

/** The sentences about a check in one language: a verdict, a step, an outcome, a code or a kind of file by its name. */
export type VerifyWords = {
  readonly [Area in keyof typeof EN]: Readonly<Record<keyof (typeof EN)[Area], string>>;
};
