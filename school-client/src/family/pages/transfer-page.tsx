/** @jsxImportSource preact */

import {
  agreeToTransfer,
  type FamilyTransfer,
  objectToTransfer,
  type TransferPage,
} from '@hocba/shared/contract/family/transfer';
import { promisesPage } from '@hocba/shared/contract/promises/family';
import { dayIn, momentIn } from '../../i18n/date-formats.ts';
import { ChildDocument } from '../document.tsx';
import { Field, Problem } from '../parts.tsx';
import { addressOf } from '../view-address.ts';
import type { FamilyWords } from '../words.ts';

interface Props {
  readonly view: TransferPage;
  readonly words: FamilyWords;
}

/** The question of the other guardian: what silence means, and both answers equally large. */
const Question = ({ view, transfer, words }: Props & { readonly transfer: FamilyTransfer }) => {
  const { t, language } = words;
  const student = view.frame.child;
  return (
    <section class="todo">
      <h2>{t('transfer.ask')}</h2>
      <p>
        <strong>{t('transfer.until', { time: momentIn(transfer.objectUntil ?? '', language) })}</strong>{' '}
        {t('transfer.silence')}
      </p>
      <Problem problem={view.problem} words={words} />
      {transfer.mayAgree ? (
        <form method="post" action={addressOf(agreeToTransfer.path, { student })}>
          <input type="hidden" name="id" value={transfer.id} />
          <button class="button" type="submit">
            {t('transfer.agree')}
          </button>
          <p class="note">{t('transfer.agreeAfter')}</p>
        </form>
      ) : null}
      <form method="post" action={addressOf(objectToTransfer.path, { student })}>
        <input type="hidden" name="id" value={transfer.id} />
        <Field name="text" label={t('transfer.why')} maxLength={1000} />
        <button class="button" type="submit">
          {t('transfer.object')}
        </button>
        <p class="note">{t('transfer.objectAfter')}</p>
      </form>
    </section>
  );
};

const stateOf = ({ state }: FamilyTransfer): 'announced' | 'objected' | 'running' =>
  state === 'announced' || state === 'objected' ? state : 'running';

/** How the department decided after an objection, and why. */
const Settled = ({
  settled,
  words: { t, language },
}: {
  readonly settled: NonNullable<TransferPage['settled']>;
  readonly words: FamilyWords;
}) => (
  <section>
    <h2>{t('transfer.settled.title')}</h2>
    <p>
      {t(settled.isAllowed ? 'transfer.settled.allowed' : 'transfer.settled.stopped', {
        day: dayIn(settled.at, language),
      })}
    </p>
    <p>{t('transfer.settled.why', { text: settled.text })}</p>
  </section>
);

/** The open transfer of a child: which school, since when, how far, and the question where one waits. */
export const Transfer = ({ view, words }: Props) => {
  const { t, language } = words;
  const { frame, transfer, settled, newestYear } = view;
  return (
    <ChildDocument
      frame={frame}
      words={words}
      here="home"
      title={t('transfer.title')}
      year={newestYear ?? undefined}
    >
      <section>
        <h1>{t('transfer.title')}</h1>
        {transfer === null ? (
          <p>{t('transfer.none')}</p>
        ) : (
          <>
            <p>
              {t('transfer.line', {
                receiver: transfer.receiver,
                class: transfer.class,
                time: momentIn(transfer.filedAt, language),
              })}
            </p>
            {transfer.number === null ? null : (
              <p class="note">{t('transfer.number', { number: transfer.number })}</p>
            )}
            <p>
              <strong>{t(`transfer.state.${stateOf(transfer)}`)}</strong>
            </p>
          </>
        )}
        <a class="more" href={addressOf(promisesPage.path, { student: frame.child })}>
          {t('letters.title')}
        </a>
      </section>
      {settled === null ? null : <Settled settled={settled} words={words} />}
      {transfer?.mayObject ? <Question view={view} transfer={transfer} words={words} /> : null}
    </ChildDocument>
  );
};
