/** @jsxImportSource preact */
import { enrolmentPage } from '@hocba/shared/contract/enrolment/confirmation';
import { codesPage } from '@hocba/shared/contract/family/codes';
import {
  type FamilyShare,
  makeShare,
  objectToShare,
  SHARE_DAYS,
  type SharesPage,
  stopShare,
} from '@hocba/shared/contract/family/shares';
import { dayIn, formatSchoolYear, momentIn } from '../../i18n/date-formats.ts';
import { ChildDocument } from '../document.tsx';
import { Pictures } from '../keep/keep-parts.tsx';
import { Field, Form, Icon, Problem, Tick } from '../parts.tsx';
import { addressOf } from '../view-address.ts';
import type { FamilyWords } from '../words.ts';

interface Props {
  readonly view: SharesPage;
  readonly words: FamilyWords;
}

/** Link and PIN of a new share: told once, and apart. */
const Made = ({
  made,
  words,
}: {
  readonly made: NonNullable<SharesPage['made']>;
  readonly words: FamilyWords;
}) => {
  const { t, language } = words;
  return (
    <section class="made" role="status">
      <h2>{t('share.madeTitle')}</h2>
      <p>{t('share.link')}</p>
      <p class="address">{made.address}</p>
      <p>{t('share.pin')}</p>
      <p class="secret">{made.pin}</p>
      <p>{t('share.apart')}</p>
      {made.waits ? <p>{t('share.opensAt', { time: momentIn(made.opensAt, language) })}</p> : null}
      <p class="note">
        {t('share.endsAt', { time: momentIn(made.endsAt, language) })} {t('share.madeOnce')}
      </p>
    </section>
  );
};

const NewShare = ({ view, words }: Props) => {
  const { t } = words;
  const { frame, years, asksChild, mayShare } = view;
  if (!mayShare) return <p class="note">{t('share.noRight')}</p>;
  if (years.length === 0) return <p class="note">{t('share.noYears')}</p>;
  return (
    <Form action={addressOf(makeShare.path, { student: frame.child })} button={t('share.make')}>
      <Problem problem={view.problem} words={words} />
      <fieldset class="choices">
        <legend>{t('share.which')}</legend>
        {years.map((year, nth) => (
          <label key={year}>
            <input type="checkbox" name={`year-${nth}`} value={year} checked={nth === 0} />
            <span>{formatSchoolYear(year)}</span>
          </label>
        ))}
      </fieldset>
      <Field name="purpose" label={t('share.purpose')} hint={t('share.purposeHint')} maxLength={100} />
      <fieldset class="choices">
        <legend>{t('share.days')}</legend>
        {SHARE_DAYS.map((days) => (
          <label key={days}>
            <input type="radio" name="days" value={days} checked={days === '7'} />
            <span>{t(`share.day${days}`)}</span>
          </label>
        ))}
      </fieldset>
      <Tick name="download" label={t('share.download')} hint={t('share.downloadHint')} />
      {asksChild ? (
        <Tick name="childAgrees" label={t('share.childAgrees')} hint={t('share.childHint')} isRequired />
      ) : null}
      <p class="note">{t('share.sees')}</p>
    </Form>
  );
};

const RUNNING: readonly FamilyShare['state'][] = ['open', 'waiting', 'objected', 'blocked'];

const Line = ({
  share,
  student,
  words,
}: {
  readonly share: FamilyShare;
  readonly student: string;
  readonly words: FamilyWords;
}) => {
  const { t, language } = words;
  const time = momentIn(share.state === 'waiting' ? share.opensAt : share.endsAt, language);
  const years = share.years.map((year) => formatSchoolYear(year)).join(', ');
  const act = { student, share: share.id };
  return (
    <li>
      <Icon name="share" />
      <strong>{share.purpose}</strong>
      {RUNNING.includes(share.state) ? (
        <form method="post" action={addressOf(stopShare.path, act)}>
          <button class="quiet danger" type="submit">
            {t('share.stop')}
          </button>
        </form>
      ) : (
        <span />
      )}
      <small>
        {t(`share.state.${share.state}`, { time })}.{' '}
        {t('share.line', { years, by: share.by, day: dayIn(share.createdAt, language) })}{' '}
        {t('share.seen', { count: share.views })}
        {share.settled === null
          ? ''
          : ` ${t(share.settled.isAllowed ? 'share.settled.allowed' : 'share.settled.stopped', {
              day: dayIn(share.settled.at, language),
              text: share.settled.text,
            })}`}
      </small>
      {share.state === 'waiting' && !share.isOwn ? (
        <form class="below" method="post" action={addressOf(objectToShare.path, act)}>
          <Field
            name="text"
            label={t('share.why')}
            hint={t('share.whyHint')}
            maxLength={1000}
            of={share.id}
          />
          <button class="button" type="submit">
            {t('share.object')}
          </button>
        </form>
      ) : null}
    </li>
  );
};

/** The shares of a child: four short questions for a new one, and the list of all. */
export const Shares = ({ view, words }: Props) => {
  const { t } = words;
  const { frame, shares, years, made } = view;
  return (
    <ChildDocument frame={frame} words={words} here="share" title={t('share.title')} year={years[0]}>
      <section>
        <h1>{t('share.title')}</h1>
        <p class="note">{t('share.intro')}</p>
      </section>
      <a class="button" href={addressOf(codesPage.path, { student: frame.child })}>
        <Icon name="key" />
        {t('codes.link')}
      </a>
      <a class="button" href={addressOf(enrolmentPage.path, { student: frame.child })}>
        <Icon name="seal" />
        {t('enrolment.link')}
      </a>
      {made === null ? (
        <NewShare view={view} words={words} />
      ) : (
        <>
          <Made made={made} words={words} />
          <Pictures records={made.records} address={made.address} words={words} />
        </>
      )}
      <section>
        <h2>{t('share.list')}</h2>
        {shares.length === 0 ? <p class="note">{t('share.none')}</p> : null}
        <ul class="looks">
          {shares.map((share) => (
            <Line key={share.id} share={share} student={frame.child} words={words} />
          ))}
        </ul>
      </section>
    </ChildDocument>
  );
};
