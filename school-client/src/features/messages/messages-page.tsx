import { FAILED_SHOWN, type SchoolMessage } from '@hocba/shared/contract/messages/office';
import { contactText } from '@hocba/shared/school/contact';
import { useTranslation } from 'react-i18next';
import { formatMoment } from '../../i18n/dates.ts';
import { Banner } from '../../ui/banner.tsx';
import { NotFetched } from '../../ui/blocks/not-fetched.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Page } from '../../ui/page.tsx';
import { ProblemBanner } from '../../ui/problem-banner.tsx';
import { Table, type TableColumn } from '../../ui/table.tsx';
import { VisuallyHidden } from '../../ui/visually-hidden.tsx';
import { aboutOf, OutcomeOf, PupilOf } from './message-parts.tsx';
import styles from './messages.module.css';
import { type Deed, type Messages, useMessages } from './use-messages.ts';

type Column = TableColumn<SchoolMessage>;

const useColumns = (): readonly Column[] => {
  const { t } = useTranslation('messages');
  return [
    { id: 'pupil', title: t('pupil'), isHeader: true, cell: (message) => <PupilOf message={message} /> },
    { id: 'about', title: t('about'), cell: aboutOf },
    {
      id: 'contact',
      title: t('contact'),
      cell: ({ contact }) => (
        <span className={styles.contact} translate="no">
          {contactText(contact)}
        </span>
      ),
    },
    { id: 'state', title: t('state'), cell: (message) => <OutcomeOf message={message} /> },
    { id: 'time', title: t('time'), cell: ({ changedAt }) => formatMoment(changedAt) },
  ];
};

interface ActionsProps {
  readonly message: SchoolMessage;
  readonly isPending: boolean;
  readonly act: Messages['act'];
}

/** The acts of the office on a failed message; each button names its pupil to screen readers. */
const Actions = ({ message, isPending, act }: ActionsProps) => {
  const { t } = useTranslation('messages');
  const name = message.pupil?.name ?? message.contact;
  const button = (deed: Deed) => (
    <Button
      icon={deed === 'settle' ? 'check' : 'refresh'}
      isPending={isPending}
      onPress={() => act(message, deed)}
    >
      <span aria-hidden="true">{t(deed)}</span>
      <VisuallyHidden>{t(`${deed}Of`, { name })}</VisuallyHidden>
    </Button>
  );
  return (
    <span className={styles.actions} data-screen-only="">
      {button('settle')}
      {button('resend')}
    </span>
  );
};

const Failed = ({ failed, messages }: { failed: readonly SchoolMessage[]; messages: Messages }) => {
  const { t } = useTranslation('messages');
  const columns = useColumns();
  const { act, pending } = messages;
  if (failed.length === 0) return null;
  const action: Column = {
    id: 'action',
    title: t('action'),
    cell: (message) => <Actions message={message} isPending={pending === message.id} act={act} />,
  };
  return (
    <section className={styles.part}>
      <h2>{t('failedTitle')}</h2>
      <Table caption={t('failedTitle')} columns={[...columns, action]} rows={failed} keyOf={({ id }) => id} />
      <p className={styles.quiet}>{t(failed.length < FAILED_SHOWN ? 'wrongNumber' : 'failedMore')}</p>
    </section>
  );
};

const Others = ({
  others,
  next,
  onMore,
}: {
  others: readonly SchoolMessage[];
  next: boolean;
  onMore: () => void;
}) => {
  const { t } = useTranslation('messages');
  const columns = useColumns();
  if (others.length === 0) return null;
  return (
    <section className={styles.part}>
      <h2>{t('othersTitle')}</h2>
      <Table caption={t('othersTitle')} columns={columns} isList rows={others} keyOf={({ id }) => id} />
      {next && (
        <div>
          <Button onPress={onMore}>{t('more')}</Button>
        </div>
      )}
    </section>
  );
};

/** Says which messages cannot leave this registry at all. */
const MissingSenders = ({ channels }: { readonly channels: readonly string[] }) => {
  const { t } = useTranslation('messages');
  const hasSms = channels.includes('sms');
  const hasMail = channels.includes('mail');
  if (hasSms && hasMail) return null;
  const title = t(hasSms ? 'noMail' : hasMail ? 'noSms' : 'noSender');
  return (
    <Banner tone="amber" title={title}>
      {t('noSenderHelp')}
    </Banner>
  );
};

/** The messages to families of the school: those that reached nobody first, as work of the office, then all others. */
export const MessagesPage = () => {
  const { t } = useTranslation('messages');
  const messages = useMessages();
  const { list, problem, refused, fetchList, fetchMore } = messages;
  const isEmpty = list !== undefined && list.failed.length + list.others.length === 0;
  const title =
    list === undefined || isEmpty
      ? t('title')
      : list.failed.length === 0
        ? t('titleWell')
        : t('titleFailed', { count: list.failed.length });
  return (
    <Page title={title} intro={t('intro')}>
      {problem !== undefined && <NotFetched title={t('notListed')} problem={problem} onAgain={fetchList} />}
      {refused !== undefined && <ProblemBanner title={t('notDone')} problem={refused} />}
      {list === undefined && problem === undefined && <p>{t('opening')}</p>}
      {list !== undefined && (
        <>
          <MissingSenders channels={list.channels} />
          {isEmpty && (
            <EmptyState icon="send" title={t('none')}>
              {t('noneText')}
            </EmptyState>
          )}
          <Failed failed={list.failed} messages={messages} />
          <Others others={list.others} next={list.next !== null} onMore={fetchMore} />
        </>
      )}
    </Page>
  );
};
