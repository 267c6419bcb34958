/** @jsxImportSource preact */
import { openShare, type SharedPage, sharedBundle } from '@hocba/shared/contract/family/shares';
import { dayIn, formatSchoolYear, momentIn } from '../../i18n/date-formats.ts';
import { DoorPage } from '../document.tsx';
import { Field, Form, Icon, Problem } from '../parts.tsx';
import { RecordParts } from '../record-parts.tsx';
import { addressOf } from '../view-address.ts';
import type { FamilyWords } from '../words.ts';

interface Props {
  readonly view: SharedPage;
  readonly words: FamilyWords;
}

const Records = ({ view, words }: Props) => {
  const { t, language } = words;
  const { share, purpose, endsAt, mayDownload, records } = view;
  const pupil = records[0]?.subject.student;
  const until = { purpose: purpose ?? '', time: endsAt === null ? '' : momentIn(endsAt, language) };
  return (
    <DoorPage title={pupil?.name ?? t('shared.title')} words={words}>
      <p class="note">
        {t('shared.until', until)} {t('shared.logged')}
      </p>
      {records.map((record) => (
        <article key={record.year}>
          <h2>{t('record.title', { year: formatSchoolYear(record.year) })}</h2>
          <p class="verdict" data-tone={record.verdict === 'VALID' ? 'good' : 'watch'}>
            <Icon name={record.verdict === 'VALID' ? 'seal' : 'warning'} />
            <span>
              {t('record.signed', {
                school: record.subject.school.name,
                date: dayIn(record.issuedAt, language),
                revision: record.revision,
              })}
            </span>
          </p>
          <RecordParts record={record} words={words} />
        </article>
      ))}
      {mayDownload ? (
        <a class="button" href={addressOf(sharedBundle.path, { share })} download="hoc-ba.hocba.json">
          <Icon name="download" />
          {t('shared.keep')}
        </a>
      ) : null}
    </DoorPage>
  );
};

/** The page behind a link: the question for the PIN, the record, or the sentence that says why there is none. */
export const Shared = ({ view, words }: Props) => {
  const { t } = words;
  if (view.state === 'open') return <Records view={view} words={words} />;
  return (
    <DoorPage title={t('shared.title')} words={words}>
      {view.state === 'pin' ? (
        <Form action={addressOf(openShare.path, { share: view.share })} button={t('shared.open')}>
          <p>{t('shared.ask')}</p>
          <Problem problem={view.problem} words={words} />
          <Field name="pin" label={t('shared.pin')} digits={6} isFirst />
        </Form>
      ) : (
        <p>{t(`shared.state.${view.state}`)}</p>
      )}
    </DoorPage>
  );
};
