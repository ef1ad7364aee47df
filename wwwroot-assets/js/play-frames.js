// What a page that is played with says in its address, and how fast its frames come.
const leastMilliseconds = 80; // with two in flight 25 a second: more the eye does not see
const slowMilliseconds = 60;
const slowFrames = 3;

export async function refusalOf(answer, otherwise) {
  const problem = await answer.json().catch(() => null);
  return problem?.detail ?? problem?.title ?? otherwise;
}

export function reader(count) {
  const given = new URLSearchParams(location.search);
  const numbers = (text, most) => (text ?? '').split(',').map(Number).filter(n => Number.isFinite(n) && Math.abs(n) <= most);
  const inside = (text, least, most, usual) => (text !== null && text !== '' && Number(text) >= least && Number(text) <= most ? Number(text) : usual);
  const moved = numbers(given.get('s'), 3);
  const at = given.has('at') ? numbers(given.get('at'), 4) : [];
  return {
    version: 0,
    seed: Math.floor(inside(given.get('seed'), 0, 999999999, 0)),
    label: given.get('label') ?? '',
    spread: inside(given.get('spread'), 0, 2, 1),
    sliders: Array.from({ length: count }, (_, i) => moved[i] ?? 0),
    at: at.length === 2 ? at : null,
    middle() { this.spread = 1; this.at = null; this.sliders.fill(0); },
    address() {
      const said = new URLSearchParams();
      if (this.seed) said.set('seed', this.seed);
      if (this.label) said.set('label', this.label);
      if (this.spread !== 1) said.set('spread', this.spread);
      const last = this.sliders.findLastIndex(s => s !== 0);
      if (last >= 0) said.set('s', this.sliders.slice(0, last + 1).join(','));
      if (this.at) said.set('at', this.at.map(n => Math.round(n * 100) / 100).join(','));
      const text = said.toString().replaceAll('%2C', ',');
      return location.pathname + (text ? `?${text}` : '');
    },
  };
}

// A frame is JSON; or, of pixels, how long that is, the JSON, and the tiles' planes.
export async function frameOf(answer) {
  if (!answer.headers.get('Content-Type')?.startsWith('application/octet-stream')) return answer.json();
  const bytes = await answer.arrayBuffer();
  const length = new DataView(bytes).getUint32(0, true);
  const frame = JSON.parse(new TextDecoder().decode(new Uint8Array(bytes, 4, length)));
  frame.planes = new Uint8Array(bytes, 4 + length);
  return frame;
}

// Pixels cost the studio least, but are ten times the bytes of a JPEG: after a few that were long on their way the page asks for those.
export function line() {
  let slow = 0;
  return {
    get isFast() { return slow < slowFrames; },
    took(milliseconds) { if (this.isFast) slow = milliseconds > slowMilliseconds ? slow + 1 : 0; },
  };
}

// Frames of the last second, and a pause so that no more come than the server takes from one person.
export function clock() {
  let shown = [];
  return {
    total: 0,
    tick() {
      const now = performance.now();
      this.total++;
      shown = [...shown.filter(t => now - t < 1000), now];
      return shown.length;
    },
    rest(begun) {
      const left = leastMilliseconds - (performance.now() - begun);
      return left > 0 ? new Promise(r => setTimeout(r, left)) : undefined;
    },
  };
}
