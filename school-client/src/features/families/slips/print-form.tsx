import { issueSlips } from '@hocba/shared/contract/family/slips';
import type { ClassDocument } from '@hocba/shared/documents/downward';
import type { SchoolYear } from '@hocba/shared/school/identifiers';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { Button } from '../../../ui/button.tsx';
import { Select } from '../../../ui/form/select.tsx';
import { ProblemBanner } from '../../../ui/problem-banner.tsx';
import { type CallError, callErrorOf, useSessionKeeper } from '../../../work/session.ts';
import styles from '../families.module.css';
import type { MadeSlips } from './slip-sheet.tsx';

/** The pupils of a class who get slips. */
const studyingIn = (list: ClassDocument) => list.students.filter(({ status }) => status === 'studying');

interface PrintFormProps {
  readonly year: SchoolYear;
  /** The classes that the person sees whole. */
  readonly classes: readonly ClassDocument[];
  /** The office reaches each pupil's guardians from here. */
  readonly isOffice: boolean;
  readonly onMade: (made: MadeSlips) => void;
}

/** Chooses a class and how many slips each pupil gets, and has them made. */
export const PrintForm = ({ year, classes, isOffice, onMade }: PrintFormProps) => {
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
      const { slips, heldBack } = await callRegistry(issueSlips, { body });
      const isHeld = ({ id }: { readonly id: string }) => heldBack.some((one) => one === id);
      onMade({ slips, heldBack: list.students.filter(isHeld).map(({ name }) => name) });
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
      {isOffice && list !== undefined && (
        <section>
          <h2>{t('pupil.choose')}</h2>
          <ul className={styles.pupils} translate="no">
            {studyingIn(list).map(({ id, name }) => (
              <li key={id}>
                <Link href={`/families/${id}`}>{name}</Link>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
};
