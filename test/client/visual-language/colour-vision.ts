/** Linear light of red, green and blue, each 0 to 1. */
type Light = [number, number, number];
type Matrix = readonly (readonly [number, number, number])[];

/** Kinds of colour vision: the usual one, and without one of the three cones. */
export const visions = ['all cones', 'protanopia', 'deuteranopia', 'tritanopia'] as const;
export type Vision = (typeof visions)[number];

/** What is left of the light without one kind of cones: Machado, Oliveira & Fernandes (2009), severity 1. */
const withoutCones: Record<Exclude<Vision, 'all cones'>, Matrix> = {
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

/** Ratio of luminances, 1 to 21: Web Content Accessibility Guidelines 2.2, "contrast ratio". */
export function contrast(color: string, other: string): number {
  const [lighter, darker] = [luminance(color), luminance(other)].sort((a, b) => b - a) as [number, number];
  return (lighter + 0.05) / (darker + 0.05);
}

/** How different two colours look, in hundredths of Oklab (Ottosson 2020): 2 is just seen side by side. */
export function difference(color: string, other: string, vision: Vision): number {
  const [a, b] = [oklab(seen(color, vision)), oklab(seen(other, vision))];
  return 100 * Math.hypot(...a.map((axis, index) => axis - b[index]!));
}

/** A colour as it is seen, #rrggbb. */
export function seenColor(color: string, vision: Vision): string {
  const channels = seen(color, vision).map((light) => {
    const encoded = light <= 0.0031308 ? 12.92 * light : 1.055 * light ** (1 / 2.4) - 0.055;
    return Math.round(255 * encoded)
      .toString(16)
      .padStart(2, '0');
  });
  return `#${channels.join('')}`;
}

function seen(color: string, vision: Vision): Light {
  const light = lightOf(color);
  if (vision === 'all cones') return light;
  return multiply(withoutCones[vision], light).map((each) => Math.min(1, Math.max(0, each))) as Light;
}

const luminance = (color: string): number => {
  const [red, green, blue] = lightOf(color);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};

function lightOf(color: string): Light {
  return [1, 3, 5].map((start) => {
    const encoded = Number.parseInt(color.slice(start, start + 2), 16) / 255;
    return encoded <= 0.04045 ? encoded / 12.92 : ((encoded + 0.055) / 1.055) ** 2.4;
  }) as Light;
}

function oklab(light: Light): Light {
  const cones = multiply(
    [
      [0.4122214708, 0.5363325363, 0.0514459929],
      [0.2119034982, 0.6806995451, 0.1073969566],
      [0.0883024619, 0.2817188376, 0.6299787005],
    ],
    light,
  ).map(Math.cbrt) as Light;
  return multiply(
    [
      [0.2104542553, 0.793617785, -0.0040720468],
      [1.9779984951, -2.428592205, 0.4505937099],
      [0.0259040371, 0.7827717662, -0.808675766],
    ],
    cones,
  );
}

const multiply = (matrix: Matrix, [x, y, z]: Light): Light =>
  matrix.map(([a, b, c]) => a * x + b * y + c * z) as Light;
