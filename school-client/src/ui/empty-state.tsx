import type { ReactNode } from 'react';
import styles from './empty-state.module.css';
import { Icon } from './icon.tsx';
import type { IconName } from './plain/strokes.ts';

interface EmptyStateProps {
  readonly icon: IconName;
  readonly title: string;
  /** The next step, in one or two sentences. */
  readonly children: ReactNode;
  readonly action?: ReactNode;
}

/** Nothing is here yet, and what to do about it. */
export const EmptyState = ({ icon, title, children, action }: EmptyStateProps) => (
  <div className={styles.empty}>
    <Icon name={icon} />
    <h2>{title}</h2>
    <div className={styles.text}>{children}</div>
    {action}
  </div>
);
