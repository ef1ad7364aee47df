// The heading of a page that came takes the focus, unless somebody has gone on into the page.
export function focusHeading() {
  const heading = document.querySelector('main h1');
  if (heading === null || document.activeElement?.closest('main *, [role="dialog"]')) {
    return;
  }

  heading.tabIndex = -1;
  heading.focus();
}
