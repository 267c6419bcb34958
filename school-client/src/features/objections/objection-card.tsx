import type { Objection } from '@hocba/shared/contract/family/quarrels/objections';
import { MAX_LENGTH } from '@hocba/shared/text/plain-text';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatSchoolYear } from '../../i18n/date-formats.ts';
import { formatMoment } from '../../i18n/dates.ts';
import { Card } from '../../ui/blocks/card.tsx';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/form/text-field.tsx';
import { ProblemBanner } from '../../ui/problem-banner.tsx';
import { Tag } from '../../ui/tag.tsx';
import styles from './objections.module.css';
import { Parties } from './parties.tsx';
import { type Settling, useSettling } from './use-objections.ts';

type Matter = Objection['matter'];

/** The thing that one guardian wants, in a line. */
const MatterLine = ({ matter }: { readonly matter: Matter }) => {
  const { t } = useTranslation('objections');
  if (matter.kind === 'transfer') {
    const { from, to, class: name } = matter;
    return <>{t('transfer', { from: from ?? t('noSchool'), to, class: name })}</>;
  }
  const years = matter.years.map((year) => formatSchoolYear(year)).join(', ');
  return <>{t('share', { purpose: matter.purpose, years, time: formatMoment(matter.endsAt) })}</>;
};

/** The reason, and the two ways on; each says what it brings about. */
const Decision = ({ kind, settling }: { readonly kind: Matter['kind']; readonly settling: Settling }) => {
  const { t } = useTranslation('objections');
  const [text, setText] = useState('');
  const [isTried, setIsTried] = useState(false);
  const isEmpty = text.trim() === '';
  const settle = (isAllowed: boolean) => {
    setIsTried(true);
    if (!isEmpty) settling.settle(isAllowed, text);
  };
  return (
    <div className={styles.form}>
      <TextField
        label={t('reason')}
        hint={t('reasonHint')}
        value={text}
        onChange={setText}
        maxLength={MAX_LENGTH.remark}
        error={isTried && isEmpty ? t('reasonError') : undefined}
      />
      <div className={styles.acts}>
        <Button icon="check" isPending={settling.isPending} onPress={() => settle(true)}>
          {t(`allow.${kind}`)}
        </Button>
        <Button icon="close" isPending={settling.isPending} onPress={() => settle(false)}>
          {t(`stop.${kind}`)}
        </Button>
      </div>
      <p className={styles.quiet}>{t(`after.${kind}`)}</p>
    </div>
  );
};

/** One objection: whom it is about, since when, and behind a button everything that a person needs to settle it. */
export const ObjectionCard = ({
  objection,
  onSettled,
}: {
  readonly objection: Objection;
  readonly onSettled: (list: readonly Objection[]) => void;
}) => {
  const { t } = useTranslation('objections');
  const { matter, pupil, askedAt, objectedAt, due, isLate } = objection;
  const settling = useSettling(matter.id, onSettled);
  const { opened, problem, isPending } = settling;
  return (
    <Card
      name={pupil.name}
      level={2}
      tag={
        <Tag tone={isLate ? 'red' : 'amber'} icon={isLate ? 'warning' : 'clock'}>
          {due === null ? t('noDue') : t(isLate ? 'late' : 'due', { time: formatMoment(due) })}
        </Tag>
      }
    >
      <p>
        <MatterLine matter={matter} />
      </p>
      <p className={styles.quiet}>
        {t('times', {
          code: pupil.code,
          asked: formatMoment(askedAt),
          objected: formatMoment(objectedAt),
        })}
      </p>
      {problem && <ProblemBanner title={t('failed')} problem={problem} />}
      {opened === undefined ? (
        <div>
          <Button icon="eye" isPending={isPending} onPress={settling.open}>
            {t('open')}
          </Button>
        </div>
      ) : (
        <>
          <p>
            {t('words')} <q translate="no">{opened.text}</q>
          </p>
          <Parties parties={opened.parties} />
          <Decision kind={matter.kind} settling={settling} />
        </>
      )}
    </Card>
  );
};
