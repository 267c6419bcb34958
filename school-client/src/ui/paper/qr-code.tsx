import { useMemo } from 'react';
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

/** An address as a QR code. It is drawn for cameras alone: the address must stand beside it for people. */
export const QrCode = ({ text, className }: { readonly text: string; readonly className?: string }) => {
  const { size, path } = useMemo(() => {
    const { size, data } = encode(text, { ecc: 'M', border: BORDER });
    return { size, path: barsOf(data) };
  }, [text]);
  return (
    <svg className={className} viewBox={`0 0 ${size} ${size}`} aria-hidden="true" shapeRendering="crispEdges">
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
};
