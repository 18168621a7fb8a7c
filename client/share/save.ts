/** Gives the reader a file. */
export function saveFile(name: string, content: Blob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  // The browser has taken the content over by the time the next task runs.
  setTimeout(() => URL.revokeObjectURL(link.href), 0);
}

/** A canvas as a PNG file. */
export const pngOf = (canvas: HTMLCanvasElement): Promise<Blob> =>
  new Promise((resolve, reject) => {
    canvas.toBlob((blob) => {
      if (blob === null) reject(new Error('the browser made no picture of the map'));
      else resolve(blob);
    }, 'image/png');
  });
