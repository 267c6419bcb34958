/** @jsxImportSource preact */
import { homePage } from '@hocba/shared/contract/family/child';
import type { FamilyView } from '@hocba/shared/contract/family/view';
import type { Language } from '@hocba/shared/text/language';
import { render } from 'preact-render-to-string';
import { looksTable } from './looks-file.ts';
import { Codes } from './pages/codes-page.tsx';
import { ComeIn } from './pages/come-in-page.tsx';
import { Home } from './pages/home-page.tsx';
import { Join } from './pages/join-page.tsx';
import { Promises } from './pages/letters/promises-page.tsx';
import { Looked } from './pages/looked-page.tsx';
import { Messages } from './pages/messages-page.tsx';
import { ProblemNotice } from './pages/problem-page.tsx';
import { Record } from './pages/record-page.tsx';
import { AskReview } from './pages/reviews/ask-review-page.tsx';
import { ReviewThread } from './pages/reviews/review-page.tsx';
import { Reviews } from './pages/reviews/reviews-page.tsx';
import { Running } from './pages/running/running-page.tsx';
import { Shared } from './pages/shared-page.tsx';
import { Shares } from './pages/shares-page.tsx';
import { SignIn } from './pages/sign-in-page.tsx';
import { Transfer } from './pages/transfer-page.tsx';
import { EnrolmentSheet } from './papers/enrolment-page.tsx';
import { addressOfView, type PageView } from './view-address.ts';
import { RECORDINGS, type Recordings } from './voices/recordings.ts';
import { type FamilyWords, familyWords, openFamilyTexts } from './words.ts';

interface PageProps {
  readonly view: PageView;
  readonly recordings: Recordings;
  readonly words: FamilyWords;
}

const Page = ({ view, recordings, words }: PageProps) => {
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
      return <Record view={view} recordings={recordings} words={words} />;
    case 'codes':
      return <Codes view={view} words={words} />;
    case 'transfer':
      return <Transfer view={view} words={words} />;
    case 'enrolment':
      return <EnrolmentSheet view={view} words={words} />;
    case 'promises':
      return <Promises view={view} words={words} />;
    case 'shares':
      return <Shares view={view} words={words} />;
    case 'shared':
      return <Shared view={view} words={words} />;
    case 'messages':
      return <Messages view={view} words={words} />;
    case 'reviews':
      return <Reviews view={view} words={words} />;
    case 'ask-review':
      return <AskReview view={view} words={words} />;
    case 'review':
      return <ReviewThread view={view} words={words} />;
    case 'running':
      return <Running view={view} words={words} />;
    case 'looked':
      return <Looked view={view} words={words} />;
  }
};

/**
 * Opens the program that draws a view as a whole HTML document, or a file as its text; the registry calls it for each answer.
 * Tests give it recordings of their own.
 */
export const openFamilyPages = (
  recordings: Recordings = RECORDINGS,
): ((view: FamilyView, language: Language) => string) => {
  const texts = openFamilyTexts();
  return (view, language) => {
    if (view.page === 'looks-file') return looksTable(view, familyWords(texts, language, homePage.path));
    const words = familyWords(texts, language, addressOfView(view));
    return `<!doctype html>${render(<Page view={view} recordings={recordings} words={words} />)}`;
  };
};
