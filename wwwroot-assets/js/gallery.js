// What a server cannot see: the window's place over the grid, and keys pressed anywhere on the page but in a field.
const mine = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End', ' ', 'x', '.', '0', '1', '2', '3', '4', '5', 'Delete', 'Enter', 'Escape', 'l', 'c', '[', ']'];

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

const indexOf = e => Number(e.target.closest('.art-tile')?.dataset.index ?? -1);
const held = 500;

// Thumbs and mice: a long press chooses, a click with Ctrl or Shift chooses instead of opening, a tile is dragged onto a board or about.
function hands(grid, part) {
  let timer = 0;
  let chosen = false;
  let from = -1;
  let pointer = 'mouse';
  const lift = () => clearTimeout(timer);
  const unmark = () => document.querySelectorAll('.is-over, .is-before, .is-after').forEach(e => e.classList.remove('is-over', 'is-before', 'is-after'));
  const behind = (tile, e) => { const place = tile.getBoundingClientRect(); return e.clientX > place.left + place.width / 2; };
  const on = {
    pointerdown: e => {
      lift();
      chosen = false;
      pointer = e.pointerType;
      const index = indexOf(e);
      if (e.pointerType === 'mouse' || index < 0) return;
      timer = setTimeout(() => { chosen = true; navigator.vibrate?.(15); part.invokeMethodAsync('OnHold', index); }, held);
    },
    pointerup: lift,
    pointercancel: lift,
    pointermove: e => { if (Math.abs(e.movementX) + Math.abs(e.movementY) > 6) lift(); },
    contextmenu: e => { if (chosen) e.preventDefault(); },
    focusin: e => { if (e.target.matches('.art-link:focus-visible')) part.invokeMethodAsync('OnFocus', indexOf(e)); },
    click: e => {
      if (!e.target.closest('.art-link')) return;
      if (chosen) { chosen = false; e.preventDefault(); e.stopPropagation(); return; }
      if (e.ctrlKey || e.metaKey || e.shiftKey) e.preventDefault();
    },
    dragstart: e => {
      // A finger that stays chooses; it does not drag.
      if (pointer !== 'mouse') { e.preventDefault(); return; }
      from = indexOf(e);
      if (from < 0) return;
      e.dataTransfer.effectAllowed = 'copyMove';
      e.dataTransfer.setData('text/plain', String(from));
      document.documentElement.classList.add('is-dragging');
    },
  };
  const over = e => {
    if (from < 0) return;
    unmark();
    const board = e.target.closest('[data-board]');
    const tile = grid.classList.contains('is-sortable') ? e.target.closest('.art-tile') : null;
    if (board) board.classList.add('is-over');
    else if (tile) tile.classList.add(behind(tile, e) ? 'is-after' : 'is-before');
    if (board || tile) e.preventDefault();
  };
  const drop = e => {
    if (from < 0) return;
    const board = e.target.closest('[data-board]');
    const tile = grid.classList.contains('is-sortable') ? e.target.closest('.art-tile') : null;
    if (!board && !tile) return;
    e.preventDefault();
    part.invokeMethodAsync('OnDrop', from, board?.dataset.board ?? '', tile ? indexOf(e) + (behind(tile, e) ? 1 : 0) : 0);
  };
  const end = () => { from = -1; unmark(); document.documentElement.classList.remove('is-dragging'); };
  for (const [name, act] of Object.entries(on)) grid.addEventListener(name, act, name === 'click');
  const whole = { dragover: over, drop, dragend: end };
  for (const [name, act] of Object.entries(whole)) document.addEventListener(name, act);
  return {
    dispose() {
      lift();
      for (const [name, act] of Object.entries(whole)) document.removeEventListener(name, act);
    },
  };
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
  const parts = [keys(part), hands(grid, part)];
  addEventListener('scroll', soon, { passive: true });
  size.observe(grid);
  tell();
  grid.dataset.watched = 'true';
  return {
    reveal(top, height) {
      const at = grid.getBoundingClientRect().top + top;
      if (at < 90) scrollBy(0, at - 90);
      else if (at + height > innerHeight - 90) scrollBy(0, at + height - innerHeight + 90);
    },
    dispose() { removeEventListener('scroll', soon); size.disconnect(); parts.forEach(p => p.dispose()); },
  };
}

export const tileSide = () => Number(localStorage.getItem('gallery-tile') ?? 0);
export const keepTileSide = side => localStorage.setItem('gallery-tile', side);

export const boardPanel = () => localStorage.getItem('gallery-boards') === 'true' && innerWidth > 1000;
export const keepBoardPanel = open => localStorage.setItem('gallery-boards', open);

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
