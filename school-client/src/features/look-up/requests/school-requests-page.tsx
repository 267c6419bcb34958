import { type LookUpRequest, listLookUpRequests } from '@hocba/shared/contract/look-up/requests';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Banner } from '../../../ui/banner.tsx';
import { CardList } from '../../../ui/blocks/card.tsx';
import { Button } from '../../../ui/button.tsx';
import { Page } from '../../../ui/page.tsx';
import { ProblemBanner } from '../../../ui/problem-banner.tsx';
import { type CallError, callErrorOf, useSessionKeeper } from '../../../work/session.ts';
import { useFetched } from '../../../work/use-fetched.ts';
import { type Found, fetchGranted } from '../fetch-records.ts';
import { FoundView } from '../found-view.tsx';
import { RequestForm } from './request-form.tsx';
import { RequestCard } from './request-parts.tsx';
import styles from './requests.module.css';

/** Opens the records of a granted request; each opening stands in the family's log. */
const OpenButton = ({
  request,
  onFound,
}: {
  readonly request: LookUpRequest;
  readonly onFound: (found: Found) => void;
}) => {
  const { t } = useTranslation('lookUp');
  const { callRegistry } = useSessionKeeper();
  const [isPending, setIsPending] = useState(false);
  const [problem, setProblem] = useState<CallError | null>(null);
  const { grant, studentId, birthDate } = request;
  if (grant === undefined) return null;
  const open = () => {
    setIsPending(true);
    setProblem(null);
    fetchGranted(callRegistry, grant, { studentId, birthDate })
      .then(onFound, (error: unknown) => setProblem(callErrorOf(error)))
      .finally(() => setIsPending(false));
  };
  return (
    <div className={styles.acts}>
      <Button look="main" icon="book" isPending={isPending} onPress={open}>
        {t('requests.open')}
      </Button>
      {problem === null ? null : <ProblemBanner title={t('refused.title')} problem={problem} />}
    </div>
  );
};

const Sent = ({ onFound, sent }: { readonly onFound: (found: Found) => void; readonly sent: number }) => {
  const { t } = useTranslation('lookUp');
  const { answer, problem, fetchAgain } = useFetched(listLookUpRequests, {});
  if (problem !== undefined)
    return <ProblemBanner title={t('requests.listFailed')} problem={problem} isOfPage />;
  return (
    <section className={styles.part}>
      <div className={styles.head}>
        <h2>{t('requests.sent', { count: answer?.requests.length ?? 0 })}</h2>
        <Button icon="refresh" onPress={fetchAgain}>
          {t('requests.refresh')}
        </Button>
      </div>
      {sent > 0 && <Banner tone="green" title={t('requests.sentNow')} isSlim isAnswer />}
      <CardList>
        {answer?.requests.map((request) => (
          <RequestCard key={request.id} request={request}>
            <OpenButton request={request} onFound={onFound} />
          </RequestCard>
        ))}
      </CardList>
    </section>
  );
};

/** A school's requests without a code: the form, and how those already sent stand. */
export const SchoolRequestsPage = () => {
  const { t } = useTranslation('lookUp');
  const [found, setFound] = useState<Found | null>(null);
  const [sent, setSent] = useState(0);
  if (found !== null) {
    return (
      <Page title={t('result.untitled')}>
        <FoundView found={found} onAnother={() => setFound(null)} />
      </Page>
    );
  }
  return (
    <Page
      title={t('requests.title')}
      trail={[{ href: '/look-up', label: t('title') }]}
      intro={t('requests.intro')}
      width="read"
    >
      <RequestForm onAsked={() => setSent((before) => before + 1)} />
      <Sent key={sent} sent={sent} onFound={setFound} />
    </Page>
  );
};
