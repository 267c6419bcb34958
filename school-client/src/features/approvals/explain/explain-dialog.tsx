import {
  countDiffering,
  type ExplainedLine,
  type ExplainedSection,
} from '@hocba/shared/regulations/explained/explained';
import type { ClassStudent } from '@hocba/shared/school/class-list';
import type { ClassCode, SchoolYear, SubjectCode } from '@hocba/shared/school/identifiers';
import { useTranslation } from 'react-i18next';
import { formatDate } from '../../../i18n/dates.ts';
import { currentLanguage } from '../../../i18n/i18n.ts';
import { sayOf } from '../../../i18n/say.ts';
import { type Explanation, useExplanation } from '../../../model/explanation.ts';
import { useSubjectName } from '../../../model/names/subject-name.ts';
import { Banner } from '../../../ui/banner.tsx';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { useSession } from '../../../work/session.ts';
import styles from './explain.module.css';

interface ExplainDialogProps {
  readonly year: SchoolYear;
  readonly name: ClassCode;
  readonly student: ClassStudent;
  /** The pupil's name, told from others of the same name in the class. */
  readonly pupil: string;
  readonly onClose: () => void;
}

/** The article stands at the heading where its first line has it, and at a line only where that line has another. */
const Line = ({ line, article }: { readonly line: ExplainedLine; readonly article: string | undefined }) => (
  <div className={styles.line}>
    <dt>{line.label}</dt>
    <dd className={styles.result}>{line.result}</dd>
    <dd className={styles.working}>
      {line.working.map((text) => (
        <p key={text}>{text}</p>
      ))}
      {line.note !== undefined && (
        <p className={line.differs ? styles.differs : styles.note}>
          <Icon name={line.differs ? 'warning' : 'info'} />
          <span>{line.note}</span>
        </p>
      )}
      {line.article !== undefined && line.article !== article && (
        <p className={styles.article}>{line.article}</p>
      )}
    </dd>
  </div>
);

const Section = ({ id, title, lines }: ExplainedSection) => {
  // The results of the year come from many articles, so each line there names its own.
  const article = id === 'whole' ? undefined : lines.find((line) => line.article !== undefined)?.article;
  return (
    <section>
      <h3 className={styles.heading}>
        {title}
        {article !== undefined && <span className={styles.article}>{article}</span>}
      </h3>
      <dl className={styles.lines}>
        {lines.map((line) => (
          <Line key={line.id} line={line} article={article} />
        ))}
      </dl>
    </section>
  );
};

const Explained = ({
  year,
  name,
  explanation,
}: {
  readonly year: SchoolYear;
  readonly name: ClassCode;
  readonly explanation: Explanation;
}) => {
  const { t } = useTranslation(['approvals', 'anyPage']);
  const nameOf = useSubjectName(year);
  const sections = explanation.sections({
    say: sayOf(t),
    language: currentLanguage(),
    subject: (code: SubjectCode) => nameOf(code, name),
  });
  const differing = countDiffering(sections);
  return (
    <>
      {explanation.isFinal ? (
        <Banner tone="neutral" icon="seal" isSlim title={t('explainFinal')}>
          {t('explainFinalText')}
        </Banner>
      ) : (
        <p className={styles.quiet}>{t('explainOpen')}</p>
      )}
      {differing > 0 && (
        <Banner tone="amber" title={t('explainDiffers', { count: differing })}>
          {t('explainDiffersText')}
        </Banner>
      )}
      {sections.map((section) => (
        <Section key={section.id} {...section} />
      ))}
    </>
  );
};

/** How every result of a pupil's year came about, each with its article, to be checked by hand. */
export const ExplainDialog = ({ year, name, student, pupil, onClose }: ExplainDialogProps) => {
  const { t } = useTranslation(['approvals', 'anyPage']);
  const explanation = useExplanation(year, name, student.id);
  const title = t('explain', { name: pupil });
  const { me } = useSession();
  return (
    <Dialog
      title={title}
      isOpen
      isWide
      onClose={onClose}
      actions={<Button onPress={onClose}>{t('anyPage:close')}</Button>}
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must scroll by keyboard too */}
      <section className={styles.scroll} tabIndex={0} aria-label={title}>
        <p data-print-only="">
          {t('explainOf', {
            school: me?.school?.name ?? '',
            class: name,
            year,
            born: formatDate(student.birthDate),
          })}
        </p>
        {explanation === undefined ? (
          <p>{t('explainGone')}</p>
        ) : (
          <Explained year={year} name={name} explanation={explanation} />
        )}
      </section>
    </Dialog>
  );
};
