import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { focusFirstError } from '../../ui/form/focus-first-error.ts';
import { PasswordField } from '../../ui/form/password-field.tsx';
import { ProblemBanner, useWait } from '../../ui/problem-banner.tsx';
import { type CallError, callErrorOf, useSessionKeeper } from '../../work/session.ts';
import styles from './account.module.css';

/** The registry's least length of a password; it checks more than the length. */
const MIN_LENGTH = 10;

/** Current password, new password, and the new one again, because nobody can read back what was typed. */
export const ChangePasswordForm = () => {
  const { t } = useTranslation(['app', 'anyPage']);
  const [values, setValues] = useState({ current: '', next: '', again: '' });
  const [problem, setProblem] = useState<CallError>();
  const [stage, setStage] = useState<'new' | 'tried' | 'pending' | 'done'>('new');
  const wait = useWait(problem);
  const { changePassword } = useSessionKeeper();
  const put = (key: keyof typeof values) => (value: string) => {
    setValues({ ...values, [key]: value });
    if (stage === 'done') setStage('new');
  };
  const isComplete = values.current !== '' && values.next !== '' && values.again === values.next;

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (stage === 'pending' || wait > 0) return;
    setProblem(undefined);
    setStage('tried');
    if (!isComplete) return focusFirstError(event.currentTarget);
    setStage('pending');
    try {
      await changePassword(values.current, values.next);
      setValues({ current: '', next: '', again: '' });
      setStage('done');
    } catch (error) {
      setProblem(callErrorOf(error));
      setStage('new');
    }
  };

  const isWrong = problem?.code === 'SIGN_IN_FAILED';
  const missing = (value: string) => (stage === 'tried' && value === '' ? t('fillIn') : undefined);
  const differs = stage === 'tried' && values.again !== values.next ? t('repeatDiffers') : undefined;
  const labels = { showLabel: t('anyPage:showPassword'), hideLabel: t('anyPage:hidePassword') };
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      {problem && !isWrong && <ProblemBanner title={t('changeProblem')} problem={problem} />}
      {stage === 'done' && <Banner tone="green" title={t('changed')} isBroughtUp />}
      <PasswordField
        label={t('currentPassword')}
        value={values.current}
        onChange={put('current')}
        autoComplete="current-password"
        error={isWrong ? t('currentWrong') : missing(values.current)}
        {...labels}
      />
      <PasswordField
        label={t('newPassword')}
        hint={t('newPasswordHint', { count: MIN_LENGTH })}
        value={values.next}
        onChange={put('next')}
        autoComplete="new-password"
        error={missing(values.next)}
        {...labels}
      />
      <PasswordField
        label={t('repeatPassword')}
        value={values.again}
        onChange={put('again')}
        autoComplete="new-password"
        error={missing(values.again) ?? differs}
        {...labels}
      />
      <div>
        <Button type="submit" look="main" isPending={stage === 'pending'} isDisabled={wait > 0}>
          {t('changeTitle')}
        </Button>
      </div>
    </form>
  );
};
