// What moves on the compare page: pictures under one zoom, a line between them, the flick; sounds under one play head.
const inField = e => e.target.closest('input:not([type=range]):not([type=checkbox]), textarea, select, [contenteditable], .mud-popover') || document.querySelector('.mud-dialog');
const between = (low, value, high) => Math.min(high, Math.max(low, value));

export function open(root, part) {
  const kinds = { image: pictures, audio: sounds };
  let stage = kinds[root.dataset.kind]?.(root);
  const pressed = e => {
    if (e.ctrlKey || e.altKey || e.metaKey || inField(e)) return;
    const act = { m: 'OnMode', c: 'OnSwap', Escape: 'OnOut' }[e.key];
    if (act) { e.preventDefault(); part.invokeMethodAsync(act); return; }
    if ((e.key === ' ' || e.key === 'Enter') && e.target.closest('button, a, input')) return;
    if (stage?.key(e)) e.preventDefault();
  };
  document.addEventListener('keydown', pressed);
  return {
    refresh: () => stage?.refresh(),
    dispose() { document.removeEventListener('keydown', pressed); stage?.dispose(); },
  };
}

function pictures(root) {
  const stage = root.querySelector('.compare-stage');
  const panes = stage.querySelector('.compare-panes');
  const grip = stage.querySelector('.compare-grip');
  const largest = 16;
  const fingers = new Map();
  let zoom = 1, x = 0, y = 0, cut = 50, shown = 0, sliding = false;
  const is = mode => stage.classList.contains('is-' + mode);
  const all = () => [...panes.querySelectorAll('.compare-pane')];

  const show = () => {
    x = between(100 - 100 * zoom, x, 0);
    y = between(100 - 100 * zoom, y, 0);
    for (const [name, value] of [['--zoom', zoom], ['--x', x + '%'], ['--y', y + '%'], ['--cut', cut + '%']]) stage.style.setProperty(name, value);
    stage.classList.toggle('is-zoomed', zoom > 1);
    grip.setAttribute('aria-valuenow', Math.round(cut));
    stage.querySelector('.compare-factor').textContent = Math.round(zoom * 100) + '%';
    shown %= all().length;
    all().forEach((p, i) => p.classList.toggle('is-shown', i === shown));
    const words = stage.querySelector('.compare-shown');
    words.textContent = is('hover') ? words.dataset.words.replace('{0}', all()[shown].dataset.letter) : '';
  };
  const viewAt = e => (e.target.closest('.compare-view') ?? panes.querySelector('.compare-view')).getBoundingClientRect();
  // The place under the pointer stays where it is.
  const zoomTo = (to, atX = 50, atY = 50) => {
    to = between(1, to, largest);
    x = atX - (atX - x) * to / zoom;
    y = atY - (atY - y) * to / zoom;
    zoom = to;
    show();
  };
  const share = (e, box) => [(e.clientX - box.left) / box.width * 100, (e.clientY - box.top) / box.height * 100];
  const slide = e => { const box = panes.querySelector('.compare-view').getBoundingClientRect(); cut = between(0, share(e, box)[0], 100); show(); };

  const on = {
    wheel: e => {
      if (zoom === 1 && e.deltaY > 0) return;
      e.preventDefault();
      zoomTo(zoom * (e.deltaY < 0 ? 1.2 : 1 / 1.2), ...share(e, viewAt(e)));
    },
    pointerdown: e => {
      if (e.button !== 0 || e.target.closest('a, button')) return;
      sliding = is('slider') && (zoom === 1 || !!e.target.closest('.compare-grip'));
      fingers.set(e.pointerId, [e.clientX, e.clientY]);
      if (sliding || zoom > 1) panes.setPointerCapture(e.pointerId);
      if (sliding) { slide(e); grip.focus(); }
    },
    pointermove: e => {
      const before = fingers.get(e.pointerId);
      if (!before) return;
      const box = panes.querySelector('.compare-view').getBoundingClientRect();
      if (fingers.size === 2) {
        const other = [...fingers].find(([id]) => id !== e.pointerId)[1];
        const apart = p => Math.hypot(p[0] - other[0], p[1] - other[1]);
        zoomTo(zoom * apart([e.clientX, e.clientY]) / Math.max(1, apart(before)), ...share({ clientX: (e.clientX + other[0]) / 2, clientY: (e.clientY + other[1]) / 2 }, box));
      } else if (sliding) {
        slide(e);
      } else if (zoom > 1) {
        x += (e.clientX - before[0]) / box.width * 100;
        y += (e.clientY - before[1]) / box.height * 100;
        show();
      }
      fingers.set(e.pointerId, [e.clientX, e.clientY]);
    },
    pointerup: e => { fingers.delete(e.pointerId); sliding = false; },
    pointercancel: e => { fingers.delete(e.pointerId); sliding = false; },
    pointerenter: e => { if (e.pointerType === 'mouse' && is('hover')) { shown = 1; show(); } },
    pointerleave: e => { if (e.pointerType === 'mouse' && is('hover')) { shown = 0; show(); } },
  };
  const flick = () => { shown = (shown + 1) % all().length; show(); };
  const clicked = e => {
    const button = e.target.closest('[data-zoom], [data-flick]');
    if (button?.dataset.zoom) zoomTo({ in: zoom * 1.5, out: zoom / 1.5, fit: 1 }[button.dataset.zoom]);
    else if (button) flick();
    else if (is('hover') && e.target.closest('.compare-view') && matchMedia('(hover: none)').matches) flick();
  };
  for (const [name, act] of Object.entries(on)) panes.addEventListener(name, act, { passive: false });
  stage.addEventListener('click', clicked);
  show();
  return {
    key(e) {
      const step = e.shiftKey ? 10 : 1;
      const side = { ArrowLeft: -1, ArrowRight: 1 }[e.key];
      if (is('slider') && side) cut = between(0, cut + side * step, 100);
      else if (is('slider') && (e.key === 'Home' || e.key === 'End')) cut = e.key === 'Home' ? 0 : 100;
      else if (e.key === '+' || e.key === '=') { zoomTo(zoom * 1.5); return true; }
      else if (e.key === '-') { zoomTo(zoom / 1.5); return true; }
      else if (e.key === '0') { zoomTo(1); return true; }
      else if (e.key === ' ' && is('hover')) { flick(); return true; }
      else if (zoom > 1 && e.key.startsWith('Arrow')) {
        x -= (side ?? 0) * 8;
        y -= ({ ArrowUp: -1, ArrowDown: 1 }[e.key] ?? 0) * 8;
      } else return false;
      show();
      return true;
    },
    refresh: show,
    dispose() { stage.removeEventListener('click', clicked); },
  };
}

