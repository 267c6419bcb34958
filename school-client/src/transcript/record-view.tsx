import type { YearCredentialPayload } from '@hocba/shared/credential/payload/payload';
import type { PageCell, PagePart, PageTable } from '@hocba/shared/regulations/page';
import { signedPageOf } from '@hocba/shared/regulations/signed-pages';
import { useTranslation } from 'react-i18next';
import { formatDate, formatMoment } from '../i18n/dates.ts';
import { currentLanguage } from '../i18n/i18n.ts';
import { sayOf } from '../i18n/say.ts';
import styles from './record-view.module.css';

type Subject = YearCredentialPayload['credentialSubject'];
const Identity = ({ subject }: { readonly subject: Subject }) => {
  const { t } = useTranslation('verify');
  const { student, school } = subject;
  const lines = [
    [t('record.name'), student.name],
    [t('record.class'), subject.class],
    [t('record.birthDate'), formatDate(student.birthDate)],
    [t('record.sex'), t(`record.${student.sex}`)],
    [t('record.ethnicity'), student.ethnicity],
    [t('record.code'), student.code],
    ...(student.personalId === undefined ? [] : [[t('record.personalId'), student.personalId]]),
    [t('record.school'), school.name],
    [t('record.place'), `${school.commune}, ${school.province}`],
  ];
  return (
    <dl className={styles.identity}>
      {lines.map(([label, text]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  );
};

const LOOKS = {
  whole: styles.whole,
  teacher: styles.teacher,
  remark: `${styles.teacher} ${styles.remark}`,
};

const Head = ({ text, columns, rows }: PageCell) =>
  text === '' ? (
    <td />
  ) : (
    <th colSpan={columns} rowSpan={rows} scope={columns === undefined ? 'col' : 'colgroup'}>
      {text}
    </th>
  );

const PartTable = ({ caption, heads, rows }: PageTable) => (
  <table className={styles.marks}>
    {caption === undefined ? null : <caption>{caption}</caption>}
    <thead>
      {heads.map((cells) => (
        <tr key={cells.map(({ text }) => text).join()}>
          {cells.map((cell) => (
            <Head key={cell.text} {...cell} />
          ))}
        </tr>
      ))}
    </thead>
    <tbody>
      {rows.map(({ id, head, cells }) => (
        <tr key={id}>
          <th scope="row">{head}</th>
          {cells.map(({ text, columns, look }, i) => (
            <td key={i} colSpan={columns} className={look && LOOKS[look]}>
              {text}
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  </table>
);

/** One part of the page that the year's regulation lays out. */
const Part = ({ part }: { readonly part: PagePart }) => {
  switch (part.kind) {
    case 'table':
      return part.scrollsAs === undefined ? (
        <PartTable {...part} />
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: wider than a phone, so the keyboard must be able to scroll it
        <section className={styles.scroll} tabIndex={0} aria-label={part.scrollsAs}>
          <PartTable {...part} />
        </section>
      );
    case 'tables':
      return (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: wider than a phone, so the keyboard must be able to scroll it
        <section className={styles.traits} tabIndex={0} aria-label={part.label}>
          {part.tables.map((table) => (
            <PartTable key={table.caption} {...table} />
          ))}
        </section>
      );
    case 'legend':
      return <p className={styles.legend}>{part.text}</p>;
    case 'facts':
      return (
        <dl className={styles.conclusion}>
          {part.facts.map(([label, text]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{text}</dd>
            </div>
          ))}
          {part.note === undefined ? null : <p>{part.note}</p>}
        </dl>
      );
  }
};

const Signature = ({ subject, by }: { readonly subject: Subject; readonly by: 'homeroom' | 'head' }) => {
  const { t } = useTranslation('verify');
  const approval = subject.approvals.findLast(({ role }) => role === by);
  return (
    <section>
      <h3>{t(by === 'head' ? 'record.head' : 'record.remark')}</h3>
      {by === 'homeroom' ? <p>{subject.remark ?? t('record.noRemark')}</p> : null}
      {approval === undefined ? (
        <p>{t(by === 'head' ? 'record.notApproved' : 'record.notConfirmed')}</p>
      ) : (
        <p>
          <strong>{approval.name}</strong>
          <br />
          <small>
            {t(by === 'head' ? 'record.approvedAt' : 'record.confirmedAt', {
              time: formatMoment(approval.at),
            })}
          </small>
        </p>
      )}
    </section>
  );
};

/** A year's record laid out like the page of the official học bạ, from a payload whose signature holds. */
export const RecordView = ({
  payload,
  isReplaced = false,
}: {
  readonly payload: YearCredentialPayload;
  readonly isReplaced?: boolean;
}) => {
  const { t } = useTranslation('verify');
  const subject = payload.credentialSubject;
  const parts = signedPageOf(subject, { say: sayOf(t), language: currentLanguage() });
  return (
    <article className={styles.record} translate="no" data-stack="">
      {isReplaced ? <p className={styles.replaced}>{t('record.watermark')}</p> : null}
      <h2>{t('record.heading', { year: subject.year })}</h2>
      <Identity subject={subject} />
      {parts.map((part, i) => (
        <Part key={i} part={part} />
      ))}
      <div className={styles.signatures}>
        <Signature subject={subject} by="homeroom" />
        <Signature subject={subject} by="head" />
      </div>
      <footer>
        {t('record.issued', {
          time: formatMoment(payload.validFrom),
          issuer: payload.issuer.name,
          revision: subject.revision,
        })}{' '}
        {subject.replaces === undefined ? '' : t('record.replaces')}
      </footer>
    </article>
  );
};
