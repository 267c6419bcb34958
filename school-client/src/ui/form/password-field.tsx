import { useState } from 'react';
import { Button } from '../button.tsx';
import styles from './field.module.css';
import { TextField, type TextFieldProps } from './text-field.tsx';

interface PasswordFieldProps extends Omit<TextFieldProps, 'type' | 'end' | 'inputMode'> {
  readonly autoComplete: 'current-password' | 'new-password';
  /** Names of the button in its two states. */
  readonly showLabel: string;
  readonly hideLabel: string;
}

/** A password that may be shown, because typing a long one blind is how people choose short ones. */
export const PasswordField = ({ showLabel, hideLabel, ...rest }: PasswordFieldProps) => {
  const [shown, setShown] = useState(false);
  return (
    <TextField
      {...rest}
      type={shown ? 'text' : 'password'}
      maxLength={128}
      end={
        <span className={styles.inside}>
          <Button look="quiet" icon={shown ? 'eye-off' : 'eye'} iconOnly onPress={() => setShown(!shown)}>
            {shown ? hideLabel : showLabel}
          </Button>
        </span>
      }
    />
  );
};
