import { useId } from 'react';
import { Icon } from '../icon.tsx';
import styles from './field.module.css';

interface SelectProps<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly onChange: (value: Value) => void;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly hint?: string;
  readonly error?: string | undefined;
  readonly isDisabled?: boolean;
}

/** One of a few; the browser's own list, because phones and screen readers know it best. */
export const Select = <Value extends string>(props: SelectProps<Value>) => {
  const id = useId();
  const notes = [props.hint && `${id}-hint`, props.error && `${id}-error`].filter(Boolean).join(' ');
  return (
    <div className={styles.field}>
      <label className={styles.label} htmlFor={id}>
        {props.label}
      </label>
      {props.hint && (
        <span id={`${id}-hint`} className={styles.hint}>
          {props.hint}
        </span>
      )}
      <select
        id={id}
        className={`${styles.input} ${styles.select} ${props.error ? styles.invalid : ''}`}
        value={props.value}
        disabled={props.isDisabled}
        aria-describedby={notes || undefined}
        aria-invalid={props.error ? true : undefined}
        onChange={(event) => props.onChange(event.target.value as Value)}
      >
        {props.options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      {props.error && (
        <span id={`${id}-error`} className={styles.error}>
          <Icon name="warning" />
          {props.error}
        </span>
      )}
    </div>
  );
};
