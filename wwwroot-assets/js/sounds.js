// One sound at a time: whatever asks for it (data-play, data-wave), one audio element plays it. The bar stays while pages of its layout come and go.
const minutes = s => `${Math.floor(s / 60)}:${String(Math.floor(s % 60)).padStart(2, '0')}`;
const inField = e => e.target.closest('input:not([type=checkbox]), textarea, select, button, a, [contenteditable], .mud-popover, .mud-menu') || document.querySelector('.mud-dialog');

export function open(bar) {
  const audio = bar.querySelector('audio');
  const part = name => bar.querySelector(`.sound-bar-${name}`);
  let source = '';
  let waiting = false;

  const show = () => {
    waiting = false;
    const playing = !audio.paused && !audio.ended;
    const share = audio.duration > 0 ? audio.currentTime / audio.duration : 0;
    bar.hidden = source === '';
    document.documentElement.classList.toggle('has-sound', source !== '');
    part('play').setAttribute('aria-pressed', playing);
    part('loop').setAttribute('aria-pressed', audio.loop);
    part('seek').value = Math.round(share * 1000);
    part('time').textContent = audio.duration > 0 ? `${minutes(audio.currentTime)} / ${minutes(audio.duration)}` : '';
    for (const e of document.querySelectorAll('[data-play]')) e.setAttribute('aria-pressed', playing && e.dataset.play === source);
    for (const e of document.querySelectorAll('[data-loop]')) e.setAttribute('aria-pressed', audio.loop);
    for (const e of document.querySelectorAll('[data-wave]')) e.style.setProperty('--played', e.dataset.wave === source ? share : 0);
  };
  const soon = () => { if (!waiting) { waiting = true; requestAnimationFrame(show); } };
  // The time of the element moves four times a second; a waveform wants every frame.
  const run = () => { soon(); if (!audio.paused) requestAnimationFrame(run); };

  const choose = (src, title) => {
    if (src === source) return false;
    source = src;
    part('title').textContent = title ?? '';
    audio.src = src;
    return true;
  };
  const play = (src, title) => {
    if (!choose(src, title) && !audio.paused) { audio.pause(); return; }
    audio.play().catch(soon);
  };
  const seek = (src, title, share) => {
    const go = () => { audio.currentTime = share * audio.duration; audio.play().catch(soon); };
    choose(src, title);
    if (audio.readyState > 0) go(); else { audio.addEventListener('loadedmetadata', go, { once: true }); audio.load(); }
  };

  const clicked = e => {
    const button = e.target.closest('[data-play]');
    const wave = e.target.closest('[data-wave]');
    if (button) { e.preventDefault(); play(button.dataset.play, button.dataset.title); return; }
    if (e.target.closest('[data-loop]')) { audio.loop = !audio.loop; soon(); return; }
    if (wave) {
      const place = wave.getBoundingClientRect();
      seek(wave.dataset.wave, wave.dataset.title, Math.min(1, Math.max(0, (e.clientX - place.left) / place.width)));
    }
  };
  // Space plays what stands under the keyboard of a grid, or the sound that a page is about.
  const pressed = e => {
    if (e.key !== ' ' || e.ctrlKey || e.altKey || e.metaKey || inField(e)) return;
    const wanted = document.querySelector('.art-tile.is-under [data-play]') ?? document.querySelector('[data-play][data-main]');
    if (!wanted) return;
    e.preventDefault();
    e.stopImmediatePropagation();
    play(wanted.dataset.play, wanted.dataset.title);
  };
  const others = e => { if (e.target !== audio) audio.pause(); };
  const close = () => { audio.pause(); audio.removeAttribute('src'); audio.load(); source = ''; soon(); };

  for (const name of ['pause', 'ended', 'loadedmetadata', 'timeupdate', 'seeked']) audio.addEventListener(name, soon);
  audio.addEventListener('play', run);
  audio.addEventListener('error', () => { if (source) { part('title').textContent = bar.dataset.broken; soon(); } });
  part('play').addEventListener('click', () => (audio.paused ? audio.play().catch(soon) : audio.pause()));
  part('seek').addEventListener('input', e => { if (audio.duration > 0) audio.currentTime = e.target.value / 1000 * audio.duration; });
  part('close').addEventListener('click', close);
  document.addEventListener('click', clicked);
  document.addEventListener('keydown', pressed, true);
  document.addEventListener('play', others, true);
  const page = new MutationObserver(soon);
  page.observe(document.body, { childList: true, subtree: true });
  show();
  return {
    dispose() {
      close();
      page.disconnect();
      document.documentElement.classList.remove('has-sound');
      document.removeEventListener('click', clicked);
      document.removeEventListener('keydown', pressed, true);
      document.removeEventListener('play', others, true);
    },
  };
}
