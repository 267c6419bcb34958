/** @jsxImportSource preact */
import {
  type CodesPage,
  codesPage,
  type FamilyCode,
  makeCode,
  revokeCode,
} from '@hocba/shared/contract/family/codes';
import { momentIn } from '../../i18n/date-formats.ts';
import { inGroups } from '../../ui/plain/code-groups.ts';
import { ChildDocument } from '../document.tsx';
import { Field, Icon, Problem, Tick } from '../parts.tsx';
import { addressOf } from '../view-address.ts';
import type { FamilyWords } from '../words.ts';

interface Props {
  readonly view: CodesPage;
  readonly words: FamilyWords;
}

const Made = ({
  made,
  words,
}: {
  readonly made: NonNullable<CodesPage['made']>;
  readonly words: FamilyWords;
}) => {
  const { t, language } = words;
  return (
    <section class="made" role="status">
      <h2>{t('codes.madeTitle', { school: made.school.name })}</h2>
      <p class="secret code">{inGroups(made.code)}</p>
      <p>{t('codes.give')}</p>
      <p class="note">{t('codes.madeOnce', { time: momentIn(made.endsAt, language) })}</p>
    </section>
  );
};

/** The schools that fit, each with its own button: the name alone is no choice, since many schools share one. */
const Found = ({ view, words }: Props) => {
  const { t } = words;
  const { frame, found, asked, asksChild } = view;
  if (asked === null) return null;
  if (found.length === 0) return <p class="note">{t('codes.nothing')}</p>;
  return (
    <ul class="found">
      {found.map(({ code, name, commune, province }) => (
        <li key={code}>
          <strong>{name}</strong>
          <small>
            {commune}, {province}
          </small>
          <form method="post" action={addressOf(makeCode.path, { student: frame.child })}>
            <input type="hidden" name="school" value={code} />
            {asksChild ? (
              <Tick
                name="childAgrees"
                label={t('share.childAgrees')}
                hint={t('share.childHint')}
                isRequired
              />
            ) : null}
            <button class="button main" type="submit">
              {t('codes.make')}
            </button>
          </form>
        </li>
      ))}
    </ul>
  );
};

const Search = ({ view, words }: Props) => {
  const { t } = words;
  return (
    <section>
      <Problem problem={view.problem} words={words} />
      <form method="get" action={addressOf(codesPage.path, { student: view.frame.child })}>
        <Field name="school" label={t('codes.which')} hint={t('codes.whichHint')} maxLength={100} />
        <button class="button" type="submit">
          <Icon name="search" />
          {t('codes.search')}
        </button>
      </form>
      <Found view={view} words={words} />
    </section>
  );
};

const Line = ({
  code,
  student,
  words,
}: {
  readonly code: FamilyCode;
  readonly student: string;
  readonly words: FamilyWords;
}) => {
  const { t, language } = words;
  const time = momentIn(code.usedAt ?? code.endsAt, language);
  const made = momentIn(code.createdAt, language);
  return (
    <li>
      <Icon name="key" />
      <strong>{code.school}</strong>
      {code.state === 'open' || code.state === 'blocked' ? (
        <form method="post" action={addressOf(revokeCode.path, { student, code: code.id })}>
          <button class="quiet danger" type="submit">
            {t('codes.stop')}
          </button>
        </form>
      ) : (
        <span />
      )}
      <small>
        {t(`codes.state.${code.state}`, { time })}.{' '}
        {t(code.byFamily ? 'codes.byFamily' : 'codes.bySchool', { time: made })}
      </small>
    </li>
  );
};

/** The codes of a child: a search for the school, and the list of all. */
export const Codes = ({ view, words }: Props) => {
  const { t } = words;
  const { frame, codes, made, mayGive, newestYear } = view;
  const search = mayGive ? <Search view={view} words={words} /> : <p class="note">{t('codes.noRight')}</p>;
  return (
    <ChildDocument
      frame={frame}
      words={words}
      here="share"
      title={t('codes.title')}
      year={newestYear ?? undefined}
    >
      <section>
        <h1>{t('codes.title')}</h1>
        <p class="note">{t('codes.intro')}</p>
      </section>
      {made === null ? search : <Made made={made} words={words} />}
      <section>
        <h2>{t('codes.list')}</h2>
        {codes.length === 0 ? <p class="note">{t('codes.none')}</p> : null}
        <ul class="looks">
          {codes.map((code) => (
            <Line key={code.id} code={code} student={frame.child} words={words} />
          ))}
        </ul>
      </section>
    </ChildDocument>
  );
};
