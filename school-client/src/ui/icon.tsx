import styles from './icon.module.css';
import { type IconName, STROKES } from './plain/strokes.ts';

/** An icon beside a word; it carries no meaning of its own, so a screen reader passes over it. */
export const Icon = ({ name }: { readonly name: IconName }) => (
  <svg className={styles.icon} viewBox="0 0 20 20" aria-hidden="true" focusable="false">
    <path d={STROKES[name]} />
  </svg>
);
