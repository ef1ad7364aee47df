// The map: dots are walked with the arrow keys and tell what they are, a click or Enter draws from there, squares are the tiles of the sheet.
export function map(root, options, say, drawFrom) {
  const svg = root.querySelector('.play-map');
  const marks = svg.querySelector('.play-marks');
  const here = svg.querySelector('.play-place');
  const look = root.querySelector('.play-look');
  const dots = [...svg.querySelectorAll('.play-dot')];
  const place = dot => [Number(dot.getAttribute('cx')), Number(dot.getAttribute('cy'))];
  const rim = v => Math.max(-350, Math.min(350, v));
  const texts = new Map();
  let looked = null;

  const textOf = async item => {
    if (!texts.has(item)) {
      const answer = await fetch(`${options.items}?after=${item - 1}&take=1`);
      texts.set(item, answer.ok ? (await answer.json()).items[0]?.text ?? '' : '');
    }
    return texts.get(item);
  };
  const show = async dot => {
    looked = dot;
    const [x, y] = place(dot);
    const picture = look.querySelector('img');
    picture.hidden = options.kind !== 'image';
    if (!picture.hidden) picture.src = `${options.items}/${dot.dataset.item}/thumbnail?size=${options.look}`;
    look.style.left = `${(x + 360) / 7.2}%`;
    look.style.top = `${(y + 360) / 7.2}%`;
    look.classList.toggle('is-left', x > 0);
    look.classList.toggle('is-up', y > 0);
    look.hidden = false;
    const name = dot.getAttribute('aria-label');
    look.querySelector('figcaption').textContent = name;
    if (options.kind === 'text') {
      const text = await textOf(Number(dot.dataset.item));
      if (looked === dot) look.querySelector('figcaption').textContent = `${name}: ${text.slice(0, 160)}`;
    }
  };
  const hide = () => { looked = null; look.hidden = true; };
  const walk = (from, key) => {
    const [x, y] = place(from);
    const ahead = { ArrowLeft: (dx, dy) => -dx - Math.abs(dy), ArrowRight: (dx, dy) => dx - Math.abs(dy), ArrowUp: (dx, dy) => -dy - Math.abs(dx), ArrowDown: (dx, dy) => dy - Math.abs(dx) }[key];
    if (!ahead) return false;
    const next = dots.filter(d => d !== from).map(d => ({ d, p: place(d) })).filter(({ p }) => ahead(p[0] - x, p[1] - y) > 0)
      .sort((a, b) => Math.hypot(a.p[0] - x, a.p[1] - y) - Math.hypot(b.p[0] - x, b.p[1] - y))[0];
    if (next) { from.tabIndex = -1; next.d.tabIndex = 0; next.d.focus(); }
    return true;
  };

  svg.addEventListener('pointerover', e => { const dot = e.target.closest('.play-dot'); if (dot) show(dot); });
  svg.addEventListener('pointerout', e => { if (e.target.closest('.play-dot')) hide(); });
  svg.addEventListener('focusin', e => { const dot = e.target.closest('.play-dot'); if (dot) show(dot); });
  svg.addEventListener('focusout', hide);
  svg.addEventListener('keydown', e => {
    const dot = e.target.closest('.play-dot');
    if (!dot) return;
    if (e.key === 'Enter' || e.key === ' ') { e.preventDefault(); const [x, y] = place(dot); drawFrom(x / 100, -y / 100); } else if (e.key === 'Escape') hide();
    else if (walk(dot, e.key)) e.preventDefault();
  });
  svg.addEventListener('click', e => {
    if (e.detail === 0) return;
    const box = svg.getBoundingClientRect();
    drawFrom(rim((e.clientX - box.left) / box.width * 720 - 360) / 100, -rim((e.clientY - box.top) / box.height * 720 - 360) / 100);
  });
  return {
    show(places, selected, pinned) {
      while (marks.childElementCount < places.length) {
        const mark = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
        for (const side of ['width', 'height']) mark.setAttribute(side, '13');
        marks.append(mark);
      }
      places.forEach((p, i) => {
        const mark = marks.children[i];
        mark.setAttribute('x', rim(p.x * 100) - 6.5);
        mark.setAttribute('y', rim(-p.y * 100) - 6.5);
        mark.setAttribute('class', `play-mark${i === selected ? ' is-chosen' : ''}${pinned.has(i) ? ' is-pinned' : ''}`);
      });
    },
    place(at) {
      here.toggleAttribute('hidden', at === null);
      if (at) { here.setAttribute('cx', at[0] * 100); here.setAttribute('cy', -at[1] * 100); }
    },
  };
}
