const THEMES = ['auto', 'light', 'dark'] as const;
type Theme = (typeof THEMES)[number];
const KEY = 'wasmgate-theme';

/** The button that goes from the system's theme to light and to dark. A page that is opened from disk may not be let to remember it. */
export function themeToggle(): void {
  const button = document.getElementById('theme');
  if (button === null) return;
  let theme: Theme = THEMES.find((one) => one === remembered()) ?? 'auto';
  const show = (): void => {
    document.documentElement.dataset['theme'] = theme;
    button.textContent = theme;
    button.setAttribute('aria-label', `Theme: ${theme}. Press to change it`);
  };
  button.addEventListener('click', () => {
    theme = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length] ?? 'auto';
    remember(theme);
    show();
  });
  button.hidden = false;
  show();
}

function remembered(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

function remember(theme: Theme): void {
  try {
    localStorage.setItem(KEY, theme);
  } catch {
    // The page forgets it, and works all the same.
  }
}
