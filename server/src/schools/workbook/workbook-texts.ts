import { requireTextLength } from '@hocba/shared/exchange/workbook/file';
import { walkXml, type XmlListener } from './walk-xml.ts';

/** `_x000D_` and its like stand for characters that XML cannot hold. */
const withoutEscapes = (text: string): string =>
  text.includes('_x')
    ? text.replace(/_x([0-9A-F]{4})_/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : text;

/**
 * Collects the text of one cell or shared text, plain or in runs of different fonts; readings of East Asian letters
 * beside it are left out. `take` gives the text and begins anew.
 */
export const textCollector = (): XmlListener & { take(): string } => {
  let text = '';
  let inText = false;
  let aside = 0;
  return {
    open: (name) => {
      if (name === 'rPh') aside++;
      if (name === 't') inText = true;
    },
    close: (name) => {
      if (name === 'rPh') aside--;
      if (name === 't') inText = false;
    },
    text: (more) => {
      if (!inText || aside > 0) return;
      requireTextLength(text.length + more.length);
      text += more;
    },
    take: () => {
      const taken = withoutEscapes(text);
      text = '';
      return taken;
    },
  };
};

/** The texts that cells share, by their number. Throws FILE_UNREADABLE, and FILE_TOO_LARGE for a text too long. */
export const readSharedTexts = (part: Uint8Array | undefined): string[] => {
  const texts: string[] = [];
  const collector = textCollector();
  if (part === undefined) return texts;
  walkXml(part, {
    open: collector.open,
    close: (name) => {
      collector.close(name);
      if (name === 'si') texts.push(collector.take());
    },
    text: collector.text,
  });
  return texts;
};
