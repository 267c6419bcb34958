/** @jsxImportSource preact */
import { qrDrawing } from '../../ui/plain/qr-drawing.ts';

/** An address as a QR code, for cameras alone: words beside it say how people go on without one. */
export const Qr = ({ text }: { readonly text: string }) => {
  const { size, path } = qrDrawing(text);
  return (
    <svg class="qr" viewBox={`0 0 ${size} ${size}`} aria-hidden="true" shape-rendering="crispEdges">
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
};
