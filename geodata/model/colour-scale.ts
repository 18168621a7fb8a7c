/** ColorBrewer YlGnBu: neighbouring classes stay furthest apart under colour blindness. The lowest class first. */
export const yellowGreenBlue = ['#ffffcc', '#a1dab4', '#41b6c4', '#2c7fb8', '#253494'] as const;
