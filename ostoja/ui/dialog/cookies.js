/** The cookie dialog without a jump: the answer is sent from where one is, and the page comes again at the same place.
 * Without this the forms do the same and the page begins at its top. */

for (const form of document.querySelectorAll("[data-cookies]")) form.addEventListener("submit", answer);

/** Send the answer, then load the page anew: what it may load is decided before it leaves the server. */
async function answer(event) {
  event.preventDefault();
  const form = event.currentTarget;
  const { submitter } = event;
  const body = new URLSearchParams(new FormData(form, submitter));
  try {
    const response = await fetch(form.action, { method: "POST", body, redirect: "manual" });
    if (response.type !== "opaqueredirect") throw new Error(`status ${response.status}`);
  } catch {
    form.removeEventListener("submit", answer);
    form.requestSubmit(submitter);
    return;
  }
  const address = new URL(location.href);
  if (address.searchParams.has("cookies")) {
    address.searchParams.delete("cookies");
    address.hash = "";
    history.replaceState(history.state, "", address);
  }
  location.reload();
}
