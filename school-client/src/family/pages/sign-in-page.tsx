/** @jsxImportSource preact */
import { goToProvider } from '@hocba/shared/contract/family/identity';
import {
  askForCode,
  giveCode,
  givePin,
  joinPage,
  type SignInPage,
  signInPage,
} from '@hocba/shared/contract/family/sign-in';
import { DoorPage } from '../document.tsx';
import { Field, Form, Problem, Tick } from '../parts.tsx';
import type { FamilyWords } from '../words.ts';

interface Props {
  readonly view: SignInPage;
  readonly words: FamilyWords;
}

const AskStep = ({ view, words }: Props) => {
  const { t } = words;
  return (
    <DoorPage title={t('signIn.title')} words={words}>
      <Form action={askForCode.path} button={t('signIn.send')}>
        <Problem problem={view.problem} words={words} />
        <Field
          name="contact"
          label={t('signIn.contact')}
          hint={t('signIn.contactHint')}
          autocomplete="username"
          maxLength={254}
        />
      </Form>
      {view.provider ? (
        <a class="button" href={goToProvider.path}>
          {t('signIn.identity')}
        </a>
      ) : null}
      <section class="aside">
        <h2>{t('signIn.first')}</h2>
        <a class="button" href={joinPage.path}>
          {t('signIn.join')}
        </a>
        <p class="note">{t('signIn.noSlip')}</p>
      </section>
    </DoorPage>
  );
};

const CodeStep = ({ view, words }: Props) => {
  const { t } = words;
  return (
    <DoorPage title={t('signIn.codeTitle')} words={words}>
      <p>{t('signIn.codeSent', { sentTo: view.sentTo ?? '' })}</p>
      <Form action={giveCode.path} button={t('signIn.giveCode')}>
        <Problem problem={view.problem} words={words} />
        <Field name="code" label={t('signIn.code')} autocomplete="one-time-code" digits={6} isFirst />
      </Form>
      <a class="more" href={`${signInPage.path}?step=contact`}>
        {t('signIn.other')}
      </a>
    </DoorPage>
  );
};

const PinStep = ({ view, words }: Props) => {
  const { t } = words;
  return (
    <DoorPage title={t('signIn.pinTitle')} words={words}>
      <p>{t('signIn.pinText')}</p>
      <Form action={givePin.path} button={t('signIn.open')}>
        <Problem problem={view.problem} words={words} />
        <Field
          name="pin"
          label={t('signIn.pin')}
          type="password"
          autocomplete="current-password"
          digits={6}
          isFirst
        />
        <Tick name="shared" label={t('signIn.shared')} hint={t('signIn.sharedHint')} />
      </Form>
      <a class="more" href={`${signInPage.path}?step=contact`}>
        {t('signIn.other')}
      </a>
    </DoorPage>
  );
};

const STEPS = { contact: AskStep, code: CodeStep, pin: PinStep } as const;

/** The page on which a guardian signs in: contact, code, PIN, one question a screen. */
export const SignIn = ({ view, words }: Props) => {
  const Step = STEPS[view.step];
  return <Step view={view} words={words} />;
};
