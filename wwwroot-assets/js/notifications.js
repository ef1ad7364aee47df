// News beside the page, where the person has allowed them: only while a page of the studio is open.
export function ask(button, page) {
  const tell = () => page.invokeMethodAsync('Permitted', 'Notification' in window ? Notification.permission : 'missing');
  button.addEventListener('click', async () => {
    await Notification.requestPermission();
    await tell();
  });
  return tell();
}

export function show(id, title, body, link) {
  if (!('Notification' in window) || Notification.permission !== 'granted') {
    return;
  }

  try {
    // The same tag in several windows makes one note.
    const note = new Notification(title, { body, tag: id, icon: '/icons/logo.svg' });
    note.addEventListener('click', () => {
      window.focus();
      location.assign(link);
      note.close();
    });
  } catch (error) {
    // Phones show them through a service worker alone; the bell tells there.
    console.debug(error);
  }
}
