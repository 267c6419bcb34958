import { encode } from 'uqr';

/** The quiet zone that cameras need around a code, in modules (ISO/IEC 18004). */
const BORDER = 4;

/** One path of all dark squares, each row's neighbours drawn as one bar. */
const barsOf = (rows: readonly (readonly boolean[])[]): string =>
  rows
    .map((row, y) =>
      [
        ...row
          .map((dark) => (dark ? '1' : '0'))
          .join('')
          .matchAll(/1+/g),
      ]
        .map(({ index, 0: run }) => `M${index} ${y}h${run.length}v1h-${run.length}z`)
        .join(''),
    )
    .join('');

/**
 * The dark squares of a QR code as one path, and the width of the code with its border, both in modules. A long text takes
 * the low level of correction: larger modules help a camera more than spare ones.
 */
export const qrDrawing = (text: string): { readonly size: number; readonly path: string } => {
  const { size, data } = encode(text, { ecc: text.length > 300 ? 'L' : 'M', border: BORDER });
  return { size, path: barsOf(data) };
};
