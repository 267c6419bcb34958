import type { ResponseOf } from '@hocba/shared/contract/endpoint';
import { joinPage } from '@hocba/shared/contract/family/sign-in';
import type { issueSlips } from '@hocba/shared/contract/family/slips';
import { useTranslation } from 'react-i18next';
import { formatDate } from '../../../i18n/dates.ts';
import { QrCode } from '../../../ui/paper/qr-code.tsx';
import { inGroups } from '../../../ui/plain/code-groups.ts';
import styles from './slips.module.css';

/** A slip as the registry answered it, with its code. */
export type PrintedSlip = ResponseOf<typeof issueSlips>['slips'][number];

/** The slips of a class, and the names of pupils for whom the office makes them one by one. */
export interface MadeSlips {
  readonly slips: readonly PrintedSlip[];
  readonly heldBack: readonly string[];
}

/** The address that a slip names; the code is never in it, so that it stands in no history and no log. */
const joinAddress = (): string => `${location.origin}${joinPage.path}`;

/** The last whole day on which a slip works. */
export const lastDayOf = (expiresAt: string): string =>
  formatDate(new Date(Date.parse(expiresAt) - 86_400_000).toISOString());

interface SlipCardProps {
  readonly slip: PrintedSlip;
  readonly school: string;
  /** Which slip of its pupil, where there are several. */
  readonly nth: readonly [nth: number, count: number];
}

const SlipCard = ({ slip, school, nth: [nth, count] }: SlipCardProps) => {
  const { t } = useTranslation('families');
  const address = joinAddress();
  return (
    <li className={styles.slip}>
      <header>
        <strong>{t('slip.title')}</strong>
        <span>{count > 1 ? t('slip.ofTwo', { nth, count }) : ''}</span>
      </header>
      <p className={styles.school}>
        {school} · {slip.class}
      </p>
      <p className={styles.name}>{slip.name}</p>
      <p>
        {t('slip.studentCode')}: <strong className={styles.figures}>{slip.studentCode}</strong>
      </p>
      <div className={styles.way}>
        <div>
          <p className={styles.code}>
            <span>{t('slip.code')}</span>
            <strong>{inGroups(slip.code)}</strong>
          </p>
          <p>{t('slip.address')}</p>
          <p className={styles.address}>{address.replace(/^https?:\/\//, '')}</p>
        </div>
        <QrCode text={address} className={styles.qr as string} />
      </div>
      <footer>
        {t('slip.birthDate')} {t('slip.until', { date: lastDayOf(slip.expiresAt) })}
      </footer>
    </li>
  );
};

/** Slips to cut out, eight on a sheet of A4, in the order of the class list. */
export const SlipSheet = ({
  slips,
  school,
}: {
  readonly slips: readonly PrintedSlip[];
  readonly school: string;
}) => {
  const placeOf = (slip: PrintedSlip): readonly [number, number] => {
    const own = slips.filter(({ student }) => student === slip.student);
    return [own.indexOf(slip) + 1, own.length];
  };
  return (
    <ul className={styles.sheet} translate="no">
      {slips.map((slip) => (
        <SlipCard key={slip.code} slip={slip} school={school} nth={placeOf(slip)} />
      ))}
    </ul>
  );
};
