/** @jsxImportSource preact */
import { homePage } from '@hocba/shared/contract/family/child';
import type { ProblemPage } from '@hocba/shared/contract/family/problem';
import { DoorPage } from '../document.tsx';
import type { FamilyWords } from '../words.ts';

/** An address that leads nowhere says so alike for a child of others and for a child that does not exist. */
export const ProblemNotice = ({
  view,
  words,
}: {
  readonly view: ProblemPage;
  readonly words: FamilyWords;
}) => {
  const { t } = words;
  const isMissing = view.code === 'NOT_FOUND' || view.code === 'INVALID_INPUT';
  return (
    <DoorPage title={t(isMissing ? 'problem.missing' : 'problem.title')} words={words}>
      {isMissing ? null : <p>{words.problem({ code: view.code, retryAfterSeconds: null })}</p>}
      <a class="button main" href={homePage.path}>
        {t('problem.home')}
      </a>
    </DoorPage>
  );
};
