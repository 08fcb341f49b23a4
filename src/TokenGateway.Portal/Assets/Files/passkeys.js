// Passkeys are the browser's: a form asks the server for a question, the browser for an answer, and is sent with it.
const supported = typeof PublicKeyCredential?.parseRequestOptionsFromJSON === 'function';
for (const part of document.querySelectorAll(supported ? '[data-passkey]' : '[data-passkey-none]')) part.hidden = false;

async function answer(form) {
  const response = await fetch(form.dataset.options, { headers: { Accept: 'application/json' } });
  if (!response.ok) throw new Error(response.statusText);
  const question = await response.json();
  const credential = form.dataset.passkey === 'create'
    ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(question) })
    : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(question) });
  return JSON.stringify(credential.toJSON());
}

for (const form of document.querySelectorAll('form[data-passkey]')) {
  const button = form.querySelector('button');
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    event.stopPropagation();
    if (button.disabled) return;
    button.disabled = true;
    try {
      form.elements.credential.value = await answer(form);
      form.submit();
    } catch {
      button.disabled = false;
      const alert = form.querySelector('[role=alert]');
      alert.textContent = form.dataset.failed;
      alert.hidden = false;
    }
  });
}
