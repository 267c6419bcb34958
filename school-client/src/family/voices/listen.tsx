/** @jsxImportSource preact */
import type { SignedRecord } from '@hocba/shared/contract/family/child';
import { plainFactsOf } from '@hocba/shared/regulations/signed-pages';
import { sayOf } from '../../i18n/say.ts';
import { Icon, Sentence } from '../parts.tsx';
import type { FamilyWords } from '../words.ts';
import { type Recordings, VOICES } from './recordings.ts';

/**
 * Reads a signed year aloud in the languages that have a recording of every sentence: whether the record is valid, then how
 * the year ended. A language that lacks one of them has no button, so that no voice leaves out the sentence that matters.
 */
export const Listen = ({
  record,
  recordings,
  words: { t, verify, language },
}: {
  readonly record: SignedRecord;
  readonly recordings: Recordings;
  readonly words: FamilyWords;
}) => {
  const sentences = [
    { id: `verdict.${record.verdict}`, text: `${verify(`verdict.${record.verdict}` as never) as string}.` },
    ...plainFactsOf(record.subject, { say: sayOf(verify), language }),
  ];
  return (
    <>
      {VOICES.filter((voice) => sentences.every(({ id }) => recordings[voice][id] !== undefined)).map(
        (voice) => (
          <details key={voice} class="listen">
            <summary class="button">
              <Icon name="sound" />
              {t(`listen.${voice}`)}
            </summary>
            <ol>
              {sentences.map(({ id, text }) => (
                <li key={id}>
                  <Sentence text={text} />
                  {/* biome-ignore lint/a11y/useMediaCaption: the sentence stands above it */}
                  <audio
                    controls
                    preload="none"
                    src={`/voices/${recordings[voice][id]}`}
                    aria-label={text.replaceAll('*', '')}
                  />
                </li>
              ))}
            </ol>
          </details>
        ),
      )}
    </>
  );
};
