/** The phone's menu is a popover and opens without script; here it goes away once something of it was chosen. */
const menu = () => document.querySelector<HTMLElement>('#site-menu');

export function closeMenu(): void {
  const open = menu();
  // A browser that knows no popovers shows the menu always.
  if (typeof open?.hidePopover === 'function' && open.matches(':popover-open')) open.hidePopover();
}

export function startMenu(): void {
  menu()?.addEventListener('click', (event) => {
    // A link may lead to a section of this same page, which would lie under the menu.
    if (event.target instanceof Element && event.target.closest('a')) closeMenu();
  });
}
