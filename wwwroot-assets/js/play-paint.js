// Puts frames on the page: pictures on a canvas, texts and waveforms into their tiles.
const shape = peaks => {
  const bytes = Uint8Array.from(atob(peaks), c => c.charCodeAt(0));
  const full = Math.max(64, ...bytes);
  return [...bytes].map((b, i) => { const half = Math.max(0.75, b / full * 31); return `M${i + 0.15} ${32 - half}h0.7v${2 * half}h-0.7z`; }).join('');
};
const wave = look => {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 128 64');
  svg.setAttribute('preserveAspectRatio', 'none');
  svg.setAttribute('class', 'play-wave');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  path.setAttribute('d', shape(look.peaks));
  svg.append(path);
  return svg;
};
const decoded = async frame => {
  const image = new Image();
  image.src = `data:image/jpeg;base64,${frame.picture}`;
  await image.decode();
  return image;
};

const unpacked = frame => {
  const { width, height, channels, count, planes } = frame;
  const columns = Math.min(frame.columns, count), across = columns * width, plane = width * height;
  const image = new ImageData(across, Math.ceil(count / columns) * height);
  const pixels = new Uint32Array(image.data.buffer);
  const [green, blue] = channels === 3 ? [plane, 2 * plane] : [0, 0];
  for (let tile = 0, from = 0; tile < count; tile++, from += channels * plane) {
    const corner = Math.floor(tile / columns) * height * across + tile % columns * width;
    for (let y = 0, at = from; y < height; y++) {
      for (let x = 0, to = corner + y * across; x < width; x++, at++, to++) pixels[to] = 0xff000000 | planes[at + blue] << 16 | planes[at + green] << 8 | planes[at];
    }
  }
  return image;
};

export function painter(root, options, say) {
  const canvas = root.querySelector('.play-canvas');
  const words = text => { const span = document.createElement('span'); span.className = 'play-text'; span.textContent = text; return span; };
  const cut = (source, frame, place) => {
    const tile = document.createElement('canvas');
    [tile.width, tile.height] = [frame.width, frame.height];
    const columns = Math.min(frame.columns, frame.count);
    tile.getContext('2d').drawImage(source, place % columns * frame.width, Math.floor(place / columns) * frame.height, frame.width, frame.height, 0, 0, frame.width, frame.height);
    return tile;
  };
  const copy = tile => { const other = document.createElement('canvas'); [other.width, other.height] = [tile.width, tile.height]; other.getContext('2d').drawImage(tile, 0, 0); return other; };
  return {
    // What of a frame takes a while; then it is shown at once.
    async unpack(frame) { return frame.planes ? unpacked(frame) : frame.picture ? decoded(frame) : null; },
    sheet(frame, image, places) {
      if (image) {
        if (canvas.width !== image.width || canvas.height !== image.height) [canvas.width, canvas.height] = [image.width, image.height];
        const onto = canvas.getContext('2d');
        if (frame.planes) onto.putImageData(image, 0, 0); else onto.drawImage(image, 0, 0);
        return;
      }
      places.forEach((tile, i) => tile.replaceChildren(frame.texts[i] !== undefined ? words(frame.texts[i]) : wave(frame.sounds[i])));
      if (frame.texts.length) places.forEach(tile => this.name(tile, tile.dataset.name ?? ''));
    },
    // A text is read out with its tile: what is seen stands first in its name.
    name(tile, name) {
      tile.dataset.name = name;
      const text = tile.querySelector('.play-text')?.textContent;
      tile.setAttribute('aria-label', text ? `${text} (${name})` : name);
    },
    picture(frame, place) {
      if (frame.width) return cut(canvas, frame, place);
      return frame.texts.length ? words(frame.texts[place]) : wave(frame.sounds[place]);
    },
    // Both ends and what lies between them, side by side.
    async row(frame, into, alt) {
      const image = frame.picture ? await decoded(frame) : null;
      into.replaceChildren(...Array.from({ length: frame.count }, (_, i) => {
        const made = image ? cut(image, frame, i) : frame.texts.length ? words(frame.texts[i]) : wave(frame.sounds[i]);
        if (image) { made.setAttribute('role', 'img'); made.setAttribute('aria-label', say(alt, i + 1)); }
        return made;
      }));
    },
    mixed(row) {
      const made = row.children[1];
      if (!made) return words('');
      return made instanceof HTMLCanvasElement ? copy(made) : made.cloneNode(true);
    },
  };
}
