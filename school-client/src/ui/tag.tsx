import type { ReactNode } from 'react';
import { Icon } from './icon.tsx';
import type { IconName } from './plain/strokes.ts';
import styles from './tag.module.css';

/** Green: done. Amber: a person should act. Red: something is wrong. Neutral: everything else. */
export type Tone = 'neutral' | 'green' | 'amber' | 'red';

interface TagProps {
  readonly tone: Tone;
  readonly icon: IconName;
  readonly children: ReactNode;
}

/** A state: always a word and an icon, never colour alone. */
export const Tag = ({ tone, icon, children }: TagProps) => (
  <span className={`${styles.tag} ${styles[tone]}`}>
    <Icon name={icon} />
    <span>{children}</span>
  </span>
);
