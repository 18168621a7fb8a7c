import type { Theme } from './map/palette.ts';
import type { ThemeChoice } from './state/view-state.ts';

/** Light or dark, by the reader's choice and the system's; kept on the document, where the style sheets look. */
export interface ThemeWatch {
  current(choice: ThemeChoice): Theme;
}

/** Follows the system; `changed` is called when it turns light or dark. */
export function watchTheme(changed: () => void): ThemeWatch {
  const darkPreferred = matchMedia('(prefers-color-scheme: dark)');
  darkPreferred.addEventListener('change', changed);
  return {
    current(choice) {
      const theme = choice === 'auto' ? (darkPreferred.matches ? 'dark' : 'light') : choice;
      document.documentElement.dataset['theme'] = theme;
      return theme;
    },
  };
}
