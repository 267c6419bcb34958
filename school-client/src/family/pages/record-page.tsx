/** @jsxImportSource preact */
import {
  childBundle,
  type RecordPage,
  recordPage,
  type SignedRecord,
} from '@hocba/shared/contract/family/child';
import { dayIn, formatSchoolYear } from '../../i18n/date-formats.ts';
import { ChildDocument, isPlainIn, limitIn } from '../document.tsx';
import { KeepRecord, PaperHead } from '../keep/keep-parts.tsx';
import { Icon } from '../parts.tsx';
import { RecordParts } from '../record-parts.tsx';
import { addressOf, askAddress } from '../view-address.ts';
import { Listen } from '../voices/listen.tsx';
import type { Recordings } from '../voices/recordings.ts';
import type { FamilyWords } from '../words.ts';

/** The check that the phone makes itself, and the file to keep. */
const Check = ({
  record,
  student,
  words: { t, verify },
}: {
  readonly record: SignedRecord;
  readonly student: string;
  readonly words: FamilyWords;
}) => (
  <>
    <section>
      <h2>{t('record.checks')}</h2>
      <div
        data-check=""
        data-bundle={addressOf(childBundle.path, { student: student })}
        data-year={record.year}
      >
        <p>{t('record.checksOff', { verdict: verify(`verdict.${record.verdict}` as never) as string })}</p>
      </div>
      <a class="button" href={addressOf(childBundle.path, { student: student })} download="hoc-ba.hocba.json">
        <Icon name="download" />
        {t('record.save')}
      </a>
    </section>
    <script type="module" src="/family-check.js" />
  </>
);

/** A signed school year: how it ended, in plain words; then subject by subject, as on the paper. */
export const Record = ({
  view,
  recordings,
  words,
}: {
  readonly view: RecordPage;
  readonly recordings: Recordings;
  readonly words: FamilyWords;
}) => {
  const { t, verify, language } = words;
  const { frame, record, years } = view;
  const { subject } = record;
  const signed = {
    school: subject.school.name,
    date: dayIn(record.issuedAt, language),
    revision: record.revision,
  };
  const isPlain = isPlainIn(frame);
  const title = t('record.title', { year: formatSchoolYear(record.year) });
  return (
    <ChildDocument frame={frame} words={words} here="record" title={title} year={years[0]}>
      <section>
        <h1>{title}</h1>
        <p class="verdict" data-tone={record.verdict === 'VALID' ? 'good' : 'watch'}>
          <Icon name={record.verdict === 'VALID' ? 'seal' : 'warning'} />
          <span>
            {isPlain
              ? t('record.signedPlain', signed)
              : record.signedBy === null
                ? t('record.signed', signed)
                : t('record.signedBy', { ...signed, name: record.signedBy })}
          </span>
        </p>
        {isPlain ? null : <PaperHead record={record} words={words} />}
        <nav class="pills" aria-label={t('record.years')}>
          {years.map((year) => (
            <a
              key={year}
              href={addressOf(recordPage.path, { student: frame.child, year })}
              {...(year === record.year ? { 'aria-current': 'page' as const } : {})}
            >
              {formatSchoolYear(year)}
            </a>
          ))}
        </nav>
      </section>
      <Listen record={record} recordings={recordings} words={words} />
      <RecordParts record={record} words={words} isPlain={isPlain} />
      {view.mayAsk ? (
        <a class="button" href={askAddress(frame.child, { year: record.year, subject: null })}>
          {t('review.wrong')}
        </a>
      ) : null}
      {isPlain ? (
        <p class="note">
          {t('record.checkedPlain', { verdict: verify(`verdict.${record.verdict}` as never) as string })}
        </p>
      ) : (
        <>
          <Check record={record} student={frame.child} words={words} />
          <KeepRecord student={frame.child} mayShare={limitIn(frame) === null} words={words} />
        </>
      )}
    </ChildDocument>
  );
};
