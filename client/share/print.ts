import { element } from '../dom/element.ts';

/** Prints one picture on a sheet of its own; the page comes back afterwards. */
export async function printPicture(picture: Blob, words: string): Promise<void> {
  const image = element('img', { alt: words, src: URL.createObjectURL(picture) });
  const sheet = element('div', { class: 'sheet' }, image);
  document.body.append(sheet);
  await image.decode();
  addEventListener(
    'afterprint',
    () => {
      sheet.remove();
      URL.revokeObjectURL(image.src);
    },
    { once: true },
  );
  print();
}
