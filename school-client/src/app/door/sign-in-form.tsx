import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';
import { focusFirstError } from '../../ui/form/focus-first-error.ts';
import { PasswordField } from '../../ui/form/password-field.tsx';
import { TextField } from '../../ui/form/text-field.tsx';
import { ProblemBanner, useWait } from '../../ui/problem-banner.tsx';
import { type CallError, callErrorOf, useSessionKeeper } from '../../work/session.ts';
import styles from './sign-in.module.css';

interface SignInFormProps {
  /** The account whose work is on this device: only its owner can go on with it. */
  readonly account?: string | undefined;
  /** The function that gets account and password; signing in unless something else is named. */
  readonly submit?: (account: string, password: string) => Promise<void>;
  /** The word on the button. */
  readonly action?: string;
}

/** Account and password; the answer to a refusal says what to do, and how long to wait. */
export const SignInForm = ({ account: fixed, submit: give, action }: SignInFormProps) => {
  const { signIn } = useSessionKeeper();
  const { t } = useTranslation(['app', 'anyPage']);
  const [account, setAccount] = useState(fixed ?? '');
  const [password, setPassword] = useState('');
  const [problem, setProblem] = useState<CallError>();
  const [isPending, setPending] = useState(false);
  const [tried, setTried] = useState(false);
  const wait = useWait(problem);
  const missing = (value: string) => (tried && value.trim() === '' ? t('fillIn') : undefined);

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setTried(true);
    if (account.trim() === '' || password === '') return focusFirstError(event.currentTarget);
    if (isPending || wait > 0) return;
    setPending(true);
    setProblem(undefined);
    try {
      await (give ?? signIn)(account.trim().toLowerCase(), password);
    } catch (error) {
      setProblem(callErrorOf(error));
    } finally {
      setPending(false);
    }
  };

  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      {problem && <ProblemBanner title={t('signInProblem')} problem={problem} />}
      <TextField
        label={t('account')}
        value={account}
        onChange={setAccount}
        name="username"
        autoComplete="username"
        autoFocus={fixed === undefined}
        isDisabled={fixed !== undefined}
        maxLength={40}
        isRequired
        error={missing(account)}
        {...(fixed === undefined ? { hint: t('accountHint') } : {})}
      />
      <PasswordField
        label={t('password')}
        value={password}
        onChange={setPassword}
        name="password"
        autoComplete="current-password"
        autoFocus={fixed !== undefined}
        isRequired
        error={missing(password)}
        showLabel={t('anyPage:showPassword')}
        hideLabel={t('anyPage:hidePassword')}
      />
      <div>
        <Button type="submit" look="main" isPending={isPending} isDisabled={wait > 0}>
          {action ?? t('signIn')}
        </Button>
      </div>
    </form>
  );
};
