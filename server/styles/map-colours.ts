/** Colours that the styles and the pictures of an atlas share: quiet ones, so that values stand out. */
export const mapColours = {
  sea: '#eef2f3',
  land: '#fbfaf6',
  border: '#c3c9cc',
  parentBorder: '#5f6b73',
  flow: '#a3195b',
  centre: '#b3261e',
  agglomeration: '#6b5ca5',
  corridor: '#00687a',
  casing: '#ffffff',
  place: '#5f6b73',
  label: '#1b242b',
} as const;
