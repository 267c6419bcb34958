/** @jsxImportSource preact */

import {
  askConfirmation,
  type Confirmation,
  confirmationFile,
  type EnrolmentPage,
} from '@hocba/shared/contract/enrolment/confirmation';
import { momentIn } from '../../i18n/date-formats.ts';
import { enrolmentLines } from '../../i18n/enrolment-lines.ts';
import { ChildDocument } from '../document.tsx';
import { Form, Icon, Problem } from '../parts.tsx';
import { addressOf } from '../view-address.ts';
import type { FamilyWords } from '../words.ts';
import { Qr } from './qr.tsx';

/** The confirmation as a sheet of A4 has it: what it says, until when, and how anybody checks it. */
const Paper = ({
  confirmation,
  address,
  words,
}: {
  readonly confirmation: Confirmation;
  readonly address: string;
  readonly words: FamilyWords;
}) => {
  const { t, language } = words;
  const lines = enrolmentLines(confirmation.enrolment, {
    name: t('enrolment.name'),
    birthDate: t('enrolment.birthDate'),
    school: t('enrolment.school'),
    class: t('enrolment.class'),
    from: t('enrolment.from'),
    until: t('enrolment.until'),
  });
  return (
    <article class="paper">
      <h2>{t('enrolment.paper')}</h2>
      <dl class="lines">
        {lines.map(([label, text]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      <p>
        {t('enrolment.signed', { time: momentIn(confirmation.issuedAt, language) })}{' '}
        <strong>{t('enrolment.valid', { time: momentIn(confirmation.validUntil, language) })}</strong>
      </p>
      <Qr text={address} />
      <p class="note">{t('enrolment.check', { address: address.replace(/^https?:\/\/|#.*$/g, '') })}</p>
    </article>
  );
};

/** The confirmation of a child's enrolment: the paper where there is one, and the button that has one signed. */
export const EnrolmentSheet = ({
  view,
  words,
}: {
  readonly view: EnrolmentPage;
  readonly words: FamilyWords;
}) => {
  const { t } = words;
  const { frame, confirmation, address, mayAsk, newestYear } = view;
  const of = { student: frame.child };
  return (
    <ChildDocument
      frame={frame}
      words={words}
      here="share"
      title={t('enrolment.title')}
      year={newestYear ?? undefined}
    >
      <section class="screen-only">
        <h1>{t('enrolment.title')}</h1>
        <p class="note">{t('enrolment.intro')}</p>
        <Problem problem={view.problem} words={words} />
      </section>
      {confirmation === null ? null : (
        <>
          <Paper confirmation={confirmation} address={address} words={words} />
          <section class="screen-only">
            <a
              class="button"
              href={addressOf(confirmationFile.path, of)}
              download="giay-xac-nhan-dang-hoc.jws"
            >
              <Icon name="download" />
              {t('enrolment.save')}
            </a>
            <p class="note">{t('enrolment.print')}</p>
          </section>
        </>
      )}
      <section class="screen-only">
        {mayAsk ? (
          <Form
            action={addressOf(askConfirmation.path, of)}
            button={t(confirmation === null ? 'enrolment.ask' : 'enrolment.askAgain')}
          />
        ) : (
          <p class="note">{t('enrolment.noRight')}</p>
        )}
      </section>
    </ChildDocument>
  );
};
