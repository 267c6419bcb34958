import type { LocalDate } from '@hocba/shared/calendar/local-date';
import type { GuardianOrder, PupilGuardian } from '@hocba/shared/contract/family/office';
import { type RestrictionKind, RestrictionKinds } from '@hocba/shared/school/restrictions';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDate } from '../../../i18n/dates.ts';
import { Button } from '../../../ui/button.tsx';
import { Select } from '../../../ui/form/select.tsx';
import { TextField } from '../../../ui/form/text-field.tsx';
import { Tag } from '../../../ui/tag.tsx';
import styles from '../families.module.css';
import type { PupilState } from './use-pupil.ts';

/** The last whole day of an order. */
const lastDay = (until: string): string => formatDate(new Date(Date.parse(until) - 3_600_000).toISOString());

/** One order: whom it limits and how, its paper, and what waits for the second person. */
export const OrderLine = ({
  order,
  name,
  pupil,
  reason,
}: {
  readonly order: GuardianOrder;
  readonly name: string;
  readonly pupil: PupilState;
  readonly reason: string;
}) => {
  const { t } = useTranslation('families');
  const { id, kind, document, state, from, until, proposedBy, mayDecide, isInForce } = order;
  const waits = state === 'proposed' || state === 'ending';
  return (
    <li className={styles.order}>
      <strong translate="no">{name}</strong> {t(`kind.${kind}`)}{' '}
      <Tag tone={isInForce ? 'amber' : 'neutral'} icon={waits ? 'clock' : 'lock'}>
        {t(`order.${state}`)}
      </Tag>
      <p>
        {document} · {t('order.from', { date: formatDate(from) })}
        {until === null ? '' : ` · ${t('order.until', { date: lastDay(until) })}`}
      </p>
      {waits && <p>{t(mayDecide ? 'order.yours' : 'order.waits', { name: proposedBy })}</p>}
      <span className={styles.actions}>
        {waits && mayDecide && (
          <>
            <Button look="main" isPending={pupil.isPending} onPress={() => pupil.decide(id, 'confirm')}>
              {t(state === 'proposed' ? 'order.confirm' : 'order.confirmEnd')}
            </Button>
            <Button isPending={pupil.isPending} onPress={() => pupil.decide(id, 'decline')}>
              {t('order.decline')}
            </Button>
          </>
        )}
        {state === 'confirmed' && (
          <Button
            isDisabled={reason.trim() === ''}
            isPending={pupil.isPending}
            onPress={() => pupil.endOrder(id, reason)}
          >
            {t('order.end')}
          </Button>
        )}
      </span>
    </li>
  );
};

/** Proposes an order about one of the guardians. */
export const OrderForm = ({
  guardians,
  pupil,
}: {
  readonly guardians: readonly PupilGuardian[];
  readonly pupil: PupilState;
}) => {
  const { t } = useTranslation('families');
  const [link, setLink] = useState('');
  const [kind, setKind] = useState<RestrictionKind>('no-address');
  const [document, setDocument] = useState('');
  const [until, setUntil] = useState('');
  const chosen = guardians.find((one) => one.link === link);
  const send = () => {
    if (chosen === undefined || document.trim() === '') return;
    const end = until === '' ? null : (until as LocalDate);
    pupil.propose({ link: chosen.link, kind, document, from: null, until: end });
    setDocument('');
  };
  return (
    <div className={styles.form}>
      <Select
        label={t('order.whom')}
        value={link}
        onChange={setLink}
        options={[
          { value: '', label: t('order.choose') },
          ...guardians.map((one) => ({ value: one.link as string, label: one.name as string })),
        ]}
      />
      <Select
        label={t('order.kind')}
        value={kind}
        onChange={setKind}
        options={RestrictionKinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
      />
      <TextField
        label={t('order.document')}
        hint={t('order.documentHint')}
        value={document}
        onChange={setDocument}
        maxLength={300}
      />
      <TextField
        label={t('order.last')}
        hint={t('order.lastHint')}
        type="date"
        value={until}
        onChange={setUntil}
      />
      <div>
        <Button
          icon="lock"
          isDisabled={chosen === undefined || document.trim() === ''}
          isPending={pupil.isPending}
          onPress={send}
        >
          {t('order.propose')}
        </Button>
      </div>
    </div>
  );
};
