// Pinned tiles keep code and place; below the sheet they stand in the order in which a walk goes through them. Codes are too long for an
// address: the tab remembers them, so that nothing is lost when the page is loaded again.
const remembered = (shelf, tiles) => {
  try {
    return JSON.parse(sessionStorage.getItem(shelf) ?? '[]').filter(([place, c]) =>
      Number.isInteger(place) && place >= 0 && place < tiles && typeof c.code === 'string' && Number.isInteger(c.seed) && Number.isInteger(c.index));
  } catch { return []; }
};
const remember = (shelf, list) => {
  try { sessionStorage.setItem(shelf, JSON.stringify([...list])); } catch { /* A browser that keeps nothing: pins live as long as the page. */ }
};

export function pinboard(root, options, say, changed) {
  const kept = `play-pins:${options.model}`;
  const list = new Map(remembered(kept, options.tiles));
  const looks = new Map();
  const shelf = root.querySelector('.play-pins');
  const show = () => {
    shelf.replaceChildren(...[...list.keys()].map(place => {
      const item = document.createElement('li');
      const away = document.createElement('button');
      const look = looks.get(place);
      if (look instanceof HTMLCanvasElement) { look.setAttribute('role', 'img'); look.setAttribute('aria-label', say(options.words.pinAlt, place + 1)); }
      away.type = 'button';
      away.textContent = '×';
      away.className = 'play-unpin';
      away.setAttribute('aria-label', say(options.words.unpin, place + 1));
      away.addEventListener('click', () => { board.remove(place); (shelf.querySelector('button') ?? shelf).focus(); });
      item.append(...(look ? [look] : []), away);
      return item;
    }));
    shelf.hidden = list.size === 0;
    root.querySelector('[data-no-pins]').hidden = list.size > 0;
    root.querySelector('[data-act=keep-pins]').disabled = list.size === 0;
    const walk = root.querySelector('[data-act=walk]');
    if (walk) walk.disabled = list.size < 2;
  };
  const board = {
    list,
    add(place, code, look) {
      if (place < 0 || place >= options.tiles) return false;
      list.set(place, { code: code.code, seed: code.seed, index: code.index });
      looks.set(place, look);
      remember(kept, list);
      show();
      changed();
      return true;
    },
    remove(place) { list.delete(place); looks.delete(place); remember(kept, list); show(); changed(); },
    // Pins of an earlier load stand in the first frame: there they are looked up.
    look(pictureOf) {
      if (looks.size === list.size) return;
      for (const place of list.keys()) if (!looks.has(place)) looks.set(place, pictureOf(place));
      show();
    },
    forget() { list.clear(); looks.clear(); remember(kept, list); show(); },
  };
  show();
  return board;
}
