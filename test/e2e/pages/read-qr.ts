import type { BrowserContext, Locator } from 'playwright-core';
import { decodeQR } from 'qr/decode.js';

/** How many dots wide a drawing is read: four for each square of the largest code. */
const WIDTH = 720;

/**
 * The text of the QR code in a picture, as a camera reads it. Throws when there is none that can be read.
 *
 * @param source - the picture's address, `data:` of an SVG or PNG
 */
const readPicture = async (context: BrowserContext, source: string): Promise<string> => {
  // A page of its own: the policies of ours let nothing in.
  const page = await context.newPage();
  const { width, height, reds } = await page.evaluate(async (src) => {
    const image = new Image();
    image.src = src;
    await image.decode();
    const { naturalWidth: width, naturalHeight: height } = image;
    const canvas = new OffscreenCanvas(width, height).getContext('2d');
    if (canvas === null) throw new Error('no canvas');
    canvas.drawImage(image, 0, 0);
    const { data } = canvas.getImageData(0, 0, width, height);
    const reds = Uint8Array.from({ length: width * height }, (_, i) => data[i * 4] ?? 0);
    return { width, height, reds: reds.toBase64() };
  }, source);
  await page.close();
  const grey = Buffer.from(reds, 'base64');
  const data = Uint8Array.from({ length: grey.length * 3 }, (_, i) => grey[Math.floor(i / 3)] ?? 0);
  return decodeQR({ width, height, data });
};

/** The text of a QR code that a page has drawn. */
export const readDrawnQr = async (drawing: Locator): Promise<string> => {
  const svg = await drawing.evaluate((element, width) => {
    const copy = element.cloneNode(true) as Element;
    copy.setAttribute('width', String(width));
    copy.setAttribute('height', String(width));
    return new XMLSerializer().serializeToString(copy);
  }, WIDTH);
  const source = `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`;
  return readPicture(drawing.page().context(), source);
};

/** The text of the QR code in a PNG that a page has saved. */
export const readSavedQr = (context: BrowserContext, png: Buffer): Promise<string> =>
  readPicture(context, `data:image/png;base64,${png.toString('base64')}`);
