import { useTranslation } from 'react-i18next';
import { lastDayOf, type PrintedSlip } from './slip-sheet.tsx';
import styles from './slips.module.css';

/** The list of the class on which each receiver of a slip signs; it holds no code. */
export const SignatureList = ({
  slips,
  school,
}: {
  readonly slips: readonly PrintedSlip[];
  readonly school: string;
}) => {
  const { t } = useTranslation('families');
  const [first] = slips;
  const pupils = [...Map.groupBy(slips, ({ student }) => student).values()];
  if (first === undefined) return null;
  const about = { class: first.class, school, date: lastDayOf(first.expiresAt) };
  return (
    <section className={styles.list} data-print-only="">
      <h2>{t('list.title')}</h2>
      <p>{t('list.about', about)}</p>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('list.nth')}</th>
            <th scope="col">{t('slip.student')}</th>
            <th scope="col">{t('slip.studentCode')}</th>
            <th scope="col">{t('list.slips')}</th>
            <th scope="col">{t('list.receiver')}</th>
            <th scope="col">{t('list.signature')}</th>
          </tr>
        </thead>
        <tbody>
          {pupils.flatMap((own, i) =>
            own.map((slip, nth) => (
              <tr key={slip.code}>
                <td>{nth === 0 ? i + 1 : ''}</td>
                <th scope="row" translate="no">
                  {slip.name}
                </th>
                <td className={styles.figures}>{slip.studentCode}</td>
                <td>{own.length === 1 ? 1 : `${nth + 1}/${own.length}`}</td>
                <td />
                <td />
              </tr>
            )),
          )}
        </tbody>
      </table>
      <p className={styles.handed}>
        {t('list.day')}
        <br />
        {t('list.handedBy')}
      </p>
    </section>
  );
};
