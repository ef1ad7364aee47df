// The shell's part in the browser: keys that work on every page, and the theme's cookie.
let stop = null;

// Keys that the person chose instead of the studio's: [pressed, meant]. Every handler goes on hearing the studio's own.
let swaps = [];

// When g was pressed: the letter after it names a place, whatever else it may mean.
let afterG = -Infinity;

export function swapKeys(pairs) {
  swaps = pairs;
}

function translate(event) {
  if (!event.isTrusted || swaps.length === 0 || (afterG > 0 && event.timeStamp - afterG < 1000) || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) {
    return;
  }

  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const swap = swaps.find(([pressed]) => pressed === key);
  if (!swap && !swaps.some(([, meant]) => meant === key)) {
    return;
  }

  event.stopImmediatePropagation();
  if (swap) {
    event.preventDefault();
    const { shiftKey, repeat } = event;
    event.target.dispatchEvent(new KeyboardEvent('keydown', { key: swap[1], shiftKey, repeat, bubbles: true, cancelable: true }));
  }
}

export function listen(layout) {
  const onKey = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) {
      return;
    }

    if (event.key === '?') {
      layout.invokeMethodAsync('ShowKeysAsync');
    } else if (event.key === 'g' && event.timeStamp - afterG > 1000) {
      afterG = event.timeStamp;
    } else if (event.timeStamp - afterG < 1000) {
      afterG = -Infinity;
      layout.invokeMethodAsync('Go', event.key);
    }
  };
  const closeMenus = (event) => {
    for (const menu of document.querySelectorAll('details.menu[open]')) {
      const chosen = event.target instanceof Element && event.target.closest('.menu-item') !== null;
      if (event.key === 'Escape' || (event.type === 'click' && (chosen || !menu.contains(event.target)))) {
        menu.open = false;
      }
    }
  };
  const onPrint = (event) => {
    if (event.target instanceof Element && event.target.closest('[data-print]') !== null) {
      window.print();
    }
  };
  addEventListener('keydown', translate, true);
  document.addEventListener('keydown', onKey);
  document.addEventListener('keydown', closeMenus);
  document.addEventListener('click', closeMenus);
  document.addEventListener('click', onPrint);
  stop = () => {
    removeEventListener('keydown', translate, true);
    document.removeEventListener('keydown', onKey);
    document.removeEventListener('keydown', closeMenus);
    document.removeEventListener('click', closeMenus);
    document.removeEventListener('click', onPrint);
  };
}

export function release() {
  stop?.();
}

export function chooseTheme(theme) {
  document.documentElement.dataset.theme = theme;
  const secure = location.protocol === 'https:' ? ';secure' : '';
  document.cookie = `aigc-studio-theme=${theme};path=/;max-age=31536000;samesite=lax${secure}`;
}

export async function copy(text) {
  await navigator.clipboard.writeText(text);
}

function isTyping(target) {
  return target instanceof HTMLElement
    && (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName) || target.closest('[role="dialog"]') !== null);
}
