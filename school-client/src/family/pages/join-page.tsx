/** @jsxImportSource preact */
import {
  type JoinPage,
  joinAccount,
  joinChild,
  joinContact,
  joinPage,
  showSlip,
  signInPage,
} from '@hocba/shared/contract/family/sign-in';
import { OWN_RELATIONS } from '@hocba/shared/school/guardians';
import { DoorPage } from '../document.tsx';
import { Field, Form, Problem, Tick } from '../parts.tsx';
import type { FamilyWords } from '../words.ts';

interface Props {
  readonly view: JoinPage;
  readonly words: FamilyWords;
}

/** The adult's relation to the child, as a family says it; a slip for others says it already. */
const Relations = ({ view, words }: Props) =>
  view.relation === null ? (
    <fieldset class="choices">
      <legend>{words.t('join.relation')}</legend>
      {OWN_RELATIONS.map((relation) => (
        <label key={relation}>
          <input type="radio" name="relation" value={relation} required />
          <span>{words.t(`join.${relation}`)}</span>
        </label>
      ))}
    </fieldset>
  ) : (
    <p>
      {words.t('join.relation')} <strong>{words.t(`join.${view.relation}`)}</strong>
    </p>
  );

const SlipStep = ({ view, words }: Props) => {
  const { t } = words;
  return (
    <DoorPage title={t('join.title')} words={words}>
      <p>{t('join.intro')}</p>
      <Form action={showSlip.path} button={t('join.check')}>
        <Problem problem={view.problem} words={words} />
        <Field name="code" label={t('join.code')} hint={t('join.codeHint')} maxLength={20} />
        <Field name="studentId" label={t('join.student')} maxLength={20} />
        <Field name="birthDate" label={t('join.birthDate')} hint={t('join.birthHint')} maxLength={20} />
      </Form>
      <a class="more" href={signInPage.path}>
        {t('join.hasAccount')}
      </a>
    </DoorPage>
  );
};

const ContactStep = ({ view, words }: Props) => {
  const { t } = words;
  return (
    <DoorPage title={t('join.contactTitle')} words={words}>
      <Form action={joinContact.path} button={t('join.send')}>
        <Problem problem={view.problem} words={words} />
        <Field
          name="contact"
          label={t('join.contact')}
          hint={t('join.contactHint')}
          autocomplete="username"
          maxLength={254}
          isFirst
        />
      </Form>
      <a class="more" href={signInPage.path}>
        {t('join.hasAccount')}
      </a>
    </DoorPage>
  );
};

const AccountStep = ({ view, words }: Props) => {
  const { t } = words;
  return (
    <DoorPage title={t(view.renews ? 'join.renewTitle' : 'join.accountTitle')} words={words}>
      <p>{t('join.codeSent', { sentTo: view.sentTo ?? '' })}</p>
      <Form action={joinAccount.path} button={t('join.finish')}>
        <Problem problem={view.problem} words={words} />
        <Field name="code" label={t('join.sentCode')} autocomplete="one-time-code" digits={6} />
        {view.renews ? null : (
          <>
            <Field name="name" label={t('join.name')} autocomplete="name" maxLength={100} />
            <Relations view={view} words={words} />
          </>
        )}
        <Field
          name="pin"
          label={t('join.pin')}
          hint={t('join.pinHint')}
          type="password"
          autocomplete="new-password"
          digits={6}
        />
        <Tick name="shared" label={t('signIn.shared')} hint={t('signIn.sharedHint')} />
      </Form>
      <a class="more" href={`${joinPage.path}?step=slip`}>
        {t('join.again')}
      </a>
    </DoorPage>
  );
};

const ChildStep = ({ view, words }: Props) => {
  const { t } = words;
  return (
    <DoorPage title={t('join.childTitle')} words={words}>
      <Form action={joinChild.path} button={t('join.addChild')}>
        <Problem problem={view.problem} words={words} />
        <Relations view={view} words={words} />
      </Form>
      <a class="more" href={`${joinPage.path}?step=slip`}>
        {t('join.again')}
      </a>
    </DoorPage>
  );
};

const STEPS = { slip: SlipStep, contact: ContactStep, account: AccountStep, child: ChildStep } as const;

/** The page on which a family uses a slip of the school, one step a screen. */
export const Join = ({ view, words }: Props) => {
  const Step = STEPS[view.step];
  return <Step view={view} words={words} />;
};
