import { getTransfer } from '@hocba/shared/contract/transfers/endpoints';
import type { TransferEntry } from '@hocba/shared/contract/transfers/transfer';
import { useTranslation } from 'react-i18next';
import { formatSchoolYear } from '../../../i18n/date-formats.ts';
import { formatDate, formatMoment } from '../../../i18n/dates.ts';
import { Fact, Facts } from '../../../ui/blocks/facts.tsx';
import { NotFetched } from '../../../ui/blocks/not-fetched.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { Page } from '../../../ui/page.tsx';
import { TimeLeft } from '../../../ui/work-time/time-left.tsx';
import { useFetched } from '../../../work/use-fetched.ts';
import { MissingRecords } from '../letters/missing-records.tsx';
import { stateKey } from '../state-text.ts';
import styles from '../transfers.module.css';
import { Acts } from './acts.tsx';
import type { Opened } from './opened.ts';
import { Papers } from './papers.tsx';

const STEPS = ['file', 'decision', 'release', 'placement', 'done'] as const;

/** How far a transfer has come; one that was refused or withdrawn stands still where it was. */
const Path = ({ state, step }: TransferEntry) => {
  const { t } = useTranslation('transfers');
  const isDone = state === 'done' || state === 'returned';
  const at = isDone ? STEPS.length : STEPS.indexOf(step);
  return (
    <ol className={styles.path}>
      {STEPS.map((name, i) => (
        <li key={name} data-is={i < at ? 'done' : 'open'} aria-current={i === at ? 'step' : undefined}>
          <Icon name={i < at ? 'check' : i === at ? 'clock' : 'chevron'} />
          {t(`path.${name}`)}
        </li>
      ))}
    </ol>
  );
};

const TransferFacts = ({ transfer }: { readonly transfer: TransferEntry }) => {
  const { t } = useTranslation('transfers');
  const { clock } = transfer;
  return (
    <Facts>
      <Fact name={t('step')}>{t(`state.${stateKey(transfer)}`)}</Fact>
      {clock && (
        <Fact name={clock.due === null ? t('left') : t('due', { time: formatMoment(clock.due) })}>
          <TimeLeft clock={clock} />
        </Fact>
      )}
    </Facts>
  );
};

const History = ({ events }: Pick<Opened, 'events'>) => {
  const { t, i18n } = useTranslation('transfers');
  return (
    <section data-stack="">
      <h2>{t('history')}</h2>
      <p className={styles.after}>{t('historyText')}</p>
      <ul className={styles.lines}>
        {events.map(({ seq, kind, at, by, text, reason }) => (
          <li key={seq}>
            {i18n.exists(`transfers:event.${kind}`) ? t(`event.${kind}` as 'event.file') : kind}
            {reason && `: ${t(`reason.${reason}`)}`}
            {text && <span translate="no">: {text}</span>}
            <small translate="no">
              {by ?? t('byRegistry')} · {formatMoment(at)}
            </small>
          </li>
        ))}
      </ul>
    </section>
  );
};

const OneTransfer = ({ opened, onDone }: { readonly opened: Opened; readonly onDone: () => void }) => {
  const { t } = useTranslation('transfers');
  const { transfer, events, results } = opened;
  const { pupil, from, to, fromClass, place } = transfer;
  const year = formatSchoolYear(place.year);
  return (
    <Page
      // The window's title must not name a pupil: it ends up in the browser's history.
      title={t('title')}
      trail={[{ href: '/transfer-desk', label: t('back') }]}
      intro={
        <>
          <strong translate="no">{pupil.name}</strong> · {formatDate(pupil.birthDate)} · {pupil.code}
          <br />
          {fromClass && `${t('leaves', { class: fromClass })}, `}
          {from?.name ?? t('noSchool')} → {to.name}
          <br />
          {t('place', { class: place.class, year, from: formatDate(place.from) })} ·{' '}
          {transfer.code === null ? t('noCode') : t('official', { code: transfer.code })}
        </>
      }
    >
      <Path {...transfer} />
      <TransferFacts transfer={transfer} />
      <Acts key={transfer.seq} transfer={transfer} onDone={onDone} />
      <MissingRecords opened={opened} onDone={onDone} />
      <Papers papers={results} />
      <History events={events} />
    </Page>
  );
};

/** One transfer: where it stands, until when, what the person may do, the signed papers and what happened. */
export const TransferPage = ({ id }: { readonly id: string }) => {
  const { t } = useTranslation('transfers');
  const { answer, problem, fetchAgain } = useFetched(getTransfer, { params: { id } });
  if (answer !== undefined) return <OneTransfer opened={answer} onDone={fetchAgain} />;
  return (
    <Page title={t('title')} trail={[{ href: '/transfer-desk', label: t('back') }]}>
      {problem === undefined ? (
        <p>{t('opening')}</p>
      ) : (
        <NotFetched title={t('notListed')} problem={problem} onAgain={fetchAgain} />
      )}
    </Page>
  );
};
