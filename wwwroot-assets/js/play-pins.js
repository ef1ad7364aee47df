// Pinned tiles keep code and place; below the sheet they stand in the order in which a walk goes through them.
export function pinboard(root, options, say, changed) {
  const list = new Map();
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
      item.append(look, away);
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
      show();
      changed();
      return true;
    },
    remove(place) { list.delete(place); looks.delete(place); show(); changed(); },
  };
  show();
  return board;
}
