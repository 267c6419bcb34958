/*
 * Keeps a signed year as a picture, and opens the print dialog. The buttons are hidden until this program is there: the page
 * stands without it, and its picture can be kept by a screenshot.
 */

/** Dots of the picture for one of the drawing: a telephone shows it sharp. */
const SCALE = 2;

const drawn = (svg: SVGSVGElement): Promise<HTMLImageElement> =>
  new Promise((resolve, reject) => {
    const image = new Image();
    image.onload = () => resolve(image);
    image.onerror = reject;
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(svg))}`;
  });

const pngOf = async (svg: SVGSVGElement): Promise<Blob | null> => {
  const image = await drawn(svg);
  const canvas = document.createElement('canvas');
  canvas.width = svg.width.baseVal.value * SCALE;
  canvas.height = svg.height.baseVal.value * SCALE;
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/png'));
};

const save = (blob: Blob, name: string): void => {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  // The browser has begun to read by then.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
};

for (const button of Array.from(document.querySelectorAll<HTMLButtonElement>('[data-save-picture]'))) {
  const svg = button.closest('figure')?.querySelector('svg.picture');
  if (!(svg instanceof SVGSVGElement)) continue;
  button.hidden = false;
  button.addEventListener('click', () => {
    void pngOf(svg).then((blob) => {
      if (blob !== null) save(blob, button.dataset.savePicture ?? 'hoc-ba.png');
    });
  });
}

for (const button of Array.from(document.querySelectorAll<HTMLButtonElement>('[data-print]'))) {
  button.hidden = false;
  button.addEventListener('click', () => window.print());
}
