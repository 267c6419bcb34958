/** @jsxImportSource preact */
import { comeIn, type IdentityPage } from '@hocba/shared/contract/family/identity';
import { signInPage } from '@hocba/shared/contract/family/sign-in';
import { DoorPage } from '../document.tsx';
import { Form, Problem, Tick } from '../parts.tsx';
import type { FamilyWords } from '../words.ts';

interface Props {
  readonly view: IdentityPage;
  readonly words: FamilyWords;
}

/** The page behind the identity provider: one button, and whether other people use this telephone. */
export const ComeIn = ({ view, words }: Props) => {
  const { t } = words;
  return (
    <DoorPage title={t('signIn.identityTitle')} words={words}>
      <p>{t('signIn.identityText')}</p>
      <Form action={comeIn.path} button={t('signIn.open')}>
        <Problem problem={view.problem} words={words} />
        <input type="hidden" name="answer" value={view.answer} />
        <Tick name="shared" label={t('signIn.shared')} hint={t('signIn.sharedHint')} />
      </Form>
      <a class="more" href={signInPage.path}>
        {t('signIn.other')}
      </a>
    </DoorPage>
  );
};
