/** @jsxImportSource preact */
import type { LooksFile } from '@hocba/shared/contract/family/child';
import type { FamilyView } from '@hocba/shared/contract/family/view';
import { render } from 'preact-render-to-string';
import { looksTable } from './looks-file.ts';
import { Codes } from './pages/codes-page.tsx';
import { ComeIn } from './pages/come-in-page.tsx';
import { Home } from './pages/home-page.tsx';
import { Join } from './pages/join-page.tsx';
import { Looked } from './pages/looked-page.tsx';
import { Messages } from './pages/messages-page.tsx';
import { ProblemNotice } from './pages/problem-page.tsx';
import { Record } from './pages/record-page.tsx';
import { Shared } from './pages/shared-page.tsx';
import { Shares } from './pages/shares-page.tsx';
import { SignIn } from './pages/sign-in-page.tsx';
import { Transfer } from './pages/transfer-page.tsx';
import { type FamilyLanguage, type FamilyWords, familyWords, openFamilyTexts } from './words.ts';

type PageView = Exclude<FamilyView, LooksFile>;

const Page = ({ view, words }: { readonly view: PageView; readonly words: FamilyWords }) => {
  switch (view.page) {
    case 'problem':
      return <ProblemNotice view={view} words={words} />;
    case 'sign-in':
      return <SignIn view={view} words={words} />;
    case 'identity':
      return <ComeIn view={view} words={words} />;
    case 'join':
      return <Join view={view} words={words} />;
    case 'home':
      return <Home view={view} words={words} />;
    case 'record':
      return <Record view={view} words={words} />;
    case 'codes':
      return <Codes view={view} words={words} />;
    case 'transfer':
      return <Transfer view={view} words={words} />;
    case 'shares':
      return <Shares view={view} words={words} />;
    case 'shared':
      return <Shared view={view} words={words} />;
    case 'messages':
      return <Messages view={view} words={words} />;
    case 'looked':
      return <Looked view={view} words={words} />;
  }
};

/** Opens the program that draws a view as a whole HTML document, or a file as its text; the registry calls it for each answer. */
export const openFamilyPages = (): ((view: FamilyView, language: FamilyLanguage) => string) => {
  const texts = openFamilyTexts();
  return (view, language) => {
    const words = familyWords(texts, language);
    if (view.page === 'looks-file') return looksTable(view, words);
    return `<!doctype html>${render(<Page view={view} words={words} />)}`;
  };
};
