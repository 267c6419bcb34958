import type { Purpose } from '@hocba/shared/contract/look-up';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type CallError, callErrorOf } from '../../model/session.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { ProblemBanner } from '../../ui/problem-banner.tsx';
import { Select } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { type Found, fetchRecords } from './fetch-records.ts';
import styles from './look-up.module.css';
import { type LookUpForm as Form, type FormFault, parseForm } from './parse-form.ts';

const EMPTY: Form = { studentId: '', birthDate: '', code: '', purpose: 'transfer' };
const PURPOSES: readonly Purpose[] = ['transfer', 'admission', 'confirmation'];

/** A refusal never says which field is wrong; what a person can do is compare them all. */
const Refused = () => {
  const { t } = useTranslation('lookUp');
  return (
    <Banner tone="amber" title={t('refused.title')} isAnswer>
      <p>{t('refused.help')}</p>
      <ul className={styles.list}>
        <li>{t('refused.checkId')}</li>
        <li>{t('refused.checkBirth')}</li>
        <li>{t('refused.checkCode')}</li>
      </ul>
      <p>{t('refused.next')}</p>
    </Banner>
  );
};

/** Asks for what the family gave: pupil, date of birth, code, and why. */
export const LookUpForm = ({ onFound }: { readonly onFound: (found: Found) => void }) => {
  const { t } = useTranslation('lookUp');
  const [form, setForm] = useState(EMPTY);
  const [faults, setFaults] = useState<readonly FormFault[]>([]);
  const [problem, setProblem] = useState<CallError | null>(null);
  const [phase, setPhase] = useState<'idle' | 'sending' | 'checking'>('idle');
  const put = (name: keyof Form) => (value: string) => setForm((before) => ({ ...before, [name]: value }));
  const errorOf = (name: FormFault) => (faults.includes(name) ? t(`form.${name}Error`) : undefined);

  const send = async () => {
    const parsed = parseForm(form);
    setFaults('faults' in parsed ? parsed.faults : []);
    setProblem(null);
    if ('faults' in parsed) return;
    setPhase('sending');
    try {
      onFound(await fetchRecords(parsed.body, () => setPhase('checking')));
    } catch (error) {
      setProblem(callErrorOf(error));
      setPhase('idle');
    }
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (phase === 'idle') void send();
  };

  return (
    <form className={styles.form} onSubmit={onSubmit} autoComplete="off" noValidate>
      <TextField
        label={t('form.studentId')}
        hint={t('form.studentIdHint')}
        value={form.studentId}
        onChange={put('studentId')}
        error={errorOf('studentId')}
        autoComplete="off"
        maxLength={20}
        autoFocus
        isCode
      />
      <TextField
        label={t('form.birthDate')}
        hint={t('form.birthDateHint')}
        value={form.birthDate}
        onChange={put('birthDate')}
        error={errorOf('birthDate')}
        autoComplete="off"
        maxLength={14}
      />
      <TextField
        label={t('form.code')}
        hint={t('form.codeHint')}
        value={form.code}
        onChange={put('code')}
        error={errorOf('code')}
        autoComplete="off"
        maxLength={20}
        isCode
      />
      <Select
        label={t('form.purpose')}
        value={form.purpose}
        onChange={put('purpose')}
        options={PURPOSES.map((value) => ({ value, label: t(`purpose.${value}`) }))}
      />
      {problem === null ? null : problem.code === 'LOOKUP_REFUSED' ? (
        <Refused />
      ) : (
        <ProblemBanner title={t('refused.title')} problem={problem} />
      )}
      <div>
        <Button type="submit" look="main" icon="search" isPending={phase !== 'idle'}>
          {t(phase === 'idle' ? 'form.send' : phase === 'sending' ? 'form.sending' : 'form.checking')}
        </Button>
      </div>
    </form>
  );
};
