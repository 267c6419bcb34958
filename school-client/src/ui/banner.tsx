import { type ReactNode, useEffect, useRef } from 'react';
import styles from './banner.module.css';
import { Icon } from './icon.tsx';
import type { IconName } from './plain/strokes.ts';
import type { Tone } from './tag.tsx';

const ICONS: Record<Tone, IconName> = { neutral: 'info', green: 'check', amber: 'warning', red: 'warning' };

interface BannerProps {
  readonly tone: Tone;
  readonly title: string;
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
  readonly icon?: IconName;
  /** One line for what must be known but calls for nothing. */
  readonly isSlim?: boolean;
  /** A title to be read from arm's length, for the answer of a whole page. */
  readonly isLarge?: boolean;
  /** Read out at once, for what answers an action; else read when the person comes to it. */
  readonly isAnswer?: boolean;
  /** The answer of a form: brought into view and focused as it appears, for it may begin below the screen of a phone. */
  readonly isBroughtUp?: boolean;
}

/** A wrong password is typed again at once: its field keeps the cursor. */
const isInPassword = (): boolean =>
  document.activeElement?.matches('input[autocomplete$="password"]') ?? false;

/** A message across the page: what happened, what is safe, what to do. */
export const Banner = ({ tone, title, children, actions, icon, ...manner }: BannerProps) => {
  const { isSlim, isLarge, isAnswer, isBroughtUp = false } = manner;
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!isBroughtUp) return;
    if (!isInPassword()) box.current?.focus({ preventScroll: true });
    box.current?.scrollIntoView({ block: 'nearest' });
  }, [isBroughtUp]);
  return (
    <div
      ref={box}
      className={`${styles.banner} ${styles[tone]} ${isSlim ? styles.slim : ''} ${isLarge ? styles.large : ''}`}
      role={isAnswer || isBroughtUp ? 'alert' : undefined}
      tabIndex={isBroughtUp ? -1 : undefined}
    >
      <Icon name={icon ?? ICONS[tone]} />
      <div className={styles.text}>
        <p className={styles.title}>{title}</p>
        {children && <div>{children}</div>}
      </div>
      {actions && <div className={styles.actions}>{actions}</div>}
    </div>
  );
};
