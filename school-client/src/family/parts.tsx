/** @jsxImportSource preact */
import type { FormProblem } from '@hocba/shared/contract/family/sign-in';
import type { ComponentChildren } from 'preact';
import { type IconName, STROKES } from '../ui/plain/strokes.ts';
import type { FamilyWords } from './words.ts';

/** An icon beside a word; a screen reader passes over it. */
export const Icon = ({ name }: { readonly name: IconName }) => (
  <svg class="icon" viewBox="0 0 20 20" aria-hidden="true" focusable="false">
    <path d={STROKES[name]} />
  </svg>
);

/** A sentence whose answer stands between two stars and is drawn bold. */
export const Sentence = ({ text }: { readonly text: string }) => (
  <span>{text.split('*').map((part, i) => (i % 2 === 1 ? <strong key={part}>{part}</strong> : part))}</span>
);

interface FieldProps {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly type?: 'text' | 'tel' | 'password';
  readonly autocomplete?: string;
  readonly digits?: number;
  readonly maxLength?: number;
  readonly isFirst?: boolean;
  /** Tells fields of one name on one page apart. */
  readonly of?: string;
}

/** A field of a form with its label above and its hint below; `digits` asks for a number keypad. */
export const Field = ({ name, label, hint, type = 'text', autocomplete = 'off', ...more }: FieldProps) => {
  const { digits, maxLength, isFirst = false, of = '' } = more;
  const id = `f-${name}${of}`;
  const hintId = `h-${name}${of}`;
  return (
    <div class={digits === undefined ? 'field' : 'field digits'}>
      <label for={id}>{label}</label>
      <input
        id={id}
        name={name}
        type={type as 'text'} // Preact's types know each kind of field alone
        autocomplete={autocomplete as 'off'}
        required
        autofocus={isFirst}
        {...(hint === undefined ? {} : { 'aria-describedby': hintId })}
        maxLength={digits ?? maxLength ?? 254}
        inputMode={digits === undefined ? 'text' : 'numeric'}
        pattern={digits === undefined ? '.*' : `[0-9]{${digits}}`}
      />
      {hint === undefined ? null : <small id={hintId}>{hint}</small>}
    </div>
  );
};

/** A field for some sentences. */
export const LongField = ({
  name,
  label,
  hint,
  maxLength,
  typed,
}: Required<Pick<FieldProps, 'name' | 'label' | 'maxLength'>> &
  Pick<FieldProps, 'hint'> & {
    /** The words of a form that was refused. */
    readonly typed: string | null;
  }) => {
  const id = `f-${name}`;
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <textarea
        id={id}
        name={name}
        rows={4}
        required
        maxLength={maxLength}
        {...(hint === undefined ? {} : { 'aria-describedby': `h-${name}` })}
      >
        {typed}
      </textarea>
      {hint === undefined ? null : <small id={`h-${name}`}>{hint}</small>}
    </div>
  );
};

/** A field for one photo, which may stay empty. */
export const PhotoField = ({ name, label, hint }: Required<Pick<FieldProps, 'name' | 'label' | 'hint'>>) => {
  const id = `f-${name}`;
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        id={id}
        name={name}
        type="file"
        accept="image/jpeg,image/png,image/webp"
        aria-describedby={`h-${name}`}
      />
      <small id={`h-${name}`}>{hint}</small>
      <script type="module" src="/family-photo.js" />
    </div>
  );
};

/** A tick of a form. */
export const Tick = ({
  name,
  label,
  hint,
  isRequired = false,
}: {
  readonly name: string;
  readonly label: string;
  readonly hint: string;
  readonly isRequired?: boolean;
}) => (
  <label class="tick">
    <input type="checkbox" name={name} required={isRequired} />
    <span>
      {label}
      <small>{hint}</small>
    </span>
  </label>
);

/** The fault of a form, above its first field. */
export const Problem = ({
  problem,
  words,
}: {
  readonly problem: FormProblem | null;
  readonly words: FamilyWords;
}) =>
  problem === null ? null : (
    <p class="problem" role="alert">
      <Icon name="warning" />
      <span>{words.problem(problem)}</span>
    </p>
  );

/** A form that a browser sends by itself, with its one button. */
export const Form = ({
  action,
  button,
  hasFiles = false,
  children,
}: {
  readonly action: string;
  readonly button: string;
  readonly hasFiles?: boolean;
  readonly children?: ComponentChildren;
}) => (
  <form method="post" action={action} {...(hasFiles ? { enctype: 'multipart/form-data' } : {})}>
    {children}
    <button class="button main" type="submit">
      {button}
    </button>
  </form>
);
