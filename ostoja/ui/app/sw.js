// The shell, whole and of one version, so that the app opens without a network. SHELL = {version, files} stands before
// this text when the cloud serves it: a new version has a new text, and the browser fetches all of it before it counts.

const PREFIX = "ostoja-shell-";
const KEPT = PREFIX + SHELL.version;
const FILES = new Set(SHELL.files);

addEventListener("install", (event) => {
  // Asked about anew, and sent only where the browser has another: the page that is open has just fetched the same.
  const fresh = SHELL.files.map((path) => new Request(path, { cache: "no-cache" }));
  event.waitUntil(caches.open(KEPT).then((kept) => kept.addAll(fresh)));
  skipWaiting();
});

addEventListener("activate", (event) => {
  const old = (name) => name.startsWith(PREFIX) && name !== KEPT;
  const cleared = caches.keys().then((names) => Promise.all(names.filter(old).map((name) => caches.delete(name))));
  event.waitUntil(cleared.then(() => clients.claim()));
});

async function answer(request, path) {
  const kept = await caches.open(KEPT);
  return (await kept.match(path)) ?? fetch(request);
}

addEventListener("fetch", (event) => {
  const { origin, pathname } = new URL(event.request.url);
  if (event.request.method === "GET" && origin === location.origin && FILES.has(pathname)) {
    event.respondWith(answer(event.request, pathname));
  }
});
