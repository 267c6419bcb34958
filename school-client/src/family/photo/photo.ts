/*
 * Makes a chosen photo smaller before the form sends it: a telephone takes pictures that are larger than the registry keeps,
 * and a slow line would not carry them. Notes of the camera in the file, such as the place, are gone then too. Without this
 * program the form sends the photo as it is.
 */

/** The longest side of a photo on which writing is still read, in dots. */
const LONGEST = 1600;
const QUALITY = 0.8;
/** A photo below this size goes as it is; bytes. */
const SMALL_ENOUGH = 400_000;

const open = (file: File): Promise<HTMLImageElement> =>
  new Promise((resolve, reject) => {
    const image = new Image();
    image.onload = () => resolve(image);
    image.onerror = reject;
    image.src = URL.createObjectURL(file);
  });

const shrink = async (file: File): Promise<File | undefined> => {
  const image = await open(file);
  const scale = Math.min(1, LONGEST / Math.max(image.naturalWidth, image.naturalHeight));
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(image.naturalWidth * scale);
  canvas.height = Math.round(image.naturalHeight * scale);
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  URL.revokeObjectURL(image.src);
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', QUALITY));
  if (blob === null || blob.size >= file.size) return undefined;
  return new File([blob], 'anh.jpg', { type: 'image/jpeg' });
};

const onChosen = async (input: HTMLInputElement): Promise<void> => {
  const file = input.files === null ? undefined : input.files[0];
  if (file === undefined || file.size <= SMALL_ENOUGH) return;
  // A file that is no picture stays as it is, and the registry says so.
  const small = await shrink(file).catch(() => undefined);
  // The person may have chosen another one meanwhile.
  if (small === undefined || input.files === null || input.files[0] !== file) return;
  const chosen = new DataTransfer();
  chosen.items.add(small);
  input.files = chosen.files;
};

for (const input of document.querySelectorAll<HTMLInputElement>('input[type="file"]')) {
  input.addEventListener('change', () => void onChosen(input));
}
