/** @jsxImportSource preact */
import { formatDateText } from '@hocba/shared/calendar/date-text';
import {
  askSigningCode,
  type FamilyPromise,
  type PromisesPage,
  signPromise,
} from '@hocba/shared/contract/promises/family';
import { momentIn } from '../../../i18n/date-formats.ts';
import type { IconName } from '../../../ui/plain/strokes.ts';
import { ChildDocument } from '../../document.tsx';
import { Field, Icon, Problem } from '../../parts.tsx';
import { addressOf } from '../../view-address.ts';
import type { FamilyWords } from '../../words.ts';

interface Props {
  readonly view: PromisesPage;
  readonly words: FamilyWords;
}
type One = Props & { readonly promise: FamilyPromise };

const ICONS: Readonly<Record<FamilyPromise['stage'], IconName>> = {
  unsigned: 'pencil',
  open: 'clock',
  overdue: 'warning',
  refused: 'warning',
  kept: 'check',
  withdrawn: 'close',
  void: 'close',
};

/** The letter as it is signed and printed; Vietnamese whatever the language of the page is. */
const Letter = ({ letter: { title, about, addressee, paragraphs } }: Pick<FamilyPromise, 'letter'>) => (
  <div class="letter" lang="vi">
    <p class="nation">
      CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
      <small>Độc lập - Tự do - Hạnh phúc</small>
    </p>
    <h3>{title}</h3>
    <p class="nation">{about}</p>
    <p>
      <strong>Kính gửi: {addressee}</strong>
    </p>
    {paragraphs.map((text) => (
      <p key={text}>{text}</p>
    ))}
  </div>
);

/** Both steps of a signature: a code to the own phone, then the code and the agreement in one. */
const Signing = ({ view, promise, words }: One) => {
  const { t } = words;
  const ids = { student: view.frame.child, promise: promise.id };
  const problem = view.at === promise.id ? view.problem : null;
  return (
    <div class="todo">
      <h3>{t('letters.sign')}</h3>
      <Problem problem={problem} words={words} />
      {promise.sentTo === null ? (
        <p>{t('letters.signText')}</p>
      ) : (
        <form method="post" action={addressOf(signPromise.path, ids)}>
          <p>{t('letters.sentTo', { contact: promise.sentTo })}</p>
          <Field
            name="code"
            of={promise.id}
            label={t('letters.code')}
            digits={6}
            autocomplete="one-time-code"
          />
          <button class="button main" type="submit">
            {t('letters.give')}
          </button>
        </form>
      )}
      <form method="post" action={addressOf(askSigningCode.path, ids)}>
        <button class={promise.sentTo === null ? 'button main' : 'button'} type="submit">
          {t(promise.sentTo === null ? 'letters.ask' : 'letters.again')}
        </button>
      </form>
      <p class="note">{t('letters.paper')}</p>
    </div>
  );
};

const Promised = ({ view, promise, words }: One) => {
  const { t, language } = words;
  const { stage, due, until, signed, answer } = promise;
  const isLate = stage === 'overdue' || stage === 'refused';
  return (
    <section id={`letter-${promise.id}`}>
      <p class="verdict" data-tone={stage === 'kept' ? 'good' : isLate ? 'watch' : undefined}>
        <Icon name={ICONS[stage]} />
        <span>{t(`letters.stage.${stage}`)}</span>
      </p>
      {due === null || stage === 'kept' ? null : (
        <p>{t('letters.due', { time: until === null ? momentIn(due, language) : formatDateText(until) })}</p>
      )}
      {answer === null ? null : <p>{t('letters.answer', { text: answer })}</p>}
      {isLate ? <p class="note">{t('letters.seat')}</p> : null}
      <details open={stage === 'unsigned' && promise.sentTo === null}>
        <summary>{t('letters.read')}</summary>
        <Letter letter={promise.letter} />
        {signed === null ? null : (
          <p class="note">
            {t('letters.signed', { name: signed.name, time: momentIn(signed.at, language) })}
          </p>
        )}
      </details>
      {promise.maySign ? <Signing view={view} promise={promise} words={words} /> : null}
      {stage === 'unsigned' && !promise.maySign ? <p class="note">{t('letters.noRight')}</p> : null}
    </section>
  );
};

/** The letters about records of a child that are missing: what each says, and how to sign it. */
export const Promises = ({ view, words }: Props) => {
  const { t } = words;
  return (
    <ChildDocument
      frame={view.frame}
      words={words}
      here="home"
      title={t('letters.title')}
      year={view.newestYear ?? undefined}
    >
      <section>
        <h1>{t('letters.title')}</h1>
        <p class="note">{view.promises.length === 0 ? t('letters.none') : t('letters.intro')}</p>
      </section>
      {view.promises.map((promise) => (
        <Promised key={promise.id} view={view} promise={promise} words={words} />
      ))}
    </ChildDocument>
  );
};
