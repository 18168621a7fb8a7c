/** ColorBrewer YlGnBu: neighbouring classes stay furthest apart under colour blindness. The lowest class first. */
export const yellowGreenBlue = ['#ffffcc', '#a1dab4', '#41b6c4', '#2c7fb8', '#253494'] as const;

/** ColorBrewer PuOr with a neutral middle: what goes down and what goes up. */
export const purpleOrange = ['#5e3c99', '#b2abd2', '#f7f7f7', '#fdb863', '#e66101'] as const;
