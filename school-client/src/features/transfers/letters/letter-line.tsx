import type { PromiseDeedKind, PromiseEntry } from '@hocba/shared/contract/promises/promise';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { formatDate, formatMoment } from '../../../i18n/dates.ts';
import { Button } from '../../../ui/button.tsx';
import type { IconName } from '../../../ui/plain/strokes.ts';
import { Tag, type Tone } from '../../../ui/tag.tsx';
import styles from '../transfers.module.css';
import { DeedDialog } from './deed-dialog.tsx';

const LOOKS: Readonly<Record<PromiseEntry['stage'], readonly [Tone, IconName]>> = {
  unsigned: ['amber', 'pencil'],
  open: ['neutral', 'clock'],
  overdue: ['red', 'warning'],
  refused: ['amber', 'warning'],
  kept: ['green', 'check'],
  withdrawn: ['neutral', 'close'],
  void: ['neutral', 'close'],
};

/** The facts of a letter beside its state, one short sentence each. */
const useNotes = (promise: PromiseEntry): string[] => {
  const { t } = useTranslation('transfers');
  const { side, to, holder, due, until, signed, answer, closedAt, stage } = promise;
  const isEnded = closedAt !== null;
  return [
    side === 'holding' ? t('letters.asked', { school: to.name }) : t('letters.from', { name: holder.name }),
    ...(due === null || isEnded
      ? []
      : [t('letters.due', { time: until === null ? formatMoment(due) : formatDate(until) })]),
    ...(signed === null
      ? []
      : [t(`letters.signed.${signed.how}`, { name: signed.name, time: formatMoment(signed.at) })]),
    ...(stage === 'kept' && answer === null && closedAt !== null
      ? [t('letters.proven', { time: formatMoment(closedAt) })]
      : []),
    ...(answer === null ? [] : [t('letters.answered', { text: answer })]),
  ];
};

interface LetterLineProps {
  readonly promise: PromiseEntry;
  /** Names the pupil, in a list of many. */
  readonly withPupil?: boolean;
  readonly onDone: () => void;
}

/** One letter: what it is about, its state, and the acts that are open to the person. */
export const LetterLine = ({ promise, withPupil = false, onDone }: LetterLineProps) => {
  const { t } = useTranslation('transfers');
  const [open, setOpen] = useState<PromiseDeedKind>();
  const notes = useNotes(promise);
  const [tone, icon] = LOOKS[promise.stage];
  const grades = promise.grades.map((grade) => t('letters.grade', { grade })).join(', ');
  const letter = `/transfer-desk/${promise.transfer}/letters/${promise.id}`;
  return (
    <li>
      {withPupil && (
        <>
          <Link
            href={promise.side === 'receiving' ? `/transfer-desk/${promise.transfer}` : letter}
            className={styles.name as string}
            translate="no"
          >
            {promise.pupil.name}
          </Link>
          {' · '}
        </>
      )}
      {t(`letters.kind.${promise.kind}`)}, {grades}{' '}
      <Tag tone={tone} icon={icon}>
        {t(`letters.stage.${promise.stage}`)}
      </Tag>
      <small>{notes.join(' · ')}</small>
      <div className={styles.acts} data-screen-only="">
        <Link href={letter}>{t('letters.print')}</Link>
        {promise.acts.map((kind) => (
          <Button key={kind} look="quiet" onPress={() => setOpen(kind)}>
            {t(`letters.act.${kind}`)}
          </Button>
        ))}
      </div>
      {open && (
        <DeedDialog
          promise={promise}
          kind={open}
          onClose={() => setOpen(undefined)}
          onDone={() => {
            setOpen(undefined);
            onDone();
          }}
        />
      )}
    </li>
  );
};
