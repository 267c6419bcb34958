import { RegistryError } from '@hocba/shared/problems';
import { Parser } from 'saxen';

/** Attributes by their names without prefix. */
export type Attributes = (name: string) => string | undefined;

/** Whether an attribute says yes; an attribute that is not there says no. */
export const isTrue = (text: string | undefined): boolean => text === '1' || text === 'true';

/** The events that a reader of a part of a workbook wants to hear; names come without their prefix. */
export interface XmlListener {
  open(name: string, attributes: Attributes): void;
  close(name: string): void;
  text(text: string): void;
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

const decoder = (): TextDecoder => new TextDecoder('utf-8', { fatal: true });

/**
 * Reads XML from beginning to end and tells what stands there. Prefixes, comments, CDATA and entities make no
 * difference. Throws FILE_UNREADABLE for anything that is no well-formed UTF-8 XML.
 */
export const walkXml = (bytes: Uint8Array, listener: XmlListener): void => {
  const parser = new Parser();
  const fail = (error: Error) => {
    throw error;
  };
  parser.on('error', fail).on('warn', fail);
  parser.on('openTag', (name, attributes, decode) => {
    const find: Attributes = (wanted) => {
      const all = attributes();
      const plain = Object.hasOwn(all, wanted) ? all[wanted] : undefined;
      if (plain !== undefined) return decode(plain);
      const own = Object.entries(all).find(([key]) => localName(key) === wanted);
      return own === undefined ? undefined : decode(own[1]);
    };
    listener.open(localName(name), find);
  });
  parser.on('closeTag', (name) => listener.close(localName(name)));
  parser.on('text', (text, decode) => listener.text(decode(text)));
  parser.on('cdata', (text) => listener.text(text));
  try {
    parser.parse(decoder().decode(bytes));
  } catch (error) {
    if (error instanceof RegistryError) throw error;
    throw new RegistryError('FILE_UNREADABLE', 'damaged XML in the workbook');
  }
};
