import { issueSlips } from '@hocba/shared/contract/family/slips';
import type { ClassDocument } from '@hocba/shared/documents/downward';
import type { SchoolYear } from '@hocba/shared/school/identifiers';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/button.tsx';
import { Select } from '../../../ui/form/select.tsx';
import { ProblemBanner } from '../../../ui/problem-banner.tsx';
import { type CallError, callErrorOf, useSessionKeeper } from '../../../work/session.ts';
import styles from '../families.module.css';
import type { PrintedSlip } from './slip-sheet.tsx';

/** The pupils of a class who get slips. */
const studyingIn = (list: ClassDocument) => list.students.filter(({ status }) => status === 'studying');

interface PrintFormProps {
  readonly year: SchoolYear;
  /** The classes that the person sees whole. */
  readonly classes: readonly ClassDocument[];
  readonly onMade: (slips: readonly PrintedSlip[]) => void;
}

/** Chooses a class and how many slips each pupil gets, and has them made. */
export const PrintForm = ({ year, classes, onMade }: PrintFormProps) => {
  const { t } = useTranslation('families');
  const { callRegistry } = useSessionKeeper();
  const [chosen, setChosen] = useState<string>(classes.length === 1 ? (classes[0]?.class ?? '') : '');
  const [each, setEach] = useState<'1' | '2'>('2');
  const [problem, setProblem] = useState<CallError>();
  const [isPending, setPending] = useState(false);
  const list = classes.find(({ class: name }) => name === chosen);
  const count = list === undefined ? 0 : studyingIn(list).length;
  const make = async () => {
    if (list === undefined) return;
    setPending(true);
    setProblem(undefined);
    try {
      const body = { year, class: list.class, perStudent: Number(each) };
      onMade((await callRegistry(issueSlips, { body })).slips);
    } catch (error) {
      setProblem(callErrorOf(error));
      setPending(false);
    }
  };
  return (
    <div className={styles.form}>
      <Select
        label={t('class')}
        value={chosen}
        onChange={setChosen}
        options={[
          { value: '', label: t('choose') },
          ...classes.map((one) => ({
            value: one.class as string,
            label: t('classOption', { class: one.class, count: studyingIn(one).length }),
          })),
        ]}
      />
      <Select
        label={t('perStudent')}
        value={each}
        onChange={setEach}
        options={[
          { value: '2', label: t('two') },
          { value: '1', label: t('one') },
        ]}
      />
      {problem && <ProblemBanner title={t('notMade')} problem={problem} />}
      {count > 0 && (
        <div>
          <Button look="main" icon="print" isPending={isPending} onPress={() => void make()}>
            {isPending ? t('making') : t('print', { count })}
          </Button>
        </div>
      )}
    </div>
  );
};
