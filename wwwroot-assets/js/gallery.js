// What a server cannot see: the window's place over the grid, and keys pressed anywhere on the page but in a field.
const mine = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End', ' ', 'x', '.', '0', '1', '2', '3', '4', '5', 'Delete', 'Enter', 'Escape'];

function forUs(e) {
  if (e.target.closest('input:not([type=checkbox]), textarea, select, [contenteditable], .mud-popover, .mud-menu') || document.querySelector('.mud-dialog')) return false;
  if (e.altKey || e.metaKey) return false;
  if (e.ctrlKey) return e.key === 'a';
  if ((e.key === 'Enter' || e.key === ' ') && e.target.closest('a, button, input')) return false;
  return mine.includes(e.key);
}

export function keys(part) {
  const pressed = e => {
    if (!forUs(e)) return;
    e.preventDefault();
    part.invokeMethodAsync('OnKey', e.key, e.ctrlKey, e.shiftKey);
  };
  document.addEventListener('keydown', pressed);
  return { dispose: () => document.removeEventListener('keydown', pressed) };
}

export function watch(grid, part) {
  const place = 'gallery-place:' + location.pathname + location.search;
  let waiting = false;
  let back = Number(sessionStorage.getItem(place) ?? 0);
  const tell = () => {
    waiting = false;
    if (back > 0 && grid.offsetHeight > back) { scrollTo(0, back); back = 0; }
    if (back === 0) sessionStorage.setItem(place, Math.round(scrollY));
    part.invokeMethodAsync('OnView', Math.round(-grid.getBoundingClientRect().top), innerHeight, grid.clientWidth, -new Date().getTimezoneOffset());
  };
  const soon = () => { if (!waiting) { waiting = true; setTimeout(tell, 50); } };
  const size = new ResizeObserver(soon);
  const pressed = keys(part);
  addEventListener('scroll', soon, { passive: true });
  size.observe(grid);
  tell();
  return {
    reveal(top, height) {
      const at = grid.getBoundingClientRect().top + top;
      if (at < 90) scrollBy(0, at - 90);
      else if (at + height > innerHeight - 90) scrollBy(0, at + height - innerHeight + 90);
    },
    dispose() { removeEventListener('scroll', soon); size.disconnect(); pressed.dispose(); },
  };
}

export const tileSide = () => Number(localStorage.getItem('gallery-tile') ?? 0);
export const keepTileSide = side => localStorage.setItem('gallery-tile', side);

// A form, so that the browser streams the download to the disk itself.
export function zip(ids, format, text, sound) {
  const form = document.createElement('form');
  form.method = 'post';
  form.action = 'api/artifacts/zip';
  for (const [name, value] of [['ids', ids], ['format', format], ['text', text], ['sound', sound]]) {
    const field = document.createElement('input');
    field.type = 'hidden';
    field.name = name;
    field.value = value;
    form.append(field);
  }
  document.body.append(form);
  form.submit();
  form.remove();
}

// Without a secure origin a browser has no clipboard; a hidden field does it the old way.
export async function copy(text) {
  if (navigator.clipboard) {
    try { await navigator.clipboard.writeText(text); return true; } catch { /* refused: the old way may be allowed */ }
  }
  const field = document.createElement('textarea');
  field.value = text;
  field.style.position = 'fixed';
  field.style.opacity = '0';
  document.body.append(field);
  field.select();
  const done = document.execCommand('copy');
  field.remove();
  return done;
}
