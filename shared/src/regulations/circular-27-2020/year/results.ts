import type { ResultColumn } from '../../regulation.ts';
import { OUTCOMES } from '../results/education-result.ts';
import type { Circular27Record } from './record.ts';

/** The results of a year as a list of pupils shows them. */
export const results: readonly ResultColumn<Circular27Record>[] = [
  {
    id: 'outcome',
    title: 'primary.outcome',
    text: ({ outcome }, { language }) => (outcome === null ? '–' : OUTCOMES[outcome][language]),
  },
  {
    id: 'award',
    title: 'primary.award',
    text: ({ award }, { say }) => (award === null ? '–' : say(`primary.awardName.${award}`)),
  },
  { id: 'absent', title: 'primary.absent', align: 'end', text: ({ absent }) => String(absent.year ?? '–') },
  {
    id: 'completion',
    title: 'primary.completion',
    text: ({ completion, grade }, { say }) => say(`primary.step.${completion.step}`, { grade }),
  },
];
