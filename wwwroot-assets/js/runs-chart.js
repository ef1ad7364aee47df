// Tells the chart where the pointer is (one call at a time, the newest place wins), which stretch was dragged over, which step was clicked.
export function watch(plane, chart) {
  const brush = plane.querySelector('.chart-brush');
  let start = null, next, busy = false;

  const across = e => {
    const box = plane.getBoundingClientRect();
    return Math.min(1, Math.max(0, (e.clientX - box.left) / box.width));
  };

  async function point(share) {
    next = share;
    if (busy) return;
    busy = true;
    try {
      while (next !== undefined) {
        const now = next;
        next = undefined;
        await chart.invokeMethodAsync('Point', now);
      }
    } catch {
      // The circuit is gone or coming back: the next movement says it again.
    } finally {
      busy = false;
    }
  }

  // The page must not scroll away under the keys that the chart reads.
  plane.addEventListener('keydown', e => {
    if (['ArrowLeft', 'ArrowRight', 'Home', 'End', 'Enter'].includes(e.key)) e.preventDefault();
  });
  plane.addEventListener('pointerdown', e => {
    if (e.button !== 0) return;
    start = across(e);
    plane.setPointerCapture(e.pointerId);
  });
  plane.addEventListener('pointermove', e => {
    const here = across(e);
    if (start !== null && Math.abs(here - start) > 0.01) {
      brush.hidden = false;
      brush.style.left = Math.min(start, here) * 100 + '%';
      brush.style.width = Math.abs(here - start) * 100 + '%';
    }
    point(here);
  });
  plane.addEventListener('pointerup', e => {
    const end = across(e), from = start;
    start = null;
    if (!brush.hidden && from !== null) {
      chart.invokeMethodAsync('Zoom', Math.min(from, end), Math.max(from, end)).catch(() => {});
    } else if (from !== null) {
      chart.invokeMethodAsync('PickAsync', end).catch(() => {});
    }
    brush.hidden = true;
  });
  plane.addEventListener('pointercancel', () => { start = null; brush.hidden = true; });
  plane.addEventListener('pointerleave', () => { if (start === null) point(null); });
}
