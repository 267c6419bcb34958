import { type ReactNode, useEffect } from 'react';
import { Link } from 'wouter';
import { Icon } from './icon.tsx';
import styles from './page.module.css';

interface PageProps {
  readonly title: string;
  /** The way here, outermost first; the page itself is not in it. */
  readonly trail?: readonly { readonly href: string; readonly label: string }[];
  readonly intro?: ReactNode;
  /** Stands beside the title: a state, or the page's action. */
  readonly actions?: ReactNode;
  /** `read` keeps lines short; `work` takes the whole width for a grid. */
  readonly width?: 'read' | 'wide' | 'work';
  /** A printed page has a title of its own; the page's stays on the screen. */
  readonly hasOwnPaper?: boolean;
  readonly children: ReactNode;
}

/** One page: its way, title, and content; the title becomes the window's. */
export const Page = ({
  title,
  trail = [],
  intro,
  actions,
  width = 'wide',
  hasOwnPaper = false,
  children,
}: PageProps) => {
  useEffect(() => {
    document.title = `${title} – Học Bạ`;
  }, [title]);
  return (
    <div className={`${styles.page} ${styles[width]}`} data-stack="">
      <header className={styles.header} data-screen-only={hasOwnPaper ? '' : undefined}>
        {trail.length > 0 && (
          <nav className={styles.trail} data-screen-only="">
            {trail.map(({ href, label }) => (
              <span key={href}>
                <Link href={href}>{label}</Link>
                <Icon name="chevron" />
              </span>
            ))}
          </nav>
        )}
        <div className={styles.line}>
          <h1>{title}</h1>
          {actions && <div className={styles.actions}>{actions}</div>}
        </div>
        {intro && <div className={styles.intro}>{intro}</div>}
      </header>
      {children}
    </div>
  );
};
