// A sheet that is redrawn while a slider moves: two frames are asked for at a time, so that one is drawn while the other travels; the newest wish wins, the circuit is not in between.
import { clock, frameOf, line, reader, refusalOf } from './play-frames.js';
import { map } from './play-map.js';
import { painter } from './play-paint.js';
import { pinboard } from './play-pins.js';

const settleAfter = 220; // ms without a wish: then the codes are asked for, and the address is written
const foreign = ['play.badCode', 'play.codeLength'];
const codesWithin = 60000; // ms in which a busy studio has answered
const inFlight = 2;
const mostOvertaken = 50; // frames in a row that gave way to newer ones on the server
const say = (text, ...values) => text.replace(/\{(\d)\}/g, (_, i) => values[i] ?? '');
const inField = e => e.target.closest('textarea, select, [contenteditable], input:not([type=range])') || document.querySelector('.mud-dialog');

export function attach(root, options) {
  const { words, tiles, columns } = options;
  const one = part => root.querySelector(part);
  const all = part => [...root.querySelectorAll(part)];
  const places = all('.play-tile');
  const sliders = all('[data-slider]');
  const state = reader(options.sliders);
  const rate = clock();
  const link = line();
  const gone = new AbortController();
  const url = `api/models/${options.model}/play`;
  const paint = painter(root, options, say);
  let selected = 0, wanted = false, flying = 0, begun = 0, shown = 0, overtaken = 0, settling = 0, frame = null, codes = null, afterG = -Infinity;

  const status = text => { one('.play-status').textContent = text; };
  const refuse = text => { const p = one('.refusal'); p.hidden = !text; p.textContent = text ?? ''; };
  const send = (road, body) =>
    fetch(url + road, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body), signal: gone.signal });
  const post = async (road, body) => {
    const answer = await send(road, body);
    if (!answer.ok) throw new Error(await refusalOf(answer, words.failed));
    return answer;
  };
  const tried = async act => {
    try { refuse(); return await act(); } catch (e) { if (!gone.signal.aborted) refuse(e.message); return null; }
  };

  const ask = withCodes => ({
    count: tiles, seed: state.seed, label: state.label || null, spread: state.spread, sliders: state.sliders, at: state.at,
    pinned: [...pins.list].map(([place, code]) => ({ place, code })), codes: withCodes, pixels: options.kind === 'image' && link.isFast,
  });
  const draw = async withCodes => {
    const wish = state.version, turn = ++begun;
    const answer = await send('', ask(withCodes));
    if (answer.status === 429 && ++overtaken < mostOvertaken) { wanted = true; return; }
    // Pins of another model's making go; a passing fault leaves them.
    if (!answer.ok && shown === 0 && pins.list.size > 0 && foreign.includes((await answer.clone().json().catch(() => ({}))).code)) {
      pins.forget();
      wanted = true;
      return;
    }
    if (!answer.ok) throw new Error(await refusalOf(answer, words.failed));
    overtaken = 0;
    const answered = performance.now();
    const next = await frameOf(answer);
    link.took(performance.now() - answered);
    const image = await paint.unpack(next);
    if (turn < shown) return;
    shown = turn;
    paint.sheet(next, image, places);
    frame = next;
    pins.look(place => paint.picture(next, place));
    codes = withCodes && wish === state.version ? next.codes : null;
    marks.show(next.places, selected, pins.list);
    const now = rate.tick();
    if (now > 1) one('.play-rate').textContent = say(words.rate, now);
    root.dataset.frames = rate.total;
  };
  const pump = async withCodes => {
    if (flying >= inFlight) { wanted = true; return; }
    flying++;
    await tried(async () => {
      do { wanted = false; const since = performance.now(); await draw(withCodes); await rate.rest(since); } while (wanted);
    });
    flying--;
  };
  const settle = () => {
    clearTimeout(settling);
    settling = setTimeout(async () => {
      if (flying) { settle(); return; }
      history.replaceState(history.state, '', state.address());
      await pump(true);
    }, settleAfter);
  };
  const moved = () => { state.version++; codes = null; pump(false); settle(); };
  const codeOf = async place => {
    const until = performance.now() + codesWithin;
    while (codes === null && performance.now() < until) {
      if (flying) await new Promise(r => setTimeout(r, 40)); else { await pump(true); if (!one('.refusal').hidden) break; }
    }
    if (codes === null && one('.refusal').hidden) refuse(words.failed);
    return codes?.[place] ?? null;
  };

  const mix = { ends: [], code: null, wish: null, busy: false };
  const drawMix = async () => {
    mix.wish = Number(one('[data-mix]').value);
    one('.play-mixer output').textContent = `${Math.round(mix.wish * 100)} %`;
    if (mix.busy) return;
    mix.busy = true;
    await tried(async () => {
      while (mix.wish !== null) {
        const way = mix.wish;
        mix.wish = null;
        const made = await (await post('/way', { stops: mix.ends, ways: [0, way, 1] })).json();
        mix.code = made.codes[1];
        await paint.row(made, one('[data-mixed]'), words.mixAlt);
      }
    });
    mix.busy = false;
  };
  const sound = async code => tried(async () => {
    const relay = one('.play-relay');
    if (relay.dataset.code !== code.code) {
      if (relay.dataset.play) URL.revokeObjectURL(relay.dataset.play);
      relay.dataset.play = URL.createObjectURL(await (await post('/sound', code)).blob());
      relay.dataset.code = code.code;
      relay.dataset.title = say(words.sound, selected + 1);
    }
    relay.click();
  });

  const pins = pinboard(root, options, say, () => { describe(); moved(); });
  const describe = () => {
    places.forEach((tile, i) => {
      tile.classList.toggle('is-pinned', pins.list.has(i));
      tile.classList.toggle('is-chosen', i === selected);
      tile.classList.toggle('is-end', mix.ends.some(e => e.place === i));
      tile.tabIndex = i === selected ? 0 : -1;
      paint.name(tile, say(pins.list.has(i) ? words.tilePinned : words.tile, i + 1));
    });
    one('[data-act=pin]').setAttribute('aria-pressed', pins.list.has(selected));
    if (frame) marks.show(frame.places, selected, pins.list);
  };
  const choose = (place, focus) => {
    selected = Math.min(tiles - 1, Math.max(0, place));
    describe();
    if (focus) places[selected].focus();
  };

  const acts = {
    async pin() {
      if (pins.list.has(selected)) { pins.remove(selected); status(say(words.unpinned, selected + 1)); return; }
      const place = selected, code = await codeOf(place);
      if (code && pins.add(place, code, paint.picture(frame, place))) status(say(words.pinned, place + 1));
    },
    async mix() {
      const place = selected, code = await codeOf(place);
      if (!code) return;
      mix.ends = [...(mix.ends.length > 1 ? [] : mix.ends), { ...code, place }];
      describe();
      one('.play-mixer').hidden = mix.ends.length < 2;
      status(say(mix.ends.length < 2 ? words.mixFirst : words.mixReady, place + 1));
      if (mix.ends.length > 1) { await drawMix(); one('[data-mix]').focus(); }
    },
    async keep() { const code = await codeOf(selected); if (code) await keep([code]); },
    'keep-pins': () => keep([...pins.list.values()]),
    async walk() {
      status(words.walking);
      const done = await tried(async () => {
        const file = await post('/walk', { stops: [...pins.list.values()], secondsPerLeg: Number(one('[data-leg]').value) });
        const link = document.createElement('a');
        link.href = URL.createObjectURL(await file.blob());
        link.download = /filename="?([^";]+)/.exec(file.headers.get('Content-Disposition') ?? '')?.[1] ?? 'walk';
        link.click();
        URL.revokeObjectURL(link.href);
        return link.download;
      });
      status(done ? say(words.walked, done) : '');
    },
    'pin-mix'() {
      const place = places.findIndex((_, i) => !pins.list.has(i));
      if (mix.code && pins.add(place, mix.code, paint.mixed(one('[data-mixed]')))) status(say(words.pinned, place + 1));
      else status(words.full);
    },
    'close-mix'() { mix.ends = []; one('.play-mixer').hidden = true; describe(); places[selected].focus(); },
    reset() { state.middle(); fields(); moved(); },
    dice() { state.seed = Math.floor(Math.random() * 1e6); fields(); moved(); },
    everywhere() { state.at = null; fields(); moved(); },
  };
  const keep = async list => {
    status(words.keeping);
    const kept = await tried(async () => (await post('/keep', { codes: list })).json());
    status(kept ? say(words.kept, kept.artifacts.length) + ' ' : '');
    if (!kept) return;
    const link = document.createElement('a');
    link.href = `gallery?modelId=${options.model}`;
    link.className = 'quiet-link';
    link.textContent = words.seeKept;
    one('.play-status').append(link);
  };

  const number = value => String(Math.round(value * 100) / 100).replace('-', '\u2212');
  const fields = () => {
    one('[data-seed]').value = state.seed;
    if (one('[data-label]')) one('[data-label]').value = state.label;
    for (const [field, value] of [[one('[data-spread]'), state.spread], ...sliders.map((s, i) => [s, state.sliders[i]])]) {
      field.value = value;
      field.nextElementSibling.textContent = number(value);
    }
    one('[data-act=everywhere]').hidden = state.at === null;
    marks.place(state.at);
  };
  const slid = e => {
    const field = e.target;
    if (field.matches('[data-mix]')) { drawMix(); return; }
    if (field.matches('[data-slider]')) state.sliders[Number(field.dataset.slider)] = Number(field.value);
    else if (field.matches('[data-spread]')) state.spread = Number(field.value);
    else return;
    field.nextElementSibling.textContent = number(Number(field.value));
    moved();
  };
  const changed = e => {
    if (e.target.matches('[data-label]')) state.label = e.target.value;
    else if (e.target.matches('[data-seed]') && /^\d{1,9}$/.test(e.target.value)) state.seed = Number(e.target.value);
    else { if (e.target.matches('[data-seed]')) fields(); return; }
    moved();
  };
  const clicked = e => {
    const tile = e.target.closest('.play-tile');
    const act = e.target.closest('[data-act]')?.dataset.act;
    if (tile) {
      choose(Number(tile.dataset.place));
      if (options.kind === 'audio') codeOf(selected).then(code => code && sound(code));
    } else if (act && acts[act]) acts[act]();
  };
  const pressed = e => {
    const step = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -columnsNow(), ArrowDown: columnsNow(), Home: -tiles, End: tiles }[e.key];
    if (step && e.target.closest('.play-tile')) { e.preventDefault(); choose(selected + step, true); return; }
    if (e.ctrlKey || e.metaKey || e.altKey || inField(e)) return;
    if (e.key === 'g') { afterG = e.timeStamp; return; }
    const act = { p: 'pin', m: 'mix', k: 'keep' }[e.key.toLowerCase()];
    if (act && e.timeStamp - afterG > 1000) { e.preventDefault(); acts[act](); }
  };
  const columnsNow = () => getComputedStyle(one('.play-tiles')).gridTemplateColumns.split(' ').length || columns;

  const marks = map(root, options, say, (x, y) => { state.at = [x, y]; fields(); moved(); });
  root.addEventListener('input', slid);
  root.addEventListener('change', changed);
  root.addEventListener('click', clicked);
  document.addEventListener('keydown', pressed);
  fields();
  describe();
  pump(true);
  return {
    dispose() {
      gone.abort();
      clearTimeout(settling);
      document.removeEventListener('keydown', pressed);
    },
  };
}
