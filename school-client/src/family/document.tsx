/** @jsxImportSource preact */
import {
  type ChildTab,
  childPage,
  type FamilyFrame,
  lookedPage,
  recordPage,
} from '@hocba/shared/contract/family/child';
import { sharesPage } from '@hocba/shared/contract/family/shares';
import { chooseLanguage, joinPage, leave } from '@hocba/shared/contract/family/sign-in';
import { LANGUAGE_NAMES } from '@hocba/shared/text/language';
import type { ComponentChildren } from 'preact';
import type { IconName } from '../ui/plain/strokes.ts';
import { callName, shortSchool } from './names.ts';
import { Icon } from './parts.tsx';
import css from './styles/family.css?url';
import { addressOf } from './view-address.ts';
import type { FamilyWords } from './words.ts';

/** The whole HTML document of a page; what it shows works without any script. */
export const Document = ({
  title,
  words,
  children,
}: {
  readonly title: string;
  readonly words: FamilyWords;
  readonly children: ComponentChildren;
}) => (
  <html lang={words.language}>
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="theme-color" media="(prefers-color-scheme: light)" content="#fdfcf8" />
      <meta name="theme-color" media="(prefers-color-scheme: dark)" content="#161917" />
      <meta name="robots" content="noindex" />
      <link rel="icon" href="/icons/mark.svg" type="image/svg+xml" />
      <link rel="stylesheet" href={css} />
      <title>{title}</title>
    </head>
    <body>{children}</body>
  </html>
);

/** Shows the page in the other language, and stays in it on this browser. */
const LanguageSwitch = ({ words }: { readonly words: FamilyWords }) => {
  const other = words.language === 'vi' ? 'en' : 'vi';
  return (
    <form method="post" action={chooseLanguage.path}>
      <input type="hidden" name="language" value={other} />
      <input type="hidden" name="next" value={words.here} />
      <button class="quiet" type="submit" lang={other}>
        {LANGUAGE_NAMES[other]}
      </button>
    </form>
  );
};

/** The page before anybody is signed in: the mark, and one thing to do. */
export const DoorPage = ({
  title,
  words,
  children,
}: {
  readonly title: string;
  readonly words: FamilyWords;
  readonly children: ComponentChildren;
}) => (
  <Document title={title} words={words}>
    <header class="top">
      <span class="brand">
        <Icon name="book" />
        {words.t('brand')}
      </span>
      <LanguageSwitch words={words} />
    </header>
    <main class="page">
      <h1>{title}</h1>
      {children}
    </main>
  </Document>
);

const Tab = ({
  tab,
  isShown,
  words,
}: {
  readonly tab: ChildTab;
  readonly isShown: boolean;
  readonly words: FamilyWords;
}) => (
  <a
    href={addressOf(childPage.path, { student: tab.student })}
    {...(isShown ? { 'aria-current': 'true' as const } : {})}
  >
    <b>{callName(tab.name)}</b>
    {tab.class === null ? null : (
      <small>{words.t('classOf', { class: tab.class, school: shortSchool(tab.school ?? '') })}</small>
    )}
  </a>
);

interface Way {
  readonly id: 'home' | 'record' | 'share' | 'looked';
  readonly icon: IconName;
  readonly href: string;
}

const waysOf = (student: string, year: string | undefined, isPlain: boolean): Way[] => [
  { id: 'home', icon: 'home', href: addressOf(childPage.path, { student }) },
  ...(year === undefined
    ? []
    : [{ id: 'record', icon: 'book', href: addressOf(recordPage.path, { student, year }) } as const]),
  ...(isPlain
    ? []
    : [{ id: 'share', icon: 'share', href: addressOf(sharesPage.path, { student }) } as const]),
  { id: 'looked', icon: 'eye', href: addressOf(lookedPage.path, { student }) },
];

/** The order that limits the guardian on a page about this child. */
export const limitIn = ({ children, child }: FamilyFrame): ChildTab['limit'] =>
  children.find(({ student }) => student === child)?.limit ?? null;

/** Whether nothing on the page may tell where the child is. */
export const isPlainIn = (frame: FamilyFrame): boolean => limitIn(frame) === 'no-address';

interface ChildDocumentProps {
  readonly frame: FamilyFrame;
  readonly words: FamilyWords;
  readonly here: Way['id'];
  readonly title: string;
  /** The newest signed year, which the way to the record leads to. */
  readonly year: string | undefined;
  readonly children: ComponentChildren;
}

/** Says plainly that an order limits the page, and what it cannot call back: open at home, a line to open elsewhere. */
const LimitNote = ({ frame, here, words }: Pick<ChildDocumentProps, 'frame' | 'here' | 'words'>) => {
  const limit = limitIn(frame);
  return limit === null ? null : (
    <details class="limit" open={here === 'home'}>
      <summary>
        <Icon name="info" />
        {words.t('limit.title')}
      </summary>
      <p>
        {words.t(`limit.${limit}`)} {words.t('limit.kept')}
      </p>
    </details>
  );
};

/** A page about a child: who is signed in, the children, the page, and the ways at the bottom of a phone. */
export const ChildDocument = ({ frame, words, here, title, year, children }: ChildDocumentProps) => {
  const { t } = words;
  return (
    <Document title={title} words={words}>
      <header class="top">
        <span class="brand">
          <Icon name="book" />
          {frame.guardian}
        </span>
        <form method="post" action={leave.path}>
          <button class="quiet" type="submit">
            {t('signOut')}
          </button>
        </form>
      </header>
      <nav class="children" aria-label={t('children')}>
        {frame.children.map((tab) => (
          <Tab key={tab.student} tab={tab} isShown={tab.student === frame.child} words={words} />
        ))}
      </nav>
      <main class="page">
        <LimitNote frame={frame} here={here} words={words} />
        {children}
      </main>
      <footer class="page">
        <a class="more" href={joinPage.path}>
          {t('addChild')}
        </a>
        <LanguageSwitch words={words} />
      </footer>
      <nav class="ways" aria-label={t('nav.label')}>
        {waysOf(frame.child, year, isPlainIn(frame)).map(({ id, icon, href }) => (
          <a key={id} href={href} {...(id === here ? { 'aria-current': 'page' as const } : {})}>
            <Icon name={icon} />
            {t(`nav.${id}`)}
          </a>
        ))}
      </nav>
    </Document>
  );
};
