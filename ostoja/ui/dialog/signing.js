// A form that a passkey signs: the browser asks for the key, and what it said goes along in the field "credential".

const ways = {
  create: async (asked) =>
    navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(asked.publicKey) }),
  get: async (asked) =>
    navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(asked.publicKey) }),
};

const isAble = typeof PublicKeyCredential === "function" && "parseCreationOptionsFromJSON" in PublicKeyCredential;

/** What the server asks to be signed: it stands in the page, or is fetched where the page is everybody's. */
async function question(form) {
  const written = form.querySelector("script[type='application/json']");
  if (written) return JSON.parse(written.textContent);
  const answer = await fetch(form.action, { headers: { "X-Requested-With": "XMLHttpRequest" } });
  if (!answer.ok) throw new Error(`${answer.status}`);
  return (await answer.json()).request_options;
}

function say(form, words) {
  const said = form.querySelector("[data-said]");
  said.textContent = said.dataset[words];
  said.hidden = false;
}

/** Ask for the key and send the form; whoever presses twice asks once. */
export async function sign(form) {
  const button = form.querySelector("button[type=submit]");
  if (!isAble) return say(form, "unable");
  if (button.getAttribute("aria-disabled") === "true") return;
  button.setAttribute("aria-disabled", "true");
  try {
    const key = await ways[form.dataset.passkey](await question(form));
    form.elements.credential.value = JSON.stringify(key);
    const stay = document.querySelector("input[type=checkbox][name=remember]");
    if (stay && form.elements.remember) form.elements.remember.value = stay.checked ? "on" : "";
    form.submit();
  } catch {
    // Whoever pressed "cancel", waited for too long or has no key here: the browser does not tell which.
    button.removeAttribute("aria-disabled");
    say(form, "refused");
  }
}
