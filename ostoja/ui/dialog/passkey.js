// Forms that a passkey signs. How it is done is fetched when somebody presses: most people come in by another way.

for (const form of document.querySelectorAll("form[data-passkey]")) {
  form.hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const { sign } = await import("./signing.js");
    sign(form);
  });
}
