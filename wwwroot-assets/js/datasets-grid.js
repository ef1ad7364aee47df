// Tells a page how many square tiles fit beside each other, whenever that changes.

/**
 * @param {HTMLElement} frame the width to fill
 * @param {number} tile wanted side in px
 * @param {number} gap px between tiles
 * @param {object} page .NET object with Fit(columns, rowHeight)
 */
export function watch(frame, tile, gap, page) {
  let told = "";
  const tell = () => {
    const width = frame.clientWidth;
    const columns = Math.max(2, Math.floor((width + gap) / (tile + gap)));
    const row = (width + gap) / columns;
    const now = `${columns} ${row}`;
    if (width > 0 && now !== told) {
      told = now;
      page.invokeMethodAsync("Fit", columns, row);
    }
  };
  const observer = new ResizeObserver(tell);
  observer.observe(frame);
  return { dispose: () => observer.disconnect() };
}
