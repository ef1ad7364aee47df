// When the studio restarts, an open page cannot go on: it waits for the studio and comes back as things stand.
const banner = document.getElementById('components-reconnect-modal');

banner?.addEventListener('components-reconnect-state-changed', (event) => {
  if (event.detail.state === 'rejected') {
    location.reload();
  } else if (event.detail.state === 'failed') {
    waitForStudio();
  }
});

async function waitForStudio() {
  try {
    const answer = await fetch('/health/live', { cache: 'no-store' });
    if (answer.ok) {
      location.reload();
      return;
    }
  } catch {
    // Not there yet.
  }

  setTimeout(waitForStudio, 2000);
}
