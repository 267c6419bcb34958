import styles from './icon.module.css';

/** Each icon as strokes on a grid of 20 × 20. */
const STROKES = {
  book: 'M3.5 4.5c2.4-.9 4.6-.6 6.5.8v11c-1.9-1.4-4.1-1.7-6.5-.8zM16.5 4.5c-2.4-.9-4.6-.6-6.5.8v11c1.9-1.4 4.1-1.7 6.5-.8z',
  check: 'M4 10.5 8.2 14.7 16 6',
  chevron: 'M7.5 4.5 13 10l-5.5 5.5',
  clock: 'M10 2.8a7.2 7.2 0 1 1 0 14.4 7.2 7.2 0 0 1 0-14.4M10 6v4.2l2.8 1.8',
  close: 'M5 5l10 10M15 5 5 15',
  conflict: 'M3 6.5h11M11 3.5l3 3-3 3M17 13.5H6M9 10.5l-3 3 3 3',
  device: 'M3.5 4.5h13v8.5h-13zM2 16h16',
  download: 'M10 3v9.5M6 9l4 4 4-4M3.5 16.5h13',
  eye: 'M2 10c2-3.7 4.7-5.5 8-5.5s6 1.8 8 5.5c-2 3.7-4.7 5.5-8 5.5S4 13.7 2 10M10 7.6a2.4 2.4 0 1 1 0 4.8 2.4 2.4 0 0 1 0-4.8',
  'eye-off':
    'M3 3l14 14M7.5 5c.8-.3 1.6-.5 2.5-.5 3.3 0 6 1.8 8 5.5-.7 1.3-1.5 2.4-2.4 3.2M12.3 15.2c-.7.2-1.5.3-2.3.3-3.3 0-6-1.8-8-5.5.9-1.6 1.9-2.9 3.1-3.8M8.3 8.3a2.4 2.4 0 0 0 3.4 3.4',
  info: 'M10 2.8a7.2 7.2 0 1 1 0 14.4 7.2 7.2 0 0 1 0-14.4M10 9v4.5M10 6.3v.2',
  key: 'M6.5 10a3.2 3.2 0 1 1 0 6.4 3.2 3.2 0 0 1 0-6.4M8.8 10.9 16.5 3.3M13.5 6.2l2.5 2.5M11.3 8.4l1.7 1.7',
  lock: 'M4.5 9h11v8h-11zM7 9V6.2a3 3 0 0 1 6 0V9M10 12v2',
  offline: 'M3 3l14 14M6 8a4.5 4.5 0 0 0-.5 8.5H14M8.5 5.7a4.8 4.8 0 0 1 6.3 3.8 3.5 3.5 0 0 1 2 5.5',
  pencil: 'M4 16l.8-3.6L13.4 3.8l2.8 2.8-8.6 8.6zM11.5 5.7l2.8 2.8',
  people:
    'M7.5 4a2.6 2.6 0 1 1 0 5.2 2.6 2.6 0 0 1 0-5.2M2.5 16.5c.3-3.2 2-4.8 5-4.8s4.7 1.6 5 4.8M12.8 4.3a2.6 2.6 0 0 1 0 4.7M14.2 12c2 .5 3.1 2 3.3 4.5',
  person: 'M10 3.5a3.2 3.2 0 1 1 0 6.4 3.2 3.2 0 0 1 0-6.4M3.8 17c.4-3.6 2.5-5.4 6.2-5.4s5.8 1.8 6.2 5.4',
  print: 'M6 7V3.5h8V7M6 14H3.5V7h13v7H14M6 11.5h8v5H6z',
  refresh: 'M16.5 10a6.5 6.5 0 1 1-2-4.7M16.5 3v3.5H13',
  search: 'M8.7 3.2a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11M12.8 12.8 17 17',
  seal: 'M10 2.8l2 1.5 2.5-.1.7 2.4 2 1.4-.8 2.4.8 2.4-2 1.4-.7 2.4-2.5-.1-2 1.5-2-1.5-2.5.1-.7-2.4-2-1.4.8-2.4-.8-2.4 2-1.4.7-2.4 2.5.1zM7 10.2l2.2 2.2L13 8.3',
  send: 'M10 16.5V4M5.5 8.5 10 4l4.5 4.5',
  'sign-out': 'M12 3.5H4v13h8M8.5 10H17M14 7l3 3-3 3',
  upload: 'M10 13V3.5M6 7l4-4 4 4M3.5 16.5h13',
  warning: 'M10 3 18 16.5H2zM10 8v4M10 14.2v.2',
} as const;

/** An icon by name. */
export type IconName = keyof typeof STROKES;

/** An icon beside a word; it carries no meaning of its own, so a screen reader passes over it. */
export const Icon = ({ name }: { readonly name: IconName }) => (
  <svg className={styles.icon} viewBox="0 0 20 20" aria-hidden="true" focusable="false">
    <path d={STROKES[name]} />
  </svg>
);
