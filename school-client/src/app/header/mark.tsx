import styles from './mark.module.css';

/** The mark: an open record book with the tick of a checked page. */
export const Mark = () => (
  <svg className={styles.mark} viewBox="0 0 48 48" aria-hidden="true" focusable="false">
    <path
      className={styles.pages}
      d="M5 10.5c7.2-2.2 13.3-1.4 19 2.8 5.7-4.2 11.8-5 19-2.8v27c-7.2-2.2-13.3-1.4-19 2.8-5.7-4.2-11.8-5-19-2.8z"
    />
    <path className={styles.fold} d="M24 13.3v27" />
    <path className={styles.tick} d="M28.5 25.5l3.3 3.3 6.2-7.6" />
    <path className={styles.fold} d="M10 19.5c3.4-.6 6.5-.3 9.3.9M10 26c3.4-.6 6.5-.3 9.3.9" />
  </svg>
);
