// Progressive enhancement: copy buttons, dialogs that return the focus, relative times, and a prompt before the user leaves
// a new value that was not copied. Every page works without it.

// htmx writes this server's HTML into the page, which Trusted Types allow only through a policy. It creates no scripts.
globalThis.trustedTypes?.createPolicy?.('default', { createHTML: (text) => text });

// Shows what works only with this script: buttons that did nothing until it had loaded would not say so.
document.documentElement.dataset.scripted = '';

const live = document.getElementById('live');
const say = (text) => { live.textContent = ''; setTimeout(() => { live.textContent = text; }, 50); };

async function copy(button) {
  const source = document.getElementById(button.dataset.copy);
  const text = source.dataset.text ?? source.textContent;
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // The Clipboard API is missing on plain HTTP: select the text and use the deprecated command.
    const range = document.createRange();
    range.selectNodeContents(source);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    if (!document.execCommand('copy')) { say(button.dataset.failed); return; }
  }
  const label = button.textContent;
  button.textContent = button.dataset.done;
  say(button.dataset.done);
  document.body.dataset.copied = 'true';
  setTimeout(() => { button.textContent = label; }, 2000);
}

document.addEventListener('click', (event) => {
  const button = event.target.closest('button[data-copy]');
  if (button) copy(button);
  const opener = event.target.closest('[data-dialog]');
  if (opener) {
    event.preventDefault();
    const dialog = document.getElementById(opener.dataset.dialog);
    opener.closest('details.menu')?.removeAttribute('open');
    dialog.addEventListener('close', () => (opener.checkVisibility?.() ? opener : opener.closest('details')?.querySelector('summary') ?? opener).focus(), { once: true });
    dialog.showModal();
  }
  if (event.target.closest('[data-close]')) event.target.closest('dialog').close();
  for (const menu of document.querySelectorAll('details.menu[open]')) if (!menu.contains(event.target)) menu.removeAttribute('open');
});

document.addEventListener('keydown', (event) => {
  const menu = event.key === 'Escape' && event.target.closest?.('details.menu[open]');
  if (menu) { menu.removeAttribute('open'); menu.querySelector('summary').focus(); }
});

// The button is enabled once the user has typed the name of what is deleted.
document.addEventListener('input', (event) => {
  const wanted = event.target.dataset.confirm;
  if (wanted !== undefined) event.target.form.querySelector('button').disabled = event.target.value !== wanted;
});
for (const field of document.querySelectorAll('[data-confirm]')) field.form.querySelector('button').disabled = true;

// Ignores a second click, which would create a second token.
document.addEventListener('submit', (event) => {
  if (event.target.dataset.sent) { event.preventDefault(); return; }
  if (event.target.method === 'post' && !event.target.hasAttribute('hx-post')) event.target.dataset.sent = 'true';
});
addEventListener('pageshow', () => { for (const form of document.querySelectorAll('form[data-sent]')) delete form.dataset.sent; });

// A value that is shown once: prompts if it was not copied, and removes it from the back-forward cache.
if (document.querySelector('[data-shown-once]')) {
  document.addEventListener('copy', () => { document.body.dataset.copied = 'true'; });
  addEventListener('beforeunload', (event) => { if (!document.body.dataset.copied) event.preventDefault(); });
  addEventListener('pagehide', () => { for (const secret of document.querySelectorAll('[data-shown-once], [data-secret]')) secret.remove(); });
  addEventListener('pageshow', (event) => { if (event.persisted) location.reload(); });
}

// "in 30 days", with the exact time as the title; counted anew each half minute.
// With the seconds of one, and from how many on it is used: "next month" and "next year" would be anything.
const units = [['year', 31536000, 2], ['month', 2592000, 2], ['day', 86400, 1], ['hour', 3600, 1], ['minute', 60, 1], ['second', 1, 1]];
const words = new Intl.RelativeTimeFormat(document.documentElement.lang, { numeric: 'auto' });
function relate(root) {
  for (const time of root.querySelectorAll('time[data-relative]')) {
    const at = new Date(time.dateTime);
    let seconds = (at - Date.now()) / 1000;
    // What was just given 30 days has 30 days, and not 29.
    if (seconds > 3600) seconds += 60;
    const [unit, size] = units.find(([, one, least]) => Math.abs(seconds) >= one * least) ?? units.at(-1);
    time.textContent = words.format(Math.trunc(seconds / size), unit);
    time.title = at.toLocaleString(undefined, { dateStyle: 'full', timeStyle: 'long' });
  }
}
relate(document);
setInterval(() => relate(document), 30000);
document.addEventListener('htmx:afterSwap', (event) => relate(event.target));

// Times are entered and shown in the browser's time zone, which the form submits.
for (const field of document.querySelectorAll('input[data-zone]')) field.value = Intl.DateTimeFormat().resolvedOptions().timeZone;
