import { CONSENT_CODE_HOURS } from '@hocba/shared/contract/look-up';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Select } from '../../ui/form/select.tsx';
import { TextField } from '../../ui/form/text-field.tsx';
import { ProblemBanner } from '../../ui/problem-banner.tsx';
import { type CallError, callErrorOf, useSessionKeeper } from '../../work/session.ts';
import { type Found, fetchRecords } from './fetch-records.ts';
import styles from './look-up.module.css';
import { LookUpAside } from './look-up-aside.tsx';
import { type LookUpForm as Form, type FormFault, PURPOSES, parseForm } from './parse-form.ts';

const EMPTY: Form = { studentId: '', birthDate: '', code: '', purpose: 'transfer' };

/** A refusal never says which field is wrong; what a person can do is compare them all. */
const Refused = () => {
  const { t } = useTranslation('lookUp');
  return (
    <Banner tone="amber" title={t('refused.title')} isBroughtUp>
      <p>{t('refused.help')}</p>
      <ul className={styles.list}>
        <li>{t('refused.checkId')}</li>
        <li>{t('refused.checkBirth')}</li>
        <li>{t('refused.checkCode', { hours: CONSENT_CODE_HOURS })}</li>
      </ul>
      <p>{t('refused.next')}</p>
    </Banner>
  );
};

const useRequest = (form: Form, onFound: (found: Found) => void) => {
  const { callRegistry } = useSessionKeeper();
  const [faults, setFaults] = useState<readonly FormFault[]>([]);
  const [problem, setProblem] = useState<CallError | null>(null);
  const [phase, setPhase] = useState<'idle' | 'sending' | 'checking'>('idle');
  const send = async () => {
    const parsed = parseForm(form);
    setFaults('faults' in parsed ? parsed.faults : []);
    setProblem(null);
    if ('faults' in parsed) return;
    setPhase('sending');
    try {
      onFound(await fetchRecords(callRegistry, parsed.body, () => setPhase('checking')));
    } catch (error) {
      setProblem(callErrorOf(error));
      setPhase('idle');
    }
  };
  return { faults, problem, phase, send };
};

const FIELDS = [
  { name: 'studentId', maxLength: 20, isCode: true, autoFocus: true },
  { name: 'birthDate', maxLength: 14, isCode: false, autoFocus: false },
  { name: 'code', maxLength: 20, isCode: true, autoFocus: false },
] as const;

/** Asks for what the family gave: pupil, date of birth, code, and why. */
export const LookUpForm = ({ onFound }: { readonly onFound: (found: Found) => void }) => {
  const { t } = useTranslation('lookUp');
  const [form, setForm] = useState(EMPTY);
  const { faults, problem, phase, send } = useRequest(form, onFound);
  const put = (name: keyof Form) => (value: string) => setForm((before) => ({ ...before, [name]: value }));
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (phase === 'idle') void send();
  };
  return (
    <div className={styles.sides}>
      <form className={styles.form} onSubmit={onSubmit} autoComplete="off" noValidate>
        <div className={styles.fields}>
          {FIELDS.map(({ name, ...rest }) => (
            <TextField
              key={name}
              label={t(`form.${name}`)}
              hint={t(`form.${name}Hint`)}
              value={form[name]}
              onChange={put(name)}
              error={faults.includes(name) ? t(`form.${name}Error`) : undefined}
              autoComplete="off"
              {...rest}
            />
          ))}
        </div>
        <Select
          label={t('form.purpose')}
          value={form.purpose}
          onChange={put('purpose')}
          options={PURPOSES.map((value) => ({ value, label: t(`purpose.${value}`) }))}
        />
        {problem?.code === 'LOOKUP_REFUSED' ? <Refused /> : null}
        {problem !== null && problem.code !== 'LOOKUP_REFUSED' ? (
          <ProblemBanner title={t('refused.title')} problem={problem} />
        ) : null}
        <div>
          <Button type="submit" look="main" icon="search" isPending={phase !== 'idle'}>
            {t(phase === 'idle' ? 'form.send' : phase === 'sending' ? 'form.sending' : 'form.checking')}
          </Button>
        </div>
        <p className={styles.quiet}>{t('form.limits')}</p>
      </form>
      <LookUpAside purpose={form.purpose} onFound={onFound} />
    </div>
  );
};
