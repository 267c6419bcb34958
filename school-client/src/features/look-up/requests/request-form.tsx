import type { Purpose } from '@hocba/shared/contract/look-up';
import { askWithoutCode, LEGAL_GROUNDS, type LegalGround } from '@hocba/shared/contract/look-up/requests';
import { MAX_LENGTH } from '@hocba/shared/text/plain-text';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/button.tsx';
import { Select } from '../../../ui/form/select.tsx';
import { TextField } from '../../../ui/form/text-field.tsx';
import { ProblemBanner } from '../../../ui/problem-banner.tsx';
import { type CallError, callErrorOf, useSessionKeeper } from '../../../work/session.ts';
import { PURPOSES } from '../parse-form.ts';
import { type RequestForm as Form, parseRequest, type RequestFault } from './parse-request.ts';
import styles from './requests.module.css';

const EMPTY: Form = {
  studentId: '',
  name: '',
  birthDate: '',
  reason: '',
  ground: 'transfer-filed',
  purpose: 'transfer',
};

const FIELDS = [
  { name: 'studentId', maxLength: 20, isCode: true },
  { name: 'name', maxLength: MAX_LENGTH.person, isCode: false },
  { name: 'birthDate', maxLength: 14, isCode: false },
] as const;

/** Asks the department: the pupil as the family says it, the legal ground, and the reason in words. */
export const RequestForm = ({ onAsked }: { readonly onAsked: () => void }) => {
  const { t } = useTranslation('lookUp');
  const { callRegistry } = useSessionKeeper();
  const [form, setForm] = useState(EMPTY);
  const [faults, setFaults] = useState<readonly RequestFault[]>([]);
  const [problem, setProblem] = useState<CallError | null>(null);
  const [isPending, setIsPending] = useState(false);
  const put = (name: keyof Form) => (value: string) => setForm((before) => ({ ...before, [name]: value }));
  const errorOf = (name: RequestFault) =>
    faults.includes(name) ? t(`requests.form.${name}Error`) : undefined;
  const send = async () => {
    const parsed = parseRequest(form);
    setFaults('faults' in parsed ? parsed.faults : []);
    setProblem(null);
    if ('faults' in parsed) return;
    setIsPending(true);
    try {
      await callRegistry(askWithoutCode, { body: parsed.body });
      setForm(EMPTY);
      onAsked();
    } catch (error) {
      setProblem(callErrorOf(error));
    } finally {
      setIsPending(false);
    }
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (!isPending) void send();
  };
  return (
    <form className={styles.form} onSubmit={onSubmit} autoComplete="off" noValidate data-screen-only="">
      {FIELDS.map(({ name, ...rest }) => (
        <TextField
          key={name}
          label={t(`requests.form.${name}`)}
          value={form[name]}
          onChange={put(name)}
          error={errorOf(name)}
          autoComplete="off"
          {...rest}
        />
      ))}
      <Select<LegalGround>
        label={t('requests.form.ground')}
        value={form.ground}
        onChange={put('ground')}
        options={LEGAL_GROUNDS.map((value) => ({ value, label: t(`requests.ground.${value}`) }))}
      />
      <TextField
        label={t('requests.form.reason')}
        hint={t('requests.form.reasonHint')}
        value={form.reason}
        onChange={put('reason')}
        error={errorOf('reason')}
        maxLength={MAX_LENGTH.remark}
        autoComplete="off"
      />
      <Select<Purpose>
        label={t('form.purpose')}
        value={form.purpose}
        onChange={put('purpose')}
        options={PURPOSES.map((value) => ({ value, label: t(`purpose.${value}`) }))}
      />
      {problem === null ? null : <ProblemBanner title={t('requests.failed')} problem={problem} />}
      <div>
        <Button type="submit" look="main" icon="send" isPending={isPending}>
          {t('requests.form.send')}
        </Button>
      </div>
    </form>
  );
};
