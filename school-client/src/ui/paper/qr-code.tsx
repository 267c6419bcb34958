import { useMemo } from 'react';
import { qrDrawing } from '../plain/qr-drawing.ts';

/** An address as a QR code. It is drawn for cameras alone: the address must stand beside it for people. */
export const QrCode = ({ text, className }: { readonly text: string; readonly className?: string }) => {
  const { size, path } = useMemo(() => qrDrawing(text), [text]);
  return (
    <svg className={className} viewBox={`0 0 ${size} ${size}`} aria-hidden="true" shapeRendering="crispEdges">
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
};
