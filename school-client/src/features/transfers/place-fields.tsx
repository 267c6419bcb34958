import { parseDateText } from '@hocba/shared/calendar/date-text';
import type { ResponseOf } from '@hocba/shared/contract/endpoint';
import { listTransferClasses } from '@hocba/shared/contract/transfers/endpoints';
import type { Place } from '@hocba/shared/contract/transfers/transfer';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDate } from '../../i18n/dates.ts';
import { Select } from '../../ui/form/select.tsx';
import { TextField } from '../../ui/form/text-field.tsx';
import { useSessionKeeper } from '../../work/session.ts';
import styles from './transfers.module.css';

type Classes = ResponseOf<typeof listTransferClasses>['classes'];

/** The classes of the own school, fetched once; undefined until they are here. */
export const useTransferClasses = (): Classes | undefined => {
  const [classes, setClasses] = useState<Classes>();
  const { callRegistry } = useSessionKeeper();
  useEffect(() => {
    callRegistry(listTransferClasses, {}).then(
      (answer) => setClasses(answer.classes),
      () => setClasses([]),
    );
  }, [callRegistry]);
  return classes;
};

/** A class and a day as a person typed them. */
export interface TypedPlace {
  /** School year and class, `2026-2027 8B`; empty until one is chosen. */
  readonly chosen: string;
  readonly from: string;
}

/** The typed place of a known one. */
export const typedPlace = (place: Place | undefined, today: string): TypedPlace => ({
  chosen: place === undefined ? '' : `${place.year} ${place.class}`,
  from: formatDate(place?.from ?? today),
});

/** The day that a person typed; undefined for an empty or unreadable text. */
const readDay = (text: string): Place['from'] | undefined => {
  const read = parseDateText(text);
  return 'value' in read ? (read.value ?? undefined) : undefined;
};

/** The place that a person typed; undefined while class or day is missing. */
export const readPlace = ({ chosen, from }: TypedPlace): Place | undefined => {
  const [year, name] = chosen.split(' ');
  const date = readDay(from);
  if (year === undefined || name === undefined || date === undefined) return undefined;
  return { year: year as Place['year'], class: name as Place['class'], from: date };
};

interface PlaceFieldsProps {
  readonly classes: Classes;
  readonly place: TypedPlace;
  readonly onChange: (place: TypedPlace) => void;
  readonly tried: boolean;
}

/** The class of the own school that a pupil is to come to, and the day. */
export const PlaceFields = ({ classes, place, onChange, tried }: PlaceFieldsProps) => {
  const { t } = useTranslation('transfers');
  const options = classes.map((one) => ({
    value: `${one.year} ${one.class}`,
    label: t('offer.option', { class: one.class, count: one.pupils, year: one.year.replace('-', '–') }),
  }));
  return (
    <div className={styles.form}>
      <Select
        label={t('offer.class')}
        value={place.chosen}
        onChange={(chosen) => onChange({ ...place, chosen })}
        options={[{ value: '', label: t('offer.choose') }, ...options]}
        error={tried && place.chosen === '' ? t('offer.choose') : undefined}
      />
      <TextField
        label={t('offer.from')}
        value={place.from}
        onChange={(from) => onChange({ ...place, from })}
        maxLength={10}
        error={tried && readDay(place.from) === undefined ? t('offer.fromError') : undefined}
      />
    </div>
  );
};
