import type { ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import styles from './button.module.css';
import { Icon } from './icon.tsx';
import type { IconName } from './plain/strokes.ts';

interface ButtonProps {
  readonly children: ReactNode;
  /** `main` is the one action of a page; `danger` takes something away; `quiet` is a word to press. */
  readonly look?: 'main' | 'plain' | 'danger' | 'quiet';
  readonly icon?: IconName;
  readonly type?: 'button' | 'submit';
  readonly onPress?: () => void;
  readonly isDisabled?: boolean;
  /** Work is under way: the button keeps the focus and its place but takes no press. */
  readonly isPending?: boolean;
  readonly autoFocus?: boolean;
  /** Shows the icon alone; the children become its name for screen readers. */
  readonly iconOnly?: boolean;
}

/** A button; what it does is its text. */
export const Button = ({ children, look = 'plain', icon, iconOnly = false, ...rest }: ButtonProps) => (
  <AriaButton
    {...rest}
    className={`${styles.button} ${styles[look]} ${iconOnly ? styles.iconOnly : ''}`}
    // A word to press may be what a list is about, and stays on paper; nothing can be done there.
    {...(look === 'quiet' && !iconOnly ? {} : { 'data-action': '' })}
    {...(iconOnly && typeof children === 'string' ? { 'aria-label': children } : {})}
  >
    {icon && <Icon name={icon} />}
    {!iconOnly && children}
  </AriaButton>
);
