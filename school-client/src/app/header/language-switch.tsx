import { LANGUAGE_NAMES, type Language } from '@hocba/shared/text/language';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { currentLanguage, setLanguage } from '../../i18n/i18n.ts';
import styles from './language-switch.module.css';

const LANGUAGES: readonly Language[] = ['vi', 'en'];

/** Vietnamese or English, each in its own words. */
export const LanguageSwitch = () => {
  const { t } = useTranslation('app');
  const [failed, setFailed] = useState(false);
  const change = (code: Language) =>
    setLanguage(code).then(
      () => setFailed(false),
      () => setFailed(true),
    );
  return (
    <fieldset className={styles.switch} aria-label={t('language')} data-screen-only="">
      {LANGUAGES.map((code) => (
        <button
          key={code}
          type="button"
          lang={code}
          aria-label={`${code.toUpperCase()}, ${LANGUAGE_NAMES[code]}`}
          aria-pressed={currentLanguage() === code}
          onClick={() => void change(code)}
        >
          {code.toUpperCase()}
        </button>
      ))}
      {failed && <span role="alert">{t('languageNotHere')}</span>}
    </fieldset>
  );
};
