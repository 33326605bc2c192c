// The shell, kept so that the app opens without a network: fresh when the network answers, kept when it does not.

const KEPT = "ostoja-shell-1";
const PATIENCE_MS = 3_000;
const SHELL = ["/app/", "/static/app/main.js"];

function isShell(url) {
  return url.origin === location.origin && (url.pathname === "/app/" || url.pathname.startsWith("/static/"));
}

async function fresh(request) {
  const answer = await fetch(request, { signal: AbortSignal.timeout(PATIENCE_MS) });
  if (answer.ok && answer.type === "basic") {
    const kept = await caches.open(KEPT);
    await kept.put(request.url.split("#")[0], answer.clone());
  }
  return answer;
}

async function shell(request) {
  try {
    return await fresh(request);
  } catch (problem) {
    const kept = await caches.match(request.url.split("#")[0], { ignoreVary: true });
    if (kept) return kept;
    throw problem;
  }
}

addEventListener("install", (event) => {
  event.waitUntil(caches.open(KEPT).then((kept) => kept.addAll(SHELL)));
  skipWaiting();
});

addEventListener("activate", (event) => {
  const others = caches.keys().then((names) => Promise.all(names.filter((name) => name !== KEPT).map((name) => caches.delete(name))));
  event.waitUntil(others.then(() => clients.claim()));
});

addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method === "GET" && isShell(url)) event.respondWith(shell(event.request));
});
