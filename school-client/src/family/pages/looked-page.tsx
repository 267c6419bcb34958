/** @jsxImportSource preact */
import { type Look, type LookedPage, looksFile } from '@hocba/shared/contract/family/child';
import { messagesPage } from '@hocba/shared/contract/family/messages';
import { askAboutLookPage } from '@hocba/shared/contract/family/reviews';
import { weekdayIn } from '../../i18n/date-formats.ts';
import { ChildDocument } from '../document.tsx';
import { LookLine } from '../looks.tsx';
import { Icon } from '../parts.tsx';
import { addressOf } from '../view-address.ts';
import type { FamilyWords } from '../words.ts';

const byDay = (looks: readonly Look[], words: FamilyWords): [string, Look[]][] => [
  ...Map.groupBy(looks, ({ at }) => weekdayIn(at, words.language)),
];

/** The page of all looks at a child's record, newest first, day by day. */
export const Looked = ({ view, words }: { readonly view: LookedPage; readonly words: FamilyWords }) => {
  const { t } = words;
  const { frame, looks, newestYear, mayAsk } = view;
  const askOf = ({ id, role, person }: Look): string | undefined =>
    mayAsk && !(role === 'family' && person === frame.guardian)
      ? addressOf(askAboutLookPage.path, { student: frame.child, look: id })
      : undefined;
  return (
    <ChildDocument
      frame={frame}
      words={words}
      here="looked"
      title={t('looked.title')}
      year={newestYear ?? undefined}
    >
      <section>
        <h1>{t('looked.title')}</h1>
        <p class="note">{t('looked.count', { count: looks.length })}</p>
      </section>
      {byDay(looks, words).map(([day, ofDay]) => (
        <section key={day}>
          <h2 class="day">{day}</h2>
          <ul class="looks">
            {ofDay.map((look) => (
              <LookLine key={look.id} look={look} words={words} withDay={false} ask={askOf(look)} />
            ))}
          </ul>
        </section>
      ))}
      <p class="note">{t('looked.staff')}</p>
      <a class="button" href={addressOf(looksFile.path, { student: frame.child })}>
        <Icon name="download" />
        {t('looked.save')}
      </a>
      <p class="note">{t('looked.saveNote')}</p>
      <a class="more" href={addressOf(messagesPage.path, { student: frame.child })}>
        {t('messages.link')}
      </a>
    </ChildDocument>
  );
};
