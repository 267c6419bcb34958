import {
  decideLookUpRequest,
  type LookUpRequest,
  listLookUpRequests,
  SHORTEST_REASON,
} from '@hocba/shared/contract/look-up/requests';
import { MAX_LENGTH } from '@hocba/shared/text/plain-text';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CardList } from '../../../ui/blocks/card.tsx';
import { Button } from '../../../ui/button.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { TextField } from '../../../ui/form/text-field.tsx';
import { Page } from '../../../ui/page.tsx';
import { ProblemBanner } from '../../../ui/problem-banner.tsx';
import { Tag } from '../../../ui/tag.tsx';
import { type CallError, callErrorOf, useSessionKeeper } from '../../../work/session.ts';
import { useFetched } from '../../../work/use-fetched.ts';
import { RequestCard } from './request-parts.tsx';
import styles from './requests.module.css';

const FACTS = ['found', 'name', 'birthDate'] as const;

/** The facts of the typed pupil that fit the register, and those that need the person's eye. */
const Facts = ({ match }: { readonly match: NonNullable<LookUpRequest['match']> }) => {
  const { t } = useTranslation('lookUp');
  const shown = match.found ? FACTS : (['found'] as const);
  return (
    <div className={styles.facts}>
      {shown.map((fact) =>
        match[fact] ? (
          <Tag key={fact} tone="green" icon="check">
            {t(`requests.fits.${fact}`)}
          </Tag>
        ) : (
          <Tag key={fact} tone="amber" icon="warning">
            {t(`requests.differs.${fact}`)}
          </Tag>
        ),
      )}
    </div>
  );
};

const useDecision = (id: string, onDecided: () => void) => {
  const { callRegistry } = useSessionKeeper();
  const [isPending, setIsPending] = useState(false);
  const [problem, setProblem] = useState<CallError | null>(null);
  const decide = (answer?: string) => {
    setIsPending(true);
    setProblem(null);
    const body =
      answer === undefined ? ({ decision: 'grant' } as const) : ({ decision: 'refuse', answer } as const);
    callRegistry(decideLookUpRequest, { params: { request: id }, body })
      .then(onDecided, (error: unknown) => setProblem(callErrorOf(error)))
      .finally(() => setIsPending(false));
  };
  return { isPending, problem, decide };
};

/** The two answers; a refusal asks for its reason first. */
const Decision = ({ request, onDecided }: { request: LookUpRequest; onDecided: () => void }) => {
  const { t } = useTranslation('lookUp');
  const { isPending, problem, decide } = useDecision(request.id, onDecided);
  const [answer, setAnswer] = useState<string | null>(null);
  const [isTried, setIsTried] = useState(false);
  const { match } = request;
  const mayGrant = match?.found === true && match.birthDate;
  const isShort = (answer ?? '').trim().length < SHORTEST_REASON;
  const refuse = () => {
    setIsTried(true);
    if (answer !== null && !isShort) decide(answer);
  };
  return (
    <>
      {match && <Facts match={match} />}
      {answer !== null && (
        <TextField
          label={t('requests.reason')}
          value={answer}
          onChange={setAnswer}
          error={isTried && isShort ? t('requests.reasonError') : undefined}
          maxLength={MAX_LENGTH.remark}
          autoFocus
        />
      )}
      <div className={styles.acts}>
        {answer === null && mayGrant && (
          <Button look="main" icon="check" isPending={isPending} onPress={() => decide()}>
            {t('requests.grant', { school: request.school.name })}
          </Button>
        )}
        {answer === null ? (
          <Button icon="close" onPress={() => setAnswer('')}>
            {t('requests.refuse')}
          </Button>
        ) : (
          <>
            <Button look="main" icon="send" isPending={isPending} onPress={refuse}>
              {t('requests.sendRefusal')}
            </Button>
            <Button look="quiet" onPress={() => setAnswer(null)}>
              {t('requests.back')}
            </Button>
          </>
        )}
      </div>
      {problem === null ? null : <ProblemBanner title={t('requests.failed')} problem={problem} />}
    </>
  );
};

/** Requests of all schools at the department: those that wait, the oldest first, then the decided ones. */
export const DepartmentRequestsPage = () => {
  const { t } = useTranslation('lookUp');
  const { answer, problem, fetchAgain } = useFetched(listLookUpRequests, {});
  const requests = answer?.requests;
  const waiting = requests?.filter(({ state }) => state === 'waiting') ?? [];
  const decided = requests?.filter(({ state }) => state !== 'waiting') ?? [];
  return (
    <Page
      title={t('requests.waiting', { count: waiting.length })}
      intro={t('requests.departmentIntro')}
      width="read"
    >
      {problem !== undefined && <ProblemBanner title={t('requests.listFailed')} problem={problem} isOfPage />}
      {requests !== undefined && waiting.length === 0 && (
        <EmptyState icon="check" title={t('requests.none')}>
          {t('requests.noneHelp')}
        </EmptyState>
      )}
      <CardList>
        {waiting.map((request) => (
          <RequestCard key={request.id} request={request}>
            <Decision request={request} onDecided={fetchAgain} />
          </RequestCard>
        ))}
      </CardList>
      {decided.length > 0 && (
        <section className={styles.part}>
          <h2>{t('requests.decidedTitle', { count: decided.length })}</h2>
          <CardList>
            {decided.map((request) => (
              <RequestCard key={request.id} request={request} />
            ))}
          </CardList>
        </section>
      )}
    </Page>
  );
};
