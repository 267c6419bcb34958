/** @jsxImportSource preact */
import { type MessagesPage, resumeMessages } from '@hocba/shared/contract/family/messages';
import { momentIn } from '../../i18n/date-formats.ts';
import { ChildDocument } from '../document.tsx';
import { Form, Icon } from '../parts.tsx';
import type { FamilyWords } from '../words.ts';

/** The page of the messages that went to a guardian about a child, newest first. */
export const Messages = ({ view, words }: { readonly view: MessagesPage; readonly words: FamilyWords }) => {
  const { t, language } = words;
  const { frame, messages } = view;
  return (
    <ChildDocument frame={frame} words={words} here="looked" title={t('messages.title')} year={undefined}>
      <section>
        <h1>{t('messages.title')}</h1>
        {messages.length === 0 ? <p class="note">{t('messages.none')}</p> : null}
        <ul class="facts">
          {messages.map(({ at, text, state }) => (
            <li key={at + text} data-tone={state === 'failed' ? 'watch' : undefined}>
              <Icon name={state === 'failed' ? 'warning' : 'send'} />
              <span>
                {text}
                <br />
                <small>
                  {momentIn(at, language)} · {t(`messages.state.${state}`)}
                </small>
              </span>
            </li>
          ))}
        </ul>
        {view.stopped ? (
          <>
            <p class="note">{t('messages.stopped')}</p>
            <Form action={resumeMessages.path} button={t('messages.resume')} />
          </>
        ) : null}
        <p class="note">{t('messages.wrong')}</p>
      </section>
    </ChildDocument>
  );
};
