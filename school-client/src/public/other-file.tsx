import type { FileKind } from '@hocba/shared/credential/file/read-file';
import { useTranslation } from 'react-i18next';
import { Banner } from '../ui/banner.tsx';

/** The file that was given instead of a record. */
export interface Other {
  readonly kind: FileKind;
  readonly fileName?: string | undefined;
}

/** Says what a file is that is no record, and that nothing was concluded from it. */
export const OtherFile = ({ other }: { readonly other: Other }) => {
  const { t } = useTranslation('verify');
  const { kind, fileName } = other;
  const what = t(`other.kind.${kind}`);
  return (
    <Banner tone="neutral" title={t(fileName === undefined ? 'other.paste' : 'other.file')} isLarge isAnswer>
      <p>
        {fileName === undefined
          ? t('other.isPaste', { kind: what })
          : t('other.isFile', { kind: what, name: fileName })}
      </p>
      <p>{t('other.nothing')}</p>
    </Banner>
  );
};
