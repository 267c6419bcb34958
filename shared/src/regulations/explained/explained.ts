import type { Derivation, DerivedValue } from '../../marks/derivation.ts';
import type { Words } from '../../marks/words.ts';
import type { RecordHead } from '../record-head.ts';
import type { RecordSources } from '../record-sources.ts';
import { articleText, resultText } from './explain-words.ts';

/** A pupil's year that is to be explained: what the record says, what is computed here, and what it is computed from. */
export interface ToExplain<Record extends RecordHead = RecordHead> {
  /** Undefined while the registry's record is not here. */
  readonly record: Record | undefined;
  readonly computed: Record;
  readonly sources: RecordSources;
}

/** One result: what it is, how it came about, what it is, and a note where the record says otherwise. */
export interface ExplainedLine {
  readonly id: string;
  readonly label: string;
  readonly working: readonly string[];
  readonly result: string;
  readonly article: string | undefined;
  readonly note: string | undefined;
  /** The record's value is another one than comes out here. */
  readonly differs: boolean;
}

/** Lines under one heading. */
export interface ExplainedSection {
  readonly id: string;
  readonly title: string;
  readonly lines: readonly ExplainedLine[];
}

interface LineInput<D extends Derivation> {
  readonly id: string;
  readonly label: string;
  /** Null while something is missing. */
  readonly why: D | null;
  /** The value of the record; undefined while there is no record here. */
  readonly recorded: DerivedValue | undefined;
  readonly working: (why: D) => readonly string[];
  /** The result as people say it, where a level or tenths is not what it is. */
  readonly text?: (value: DerivedValue) => string;
}

/** The record's value is the one shown; a difference is said in words and never smoothed over. */
export const lineOf = <D extends Derivation>(words: Words, input: LineInput<D>): ExplainedLine => {
  const { id, label, why, recorded, working, text = (value) => resultText(words, value) } = input;
  const { say } = words;
  const computed = why?.result ?? null;
  const shown = { recorded: text(recorded ?? null), computed: text(computed) };
  const isSame = recorded === undefined || recorded === computed;
  return {
    id,
    label,
    working: why === null ? [say('notYet')] : working(why),
    result: recorded === undefined ? shown.computed : shown.recorded,
    article: why === null ? undefined : articleText(words, why.article),
    differs: !isSame && why !== null,
    note: isSame ? undefined : why === null ? say('noteUnknown') : say('noteDiffers', shown),
  };
};

/** How many results the record has otherwise than they come out here. */
export const countDiffering = (sections: readonly ExplainedSection[]): number =>
  sections.flatMap(({ lines }) => lines).filter(({ differs }) => differs).length;
