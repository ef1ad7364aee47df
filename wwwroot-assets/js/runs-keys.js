// The page must not scroll under keys that a part of it answers; fields and buttons keep theirs.
export function keep(part, keys) {
  part.addEventListener('keydown', e => {
    if (keys.includes(e.key) && !e.target.matches('input, button, select, textarea, a')) e.preventDefault();
  });
}
