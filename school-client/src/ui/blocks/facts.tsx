import type { ReactNode } from 'react';
import styles from './facts.module.css';

/** The few facts of a page in large letters, side by side where there is room. */
export const Facts = ({ children }: { readonly children: ReactNode }) => (
  <dl className={styles.facts}>{children}</dl>
);

/** One of the facts, under its name. */
export const Fact = ({ name, children }: { readonly name: string; readonly children: ReactNode }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
);
