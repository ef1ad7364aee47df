// What a server cannot see: keys pressed anywhere on a page but in its fields, swipes, and where in a picture a finger points.
const inField = e => e.target.closest('input:not([type=checkbox]), textarea, select, [contenteditable], .mud-popover, .mud-menu, details.menu')
  || document.querySelector('.mud-dialog');

export function keys(part, wanted, opens) {
  let afterG = -10000;
  let opening = null;
  const pressed = e => {
    if (e.altKey || e.metaKey || e.repeat || inField(e)) return;
    // A field is on its way: what is typed meanwhile is meant for it and is no key of the page.
    if (opening && e.timeStamp < opening.until) {
      if (!e.ctrlKey && (e.key.length === 1 || e.key === 'Enter')) { e.preventDefault(); opening.typed += e.key === 'Enter' ? '\n' : e.key; }
      return;
    }
    // The shell's own keys begin with g; what follows it is no key of ours.
    const letter = e.key.length === 1 ? e.key.toLowerCase() : e.key;
    if (!e.ctrlKey && letter === 'g') { afterG = e.timeStamp; return; }
    if (e.timeStamp - afterG < 1000) { afterG = -10000; return; }
    if ((e.key === 'Enter' || e.key === ' ') && e.target.closest('a, button, summary, input')) return;
    const name = (e.ctrlKey ? 'Control+' : '') + letter;
    if (!wanted.includes(name)) return;
    e.preventDefault();
    if (opens.includes(name)) opening = { until: e.timeStamp + 3000, typed: '' };
    part.invokeMethodAsync('OnKey', name);
  };
  const entered = e => {
    if (!opening || !e.target.matches('input, textarea')) return;
    const { typed } = opening;
    opening = null;
    if (typed === '') return;
    e.target.value += typed.replaceAll('\n', '');
    e.target.dispatchEvent(new Event('input', { bubbles: true }));
    if (typed.endsWith('\n')) e.target.form?.requestSubmit();
  };
  let start = null;
  const touched = e => { start = e.touches.length === 1 && e.target.closest('[data-swipe]') ? { x: e.touches[0].clientX, y: e.touches[0].clientY } : null; };
  const lifted = e => {
    if (!start) return;
    const [x, y] = [e.changedTouches[0].clientX - start.x, e.changedTouches[0].clientY - start.y];
    start = null;
    if (Math.abs(x) > 70 && Math.abs(x) > 2 * Math.abs(y)) part.invokeMethodAsync('OnKey', x < 0 ? 'ArrowRight' : 'ArrowLeft');
  };
  document.addEventListener('keydown', pressed);
  document.addEventListener('focusin', entered);
  document.addEventListener('touchstart', touched, { passive: true });
  document.addEventListener('touchend', lifted, { passive: true });
  return {
    dispose() {
      document.removeEventListener('keydown', pressed);
      document.removeEventListener('focusin', entered);
      document.removeEventListener('touchstart', touched);
      document.removeEventListener('touchend', lifted);
    },
  };
}

// Where in an element, as shares of its width and height.
export function share(id, x, y) {
  const place = document.getElementById(id).getBoundingClientRect();
  const within = v => Math.min(1, Math.max(0, v));
  return [within((x - place.left) / place.width), within((y - place.top) / place.height)];
}

// Characters from the start of an element to what is selected in it; -1 where nothing is.
export function selected(id) {
  const element = document.getElementById(id);
  const chosen = getSelection();
  if (!element || !chosen || chosen.rangeCount === 0 || chosen.isCollapsed) return -1;
  const range = chosen.getRangeAt(0);
  if (!element.contains(range.startContainer)) return -1;
  const before = document.createRange();
  before.selectNodeContents(element);
  before.setEnd(range.startContainer, range.startOffset);
  const words = before.cloneContents();
  for (const pin of words.querySelectorAll('.pin')) pin.remove();
  return words.textContent.length;
}

export function reach(id) {
  const element = document.getElementById(id);
  element?.scrollIntoView({ block: 'nearest' });
  element?.focus();
}
