import { addTexts } from '../../i18n/i18n.ts';

/** A page beside the marks, with its texts. */
export const withTexts = async <Page>(page: Promise<Page>): Promise<Page> => {
  const [loaded, { viAside }] = await Promise.all([page, import('../../i18n/vi-aside-texts.ts')]);
  addTexts(viAside);
  return loaded;
};
