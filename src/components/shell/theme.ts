/** The theme's choice, applied before the first paint by ThemeProvider.astro; here it is changed and followed. */
const KEY = 'starlight-theme';

export function startTheme(): void {
  const select = document.querySelector<HTMLSelectElement>('[data-theme-select]');
  const root = document.documentElement;
  const night = matchMedia('(prefers-color-scheme: dark)');

  const apply = () => {
    root.dataset.theme = root.dataset.tone ?? (night.matches ? 'dark' : 'light');
  };
  night.addEventListener('change', apply);
  if (!select) return;

  select.value = root.dataset.tone ?? 'auto';
  select.addEventListener('change', () => {
    const tone = select.value;
    if (tone === 'auto') delete root.dataset.tone;
    else root.dataset.tone = tone;
    apply();
    try {
      // Starlight's own word for "as the system says" is the empty one.
      localStorage.setItem(KEY, tone === 'auto' ? '' : tone);
    } catch {
      // Storage is blocked: the choice holds for this page.
    }
  });
}
