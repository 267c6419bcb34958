import type { ReactNode } from 'react';
import { FieldError } from 'react-aria-components/FieldError';
import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { Text } from 'react-aria-components/Text';
import { TextField as AriaTextField } from 'react-aria-components/TextField';
import { Icon } from '../icon.tsx';
import styles from './field.module.css';

/** The properties of every text field. */
export interface TextFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly name?: string;
  readonly type?: 'text' | 'password' | 'date' | 'search';
  /** One line under the label: the form of what is asked for, before anybody gets it wrong. */
  readonly hint?: string | undefined;
  /** The fault and its remedy; set only after the person has tried. */
  readonly error?: string | undefined;
  readonly autoComplete?: string;
  readonly autoFocus?: boolean;
  readonly inputMode?: 'text' | 'numeric';
  readonly maxLength?: number;
  readonly isRequired?: boolean;
  readonly isDisabled?: boolean;
  readonly placeholder?: string;
  /** Codes are read character by character: figures of one width, wider apart, no spelling help. */
  readonly isCode?: boolean;
  /** Stands inside the field at its end. */
  readonly end?: ReactNode;
}

/** One line of text with its label, hint and error. */
export const TextField = ({
  label,
  hint,
  error,
  end,
  isCode = false,
  placeholder,
  ...rest
}: TextFieldProps) => (
  <AriaTextField
    {...rest}
    className={styles.field as string}
    isInvalid={error !== undefined}
    validationBehavior="aria"
    spellCheck="false"
  >
    <Label className={styles.label as string}>{label}</Label>
    {hint !== undefined && (
      <Text slot="description" className={styles.hint as string}>
        {hint}
      </Text>
    )}
    <div className={styles.box}>
      <Input
        className={`${styles.input} ${isCode ? styles.code : ''}`}
        {...(placeholder === undefined ? {} : { placeholder })}
        {...(isCode ? { autoCapitalize: 'characters', autoCorrect: 'off' } : {})}
      />
      {end}
    </div>
    {error !== undefined && (
      <FieldError className={styles.error as string}>
        <Icon name="warning" />
        {error}
      </FieldError>
    )}
  </AriaTextField>
);
