// The cloud's calls for the app; docs/wire/office.md has them.

/** A call that the cloud did not do; `word` says why, `final` whether trying again is of no use. */
export class CallError extends Error {
  constructor(word, final) {
    super(word);
    this.word = word;
    this.final = final;
  }
}

const FINAL_STATUS = new Set([400, 401, 403, 404, 409, 410]);
let csrf = "";

// A sign-in in another tab renews the secret that guards calls; with the new one the same call is right.
async function call(method, path, body) {
  try {
    return await callOnce(method, path, body);
  } catch (problem) {
    if (problem.word !== "csrf") throw problem;
    csrf = (await callOnce("GET", "me")).csrf;
    return callOnce(method, path, body);
  }
}

async function callOnce(method, path, body) {
  let answer;
  try {
    answer = await fetch(`/app/api/${path}`, {
      method,
      credentials: "same-origin",
      headers: { "X-CSRFToken": csrf, ...(body === undefined ? {} : { "Content-Type": "application/json" }) },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  } catch {
    throw new CallError("no_connection", false);
  }
  const text = await answer.text();
  const read = text && answer.headers.get("Content-Type")?.startsWith("application/json") ? JSON.parse(text) : {};
  if (!answer.ok) throw new CallError(read.error ?? "server", FINAL_STATUS.has(answer.status));
  return read;
}

/** The office's package with a copy of a person's data, after the password, as bytes. */
export async function officePackage(password) {
  csrf = (await callOnce("GET", "me")).csrf;
  let answer;
  try {
    const body = new URLSearchParams({ password });
    answer = await fetch("/privacy/mine/access/", { method: "POST", credentials: "same-origin", headers: { "X-CSRFToken": csrf }, body });
  } catch {
    throw new CallError("no_connection", false);
  }
  if (answer.status === 429) throw new CallError("too_many", false);
  if (!answer.ok) throw new CallError("server", false);
  // The page that asks for the password comes back when it was another.
  if (!answer.headers.get("Content-Type")?.startsWith("application/zip")) throw new CallError("wrong_password", false);
  return new Uint8Array(await answer.arrayBuffer());
}

/** Who is signed in, and their installations. */
export async function me() {
  const answer = await call("GET", "me");
  csrf = answer.csrf;
  return answer;
}

export const claim = (number, name) => call("POST", "claims", { number, name });
export const rename = (id, name) => call("PATCH", `installations/${id}`, { name });
export const choose = (id) => call("POST", `installations/${id}/chosen`);
export const ticket = (id) => call("POST", `installations/${id}/tickets`);
export const members = async (id) => (await call("GET", `installations/${id}/members`)).members;
export const removeMember = (id, member) => call("DELETE", `installations/${id}/members/${member}`);
export const invite = (id, role) => call("POST", `installations/${id}/invitations`, { role });
export const invitations = async (id) => (await call("GET", `installations/${id}/invitations`)).invitations;
export const cancelInvitation = (id, invitation) => call("DELETE", `installations/${id}/invitations/${invitation}`);
export const look = (token) => call("POST", "invitations/look", { token });
export const accept = (token) => call("POST", "invitations/accept", { token });
export const demoSignIn = (token) => call("POST", "demo/sign-in", { token });
