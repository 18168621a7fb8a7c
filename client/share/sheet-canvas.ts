import type { Sheet } from './sheet.ts';

const fontFamily = "'Jiju Sans', 'Jiju Han', sans-serif";

/** Draws a sheet and a picture of the map as pixels, `density` pixels per unit of the sheet. */
export async function drawSheet(
  sheet: Sheet,
  map: HTMLCanvasElement,
  density: number,
): Promise<HTMLCanvasElement> {
  await fontsFor(sheet);
  const canvas = document.createElement('canvas');
  canvas.width = sheet.width * density;
  canvas.height = sheet.height * density;
  const context = canvas.getContext('2d')!;
  context.scale(density, density);
  context.fillStyle = sheet.ground;
  context.fillRect(0, 0, sheet.width, sheet.height);
  const { x, y, width, height } = contained(map, sheet.map);
  context.drawImage(map, x, y, width, height);
  for (const mark of sheet.marks) {
    context.fillStyle = mark.fill;
    if (mark.kind === 'rect') {
      context.fillRect(mark.x, mark.y, mark.width, mark.height);
    } else if (mark.kind === 'circle') {
      context.beginPath();
      context.arc(mark.x, mark.y, mark.radius, 0, 2 * Math.PI);
      context.fill();
    } else {
      context.font = fontOf(mark);
      context.fillText(mark.text, mark.x, mark.y, sheet.width - mark.x - 24);
    }
  }
  return canvas;
}

const fontOf = ({ strong, size }: { strong: boolean; size: number }): string =>
  `${strong ? 600 : 400} ${size}px ${fontFamily}`;

/** A canvas draws with the fonts that are there, so every slice that the words need is fetched before. */
async function fontsFor({ marks }: Sheet): Promise<void> {
  await Promise.all(
    marks.flatMap((mark) => (mark.kind === 'text' ? [document.fonts.load(fontOf(mark), mark.text)] : [])),
  );
}

/** The largest box of the picture's shape within another, in its middle. */
function contained(picture: { width: number; height: number }, box: Sheet['map']): Sheet['map'] {
  const scale = Math.min(box.width / picture.width, box.height / picture.height);
  const width = picture.width * scale;
  const height = picture.height * scale;
  return { x: box.x + (box.width - width) / 2, y: box.y + (box.height - height) / 2, width, height };
}
