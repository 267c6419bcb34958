/** @jsxImportSource preact */
import {
  type AskReviewPage,
  askAboutLook,
  askReview,
  type TermCells,
} from '@hocba/shared/contract/family/reviews';
import type { ColumnCode, SchoolYear, SubjectCode } from '@hocba/shared/school/identifiers';
import { formatSchoolYear } from '../../../i18n/date-formats.ts';
import { ChildDocument } from '../../document.tsx';
import { LookLine } from '../../looks.tsx';
import { Form, LongField, PhotoField, Problem } from '../../parts.tsx';
import { addressOf, askAddress } from '../../view-address.ts';
import type { FamilyWords } from '../../words.ts';
import { columnText, subjectText } from './about.ts';

interface Props {
  readonly view: AskReviewPage;
  readonly words: FamilyWords;
}

interface Pointed {
  readonly grade: number;
  readonly year: SchoolYear;
  readonly subject: SubjectCode;
}

const TEXT_LENGTH = 1000;

/** The cells of a term, one of which is chosen. */
const Term = ({
  cells: { term, hasResult, columns },
  of,
  words,
}: {
  readonly cells: TermCells;
  readonly of: Pointed;
  readonly words: FamilyWords;
}) => {
  const all: (ColumnCode | null)[] = [...(hasResult ? [null] : []), ...columns];
  return (
    <fieldset class="choices">
      <legend>{words.t(`review.${term}`)}</legend>
      {all.map((column) => (
        <label key={column ?? 'result'}>
          <input type="radio" name="cell" value={`${term}:${column ?? ''}`} required />
          {columnText({ ...of, term }, column, words)}
        </label>
      ))}
    </fieldset>
  );
};

/** School years and subjects as links, so that choosing needs no script. */
const Choice = ({ view, words }: Props) => {
  const { t } = words;
  const { frame, years, year, grade, subjects, subject } = view;
  return (
    <>
      <section>
        <h2>{t('review.year')}</h2>
        <nav class="pills" aria-label={t('review.year')}>
          {years.map((one) => (
            <a
              key={one}
              href={askAddress(frame.child, { year: one, subject: null })}
              {...(one === year ? { 'aria-current': 'page' as const } : {})}
            >
              {formatSchoolYear(one)}
            </a>
          ))}
        </nav>
      </section>
      <section>
        <h2>{subject === null ? t('review.chooseSubject') : t('review.subject')}</h2>
        <nav class="pills" aria-label={t('review.subject')}>
          {subjects.map((one) => (
            <a
              key={one}
              href={askAddress(frame.child, { year, subject: one })}
              {...(one === subject ? { 'aria-current': 'page' as const } : {})}
            >
              {subjectText(one, grade ?? 1, words)}
            </a>
          ))}
        </nav>
      </section>
    </>
  );
};

const CellForm = ({ view, words, of }: Props & { readonly of: Pointed }) => {
  const { t } = words;
  return (
    <section>
      <h2>{t('review.cell')}</h2>
      <Problem problem={view.problem} words={words} />
      <Form
        hasFiles
        action={addressOf(askReview.path, { student: view.frame.child })}
        button={t('review.send')}
      >
        <input type="hidden" name="year" value={of.year} />
        <input type="hidden" name="subject" value={of.subject} />
        {view.terms.map((cells) => (
          <Term key={cells.term} cells={cells} of={of} words={words} />
        ))}
        <LongField
          name="text"
          label={t('review.text')}
          hint={t('review.textHint')}
          maxLength={TEXT_LENGTH}
          typed={view.typed}
        />
        <PhotoField name="photo" label={t('review.photo')} hint={t('review.photoHint')} />
        <p class="note">{t('review.after', { days: view.days })}</p>
      </Form>
    </section>
  );
};

const LookForm = ({ view, words }: Props) => {
  const { t } = words;
  const { look, frame } = view;
  if (look === null) return null;
  return (
    <section>
      <ul class="looks">
        <LookLine look={look} words={words} withDay />
      </ul>
      <Problem problem={view.problem} words={words} />
      <Form
        hasFiles
        action={addressOf(askAboutLook.path, { student: frame.child, look: look.id })}
        button={t('review.send')}
      >
        <LongField
          name="text"
          label={t('review.lookText')}
          hint={t('review.lookHint')}
          maxLength={TEXT_LENGTH}
          typed={view.typed}
        />
        <PhotoField name="photo" label={t('review.photo')} hint={t('review.photoHint')} />
        <p class="note">{t('review.lookAfter', { days: view.days })}</p>
      </Form>
    </section>
  );
};

/** The form of a request: an exact cell, or a look that is wrong. */
export const AskReview = ({ view, words }: Props) => {
  const { t } = words;
  const { frame, year, grade, subject, look, newestYear } = view;
  const title = t(look === null ? 'review.askTitle' : 'review.lookTitle');
  const isChosen = year !== null && grade !== null && subject !== null;
  return (
    <ChildDocument
      frame={frame}
      words={words}
      here={look === null ? 'record' : 'looked'}
      title={title}
      year={newestYear ?? undefined}
    >
      <section>
        <h1>{title}</h1>
      </section>
      {look === null ? <Choice view={view} words={words} /> : <LookForm view={view} words={words} />}
      {isChosen ? <CellForm view={view} words={words} of={{ year, grade, subject }} /> : null}
    </ChildDocument>
  );
};
