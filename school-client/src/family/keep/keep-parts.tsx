/** @jsxImportSource preact */
import type { SignedRecord } from '@hocba/shared/contract/family/child';
import { sharesPage } from '@hocba/shared/contract/family/shares';
import { formatBirthDate } from '@hocba/shared/school/pupil/birth-date';
import { Icon } from '../parts.tsx';
import { addressOf } from '../view-address.ts';
import type { FamilyWords } from '../words.ts';
import { Picture } from './picture.tsx';

/** The program of the buttons below; they are hidden until it is there. */
const Program = () => <script type="module" src="/family-keep.js" />;

/** The pictures of the years of a new share, each with the link as a QR code; the PIN stands on none. */
export const Pictures = ({
  records,
  address,
  words,
}: {
  readonly records: readonly SignedRecord[];
  readonly address: string;
  readonly words: FamilyWords;
}) => {
  const { t } = words;
  return (
    <section>
      <h2>{t('keep.pictures')}</h2>
      <p class="note">{t('keep.picturesNote')}</p>
      {records.map((record) => (
        <figure key={record.year}>
          <Picture record={record} address={address} words={words} />
          <button class="button" type="button" hidden data-save-picture={`hoc-ba-${record.year}.png`}>
            <Icon name="download" />
            {t('keep.savePicture', { year: record.year })}
          </button>
        </figure>
      ))}
      <Program />
    </section>
  );
};

/** The pupil of a printed record: on the screen the tabs above name the child, which no paper has. */
export const PaperHead = ({
  record: { subject },
  words: { t },
}: {
  readonly record: SignedRecord;
  readonly words: FamilyWords;
}) => {
  const { student, school } = subject;
  const lines = [
    [t('keep.name'), student.name],
    [t('keep.birthDate'), formatBirthDate(student.birthDate)],
    [t('keep.code'), student.code],
    [t('keep.class'), subject.class],
    [t('keep.school'), `${school.name}, ${school.commune}, ${school.province}`],
  ] as const;
  return (
    <dl class="lines paper-only">
      {lines.map(([label, text]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  );
};

/** How a record is printed, and the way to a picture with a link; a paper says what it is instead. */
export const KeepRecord = ({
  student,
  mayShare,
  words: { t },
}: {
  readonly student: string;
  readonly mayShare: boolean;
  readonly words: FamilyWords;
}) => (
  <>
    <p class="paper-only note">{t('keep.paperNote')}</p>
    <div class="keep">
      <button class="button" type="button" hidden data-print="">
        <Icon name="print" />
        {t('keep.print')}
      </button>
      {mayShare ? (
        <a class="button" href={addressOf(sharesPage.path, { student })}>
          <Icon name="share" />
          {t('keep.asPicture')}
        </a>
      ) : null}
    </div>
    <Program />
  </>
);
