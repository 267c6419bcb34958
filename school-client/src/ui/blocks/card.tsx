import type { ReactNode } from 'react';
import styles from './card.module.css';

/** A list of cards, one under the other. */
export const CardList = ({ children }: { readonly children: ReactNode }) => (
  <ul className={styles.list}>{children}</ul>
);

interface CardProps {
  /** The name of a pupil: nobody translates it. */
  readonly name: string;
  /** The level of the heading: 3 where the list has a heading of its own. */
  readonly level: 2 | 3;
  /** Stands beside the name. */
  readonly tag: ReactNode;
  readonly children: ReactNode;
}

/** A card about a pupil in a list of cards. */
export const Card = ({ name, level, tag, children }: CardProps) => {
  const Heading = `h${level}` as const;
  return (
    <li className={styles.card}>
      <div className={styles.head}>
        <Heading translate="no">{name}</Heading>
        {tag}
      </div>
      {children}
    </li>
  );
};
