/** @jsxImportSource preact */
import type { RunningPage, RunningSheet } from '@hocba/shared/contract/family/running/running-year';
import { gradeOfClass } from '@hocba/shared/school/curriculum/subjects-of-grade';
import { formatSchoolYear } from '../../../i18n/date-formats.ts';
import { ChildDocument } from '../../document.tsx';
import { Icon } from '../../parts.tsx';
import type { FamilyWords } from '../../words.ts';
import { columnText, subjectText } from '../reviews/about.ts';

type Running = NonNullable<RunningPage['running']>;

/** The marks of one subject in one term, each by the full name of its column. */
const Sheet = ({
  sheet,
  running,
  words,
}: {
  readonly sheet: RunningSheet;
  readonly running: Running;
  readonly words: FamilyWords;
}) => {
  const { t } = words;
  const of = { ...sheet, grade: gradeOfClass(running.class), year: running.year };
  return (
    <section>
      <h2>
        {subjectText(sheet.subject, of.grade, words)}, {t(`review.${sheet.term}`)}
      </h2>
      <dl class="lines">
        {sheet.cells.map(({ column, text }) => (
          <div key={column}>
            <dt>{columnText(of, column, words)}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      {sheet.isClosed ? <p class="note">{t('running.closed')}</p> : null}
    </section>
  );
};

/** The running school year: marks as they stand, said to be not approved, without averages or places. */
export const Running = ({ view, words }: { readonly view: RunningPage; readonly words: FamilyWords }) => {
  const { t } = words;
  const { frame, running, newestYear } = view;
  return (
    <ChildDocument
      frame={frame}
      words={words}
      here="home"
      title={t('running.title')}
      year={newestYear ?? undefined}
    >
      <section>
        <h1>
          {running === null
            ? t('running.title')
            : t('running.of', { year: formatSchoolYear(running.year), class: running.class })}
        </h1>
        {running === null ? (
          <p>{t('running.hidden')}</p>
        ) : (
          <p class="verdict" data-tone="watch">
            <Icon name="clock" />
            <span>{t('running.notApproved')}</span>
          </p>
        )}
        {running !== null && running.sheets.length === 0 ? <p>{t('running.none')}</p> : null}
      </section>
      {(running?.sheets ?? []).map((sheet) => (
        <Sheet
          key={`${sheet.subject} ${sheet.term}`}
          sheet={sheet}
          running={running as Running}
          words={words}
        />
      ))}
    </ChildDocument>
  );
};