function sounds(root) {
  const stage = root.querySelector('.compare-sounds');
  const longest = Number(stage.dataset.longest) / 1000;
  const rows = () => [...stage.querySelectorAll('.compare-sound')];
  const seek = stage.querySelector('.compare-seek');
  const start = stage.querySelector('.compare-start');
  const loop = stage.querySelector('.compare-loop');
  const buffers = new Map();
  let context = null, running = [], from = 0, since = 0, playing = false, heard = rows()[0].dataset.source;

  const at = () => (playing ? from + context.currentTime - since : from);
  const show = () => {
    const place = at();
    if (playing && place >= longest) {
      halt();
      from = 0;
      if (loop.getAttribute('aria-pressed') === 'true') play();
    }
    const share = between(0, at() / longest, 1);
    stage.style.setProperty('--played', share);
    start.setAttribute('aria-pressed', playing);
    seek.value = Math.round(share * 1000);
    stage.querySelector('.compare-time').textContent = `${at().toFixed(1)} / ${longest.toFixed(1)} s`;
    for (const row of rows()) {
      row.querySelector('.compare-hear').setAttribute('aria-pressed', row.dataset.source === heard);
      row.classList.toggle('is-heard', row.dataset.source === heard);
    }
    stage.dataset.at = at().toFixed(3);
    stage.dataset.heard = rows().find(r => r.dataset.source === heard)?.dataset.letter;
    if (playing) requestAnimationFrame(show);
  };
  const halt = () => {
    for (const { source } of running) source.stop();
    from = between(0, at(), longest);
    running = [];
    playing = false;
  };
  const load = async source => {
    if (!buffers.has(source)) buffers.set(source, await context.decodeAudioData(await (await fetch(source)).arrayBuffer()));
    return buffers.get(source);
  };
  // All run at once and all but one are mute: to hear another is to turn two knobs, at the same moment of both.
  const play = async () => {
    try {
      context ??= new AudioContext();
      await context.resume();
      const ready = await Promise.all(rows().map(async r => [r.dataset.source, await load(r.dataset.source)]));
      if (playing) return;
      if (from >= longest) from = 0;
      since = context.currentTime;
      running = ready.map(([name, buffer]) => {
        const source = new AudioBufferSourceNode(context, { buffer });
        const knob = new GainNode(context, { gain: name === heard ? 1 : 0 });
        source.connect(knob).connect(context.destination);
        if (from < buffer.duration) source.start(since, from); else source.start(since, buffer.duration);
        return { name, source, knob };
      });
      playing = true;
      show();
    } catch {
      stage.querySelector('.compare-fault').textContent = stage.dataset.broken;
    }
  };
  const hear = source => {
    heard = source;
    // 4 ms: too short to hear as a gap, long enough not to click.
    for (const { name, knob } of running) knob.gain.setTargetAtTime(name === heard ? 1 : 0, context.currentTime, 0.004);
    show();
  };
  const go = seconds => {
    const again = playing;
    if (playing) halt();
    from = between(0, seconds, longest);
    if (again) play(); else show();
  };
  const toggle = () => { if (playing) { halt(); show(); } else play(); };
  const clicked = e => {
    const row = e.target.closest('.compare-sound');
    if (e.target.closest('.compare-hear')) hear(row.dataset.source);
    else if (e.target.closest('.compare-start')) toggle();
    else if (e.target.closest('.compare-loop')) loop.setAttribute('aria-pressed', loop.getAttribute('aria-pressed') !== 'true');
    else if (e.target.closest('.compare-track')) {
      const box = e.target.closest('.compare-track').getBoundingClientRect();
      go((e.clientX - box.left) / box.width * longest);
    }
  };
  const sought = () => go(seek.value / 1000 * longest);
  stage.addEventListener('click', clicked);
  seek.addEventListener('input', sought);
  show();
  return {
    key(e) {
      const row = rows()[Number(e.key) - 1];
      if (e.key === ' ') toggle();
      else if (row && e.key >= '1') hear(row.dataset.source);
      else if ((e.key === 'ArrowLeft' || e.key === 'ArrowRight') && e.target !== seek) go(at() + (e.key === 'ArrowLeft' ? -0.05 : 0.05) * longest);
      else return false;
      return true;
    },
    refresh: show,
    dispose() { if (playing) halt(); stage.removeEventListener('click', clicked); context?.close(); },
  };
}
