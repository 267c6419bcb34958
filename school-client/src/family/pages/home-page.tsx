/** @jsxImportSource preact */
import {
  type HomePage,
  lookedPage,
  recordPage,
  type SignedRecord,
} from '@hocba/shared/contract/family/child';
import { reviewPage, reviewsPage } from '@hocba/shared/contract/family/reviews';
import { runningPage } from '@hocba/shared/contract/family/running/running-year';
import { joinPage } from '@hocba/shared/contract/family/sign-in';
import { transferPage } from '@hocba/shared/contract/family/transfer';
import { promisesPage } from '@hocba/shared/contract/promises/family';
import type { PlainFact } from '@hocba/shared/regulations/page';
import { plainFactsOf } from '@hocba/shared/regulations/signed-pages';
import { dayIn, formatSchoolYear, momentIn } from '../../i18n/date-formats.ts';
import { sayOf } from '../../i18n/say.ts';
import type { IconName } from '../../ui/plain/strokes.ts';
import { ChildDocument, DoorPage } from '../document.tsx';
import { LookLine } from '../looks.tsx';
import { Icon, Sentence } from '../parts.tsx';
import { addressOf } from '../view-address.ts';
import type { FamilyWords } from '../words.ts';

const ICONS: Readonly<Record<PlainFact['about'], IconName>> = {
  step: 'check',
  results: 'book',
  absent: 'clock',
  award: 'seal',
};

/** The facts of a signed year in plain words. */
const Facts = ({ record, words }: { readonly record: SignedRecord; readonly words: FamilyWords }) => {
  const facts = plainFactsOf(record.subject, { say: sayOf(words.verify), language: words.language });
  return (
    <ul class="facts">
      {facts.map(({ about, text, tone }) => (
        <li key={text} data-tone={tone}>
          <Icon name={tone === 'watch' ? 'warning' : ICONS[about]} />
          <Sentence text={text} />
        </li>
      ))}
    </ul>
  );
};

const Newest = ({
  record,
  student,
  words,
}: {
  readonly record: SignedRecord;
  readonly student: string;
  readonly words: FamilyWords;
}) => {
  const { t, language } = words;
  const isValid = record.verdict === 'VALID';
  return (
    <section>
      <h1>{t('home.year', { year: formatSchoolYear(record.year) })}</h1>
      <p class="verdict" data-tone={isValid ? 'good' : 'watch'}>
        <Icon name={isValid ? 'seal' : 'warning'} />
        <span>
          {isValid ? t('home.valid', { date: dayIn(record.issuedAt, language) }) : t('home.notValid')}
        </span>
      </p>
      {isValid ? <Facts record={record} words={words} /> : null}
      <a class="button main" href={addressOf(recordPage.path, { student, year: record.year })}>
        {t('home.open')}
      </a>
    </section>
  );
};

/** The first page of a guardian: how the newest signed year ended, and the newest looks of others. */
export const Home = ({ view, words }: { readonly view: HomePage; readonly words: FamilyWords }) => {
  const { t } = words;
  const { frame, newest, looks, looksInAll } = view;
  if (frame === null) {
    return (
      <DoorPage title={t('home.none')} words={words}>
        <p>{t('home.noneText')}</p>
        <a class="button main" href={joinPage.path}>
          {t('signIn.join')}
        </a>
      </DoorPage>
    );
  }
  return (
    <ChildDocument frame={frame} words={words} here="home" title={t('title')} year={newest?.year}>
      {newest === null ? (
        <section>
          <h1>{t('home.unsigned')}</h1>
          <p>{t('home.unsignedText')}</p>
        </section>
      ) : (
        <Newest record={newest} student={frame.child} words={words} />
      )}
      {view.reviews.asked === null ? null : (
        <section class="todo">
          <h2>{t('review.todo')}</h2>
          <a
            class="button"
            href={addressOf(reviewPage.path, { student: frame.child, review: view.reviews.asked })}
          >
            {t('review.answer')}
          </a>
        </section>
      )}
      {view.hasRunning ? (
        <a class="button" href={addressOf(runningPage.path, { student: frame.child })}>
          {t('running.link')}
        </a>
      ) : null}
      {view.todo === null ? null : (
        <section class="todo">
          <h2>{t('transfer.todo')}</h2>
          <p>
            <Sentence
              text={t('transfer.todoText', {
                receiver: view.todo.receiver,
                time: momentIn(view.todo.until, words.language),
              })}
            />
          </p>
          <a class="button" href={addressOf(transferPage.path, { student: frame.child })}>
            {t('transfer.open')}
          </a>
        </section>
      )}
      {view.letters === 0 ? null : (
        <section class="todo">
          <h2>{t('letters.todo', { count: view.letters })}</h2>
          <p>{t('letters.todoText')}</p>
          <a class="button" href={addressOf(promisesPage.path, { student: frame.child })}>
            {t('letters.open')}
          </a>
        </section>
      )}
      <section>
        <h2>{t('home.looked')}</h2>
        {looks.length === 0 ? (
          <p class="note">{t('home.nobody')}</p>
        ) : (
          <ul class="looks">
            {looks.map((look) => (
              <LookLine key={look.at + look.act} look={look} words={words} withDay />
            ))}
          </ul>
        )}
        <a class="more" href={addressOf(lookedPage.path, { student: frame.child })}>
          {t('home.all', { count: looksInAll })}
        </a>
      </section>
      {view.reviews.count === 0 ? null : (
        <a class="more" href={addressOf(reviewsPage.path, { student: frame.child })}>
          {t('review.mine', { count: view.reviews.count })}
        </a>
      )}
    </ChildDocument>
  );
};
