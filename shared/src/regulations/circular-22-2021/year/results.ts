import type { Words } from '../../../marks/words.ts';
import type { ResultColumn } from '../../regulation.ts';
import type { Circular22Record, Level } from './record.ts';

const level = ({ whole, summer }: Circular22Record, { say }: Words, what: 'learning' | 'conduct'): string => {
  const text = (value: Level | null) => (value ? say(`level.${value}`) : '–');
  const after = summer?.[what] ?? null;
  const isSame = after === null || after === whole[what];
  return isSame ? text(whole[what]) : `${text(whole[what])} → ${text(after)}`;
};

const outcome = ({ promotion, title, summer }: Circular22Record, { say }: Words): string => {
  if (promotion === null) return '–';
  const word = say(`promotionWord.${promotion}`);
  const after = summer?.promotion ?? null;
  if (after !== null) return `${word} → ${say(`promotionWord.${after}`)}`;
  return title === null ? word : `${word}, ${say(`title_${title}`)}`;
};

/** The results of a year as a list of pupils shows them. */
export const results: readonly ResultColumn<Circular22Record>[] = [
  { id: 'learning', title: 'learning', text: (record, words) => level(record, words, 'learning') },
  { id: 'conduct', title: 'conduct', text: (record, words) => level(record, words, 'conduct') },
  { id: 'absent', title: 'absent', align: 'end', text: ({ whole }) => String(whole.absent ?? '–') },
  { id: 'promotion', title: 'promotion', text: outcome },
];
