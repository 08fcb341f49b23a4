// Passes the server's challenge to the authenticator and submits the form with its response.
const supported = typeof globalThis.PublicKeyCredential?.parseRequestOptionsFromJSON === 'function';
for (const part of document.querySelectorAll(supported ? '[data-passkey]' : '[data-passkey-none]')) part.hidden = false;

async function answer(form) {
  const question = await (await fetch(form.dataset.options)).json();
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
