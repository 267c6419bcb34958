import { useTranslation } from 'react-i18next';
import { Button } from '../button.tsx';
import { type Problem, ProblemBanner } from '../problem-banner.tsx';

interface NotFetchedProps {
  /** The data that are missing, in the words of the page. */
  readonly title: string;
  readonly problem: Problem;
  readonly onAgain: () => void;
}

/** Says that the data of a page could not be fetched and why, with a button that fetches them again. */
export const NotFetched = ({ title, problem, onAgain }: NotFetchedProps) => {
  const { t } = useTranslation('anyPage');
  return (
    <>
      <ProblemBanner title={title} problem={problem} isOfPage />
      <div>
        <Button icon="refresh" onPress={onAgain}>
          {t('again')}
        </Button>
      </div>
    </>
  );
};
