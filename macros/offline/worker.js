/* The service worker of a site on the web. What is online always comes from the network; without a network, from what this machine
   keeps. The build writes SO_TAY before this text: {ban: day of the edition, phan: {folder: title}, tep: {path: [hash, bytes]}}.
   A kept file lies under its path and the hash of its content: a new version finds what has not changed, and nothing stale is served. */
"use strict";
const SCOPE = new URL("./", self.location).href;
const CACHE = `so-tay ${new URL(SCOPE).pathname}`; // one host may show the handbooks of several offices
const AT_ONCE = 6; // files that are fetched side by side
const STEP = 48; // files of one answer: the page asks again for the rest, so that no answer takes long
let resting = false; // this machine was wiped: nothing more is kept until the worker starts anew

/** The site's file that an address shows, or nothing. */
function fileOf(address) {
  const url = new URL(address);
  const whole = url.origin + url.pathname;
  if (!whole.startsWith(SCOPE)) return "";
  const path = decodeURIComponent(whole.slice(SCOPE.length));
  const file = path === "" || path.endsWith("/") ? `${path}index.html` : path;
  return Object.hasOwn(SO_TAY.tep, file) ? file : "";
}

/** Where a file is kept. */
function placeOf(file) {
  return `${SCOPE}${encodeURI(file)}?${SO_TAY.tep[file][0]}`;
}

/** What a part needs: its own files, and the pages and scripts that every part needs. Without a part: all. */
function filesOf(part) {
  return Object.keys(SO_TAY.tep).filter((file) => {
    const folder = file.includes("/") ? file.slice(0, file.indexOf("/")) : "";
    return !part || folder === part || folder === "" || folder === "assets";
  });
}

/** Places that are kept → files that must be fetched anew because they changed, and places that are no longer wanted. */
function renewal(places) {
  const kept = new Set(places);
  const dropped = places.filter((place) => {
    const file = fileOf(place);
    return !file || placeOf(file) !== place;
  });
  const changed = new Set(dropped.map(fileOf).filter((file) => file && !kept.has(placeOf(file))));
  return { dropped, changed: [...changed] };
}

async function hashOf(buffer) {
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", buffer));
  return Array.from(bytes.slice(0, 8), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Keep a response if it is the very file of this version; whether it is. Fails when there is no room. */
async function keep(cache, file, response) {
  if (!response.ok || response.redirected || response.type !== "basic") return false;
  const body = await response.arrayBuffer();
  if (resting || (await hashOf(body)) !== SO_TAY.tep[file][0]) return false;
  await cache.put(placeOf(file), new Response(body, { headers: { "Content-Type": response.headers.get("Content-Type") || "" } }));
  return true;
}

/** Fetch and keep files, a few side by side; the number of those that the server shows otherwise than this version does. */
async function fetchAll(cache, files) {
  const left = [...files];
  let other = 0;
  const one = async () => {
    for (let file = left.pop(); file; file = left.pop()) {
      const response = await fetch(SCOPE + encodeURI(file), { cache: "no-cache" });
      if (!(await keep(cache, file, response))) other += 1;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, one));
  return other;
}

async function placesKept(cache) {
  return (await cache.keys()).map(({ url }) => url);
}

self.addEventListener("install", (event) => {
  self.skipWaiting();
  const renew = async () => {
    const cache = await caches.open(CACHE);
    await fetchAll(cache, renewal(await placesKept(cache)).changed);
  };
  // Storage denied or full: the site works on the web as before, and whoever wants to keep it is told then.
  event.waitUntil(
    renew().catch((error) => {
      if (error instanceof TypeError) throw error; // the network broke: the last version stays as it is
    }),
  );
});

self.addEventListener("activate", (event) => {
  const begin = async () => {
    await self.clients.claim();
    try {
      const cache = await caches.open(CACHE);
      await Promise.all(renewal(await placesKept(cache)).dropped.map((place) => cache.delete(place)));
    } catch {
      // Storage is denied: there is nothing to drop.
    }
    for (const client of await self.clients.matchAll()) client.postMessage({ ban: SO_TAY.ban });
  };
  event.waitUntil(begin());
});

const NOT_KEPT = `<!doctype html><html lang="vi"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Chưa có mạng</title><body style="font-family:sans-serif;max-width:36rem;margin:3rem auto;padding:0 1rem">
<h1>Chưa có mạng</h1><p>Trang này chưa được giữ trên máy. Khi có mạng, tải lại trang.</p>
<p>Để dùng được khi mất mạng, mở «Những gì máy này đang giữ» ở chân trang và chọn phần cần giữ.</p>
<p><a href="${SCOPE}index.html">Về trang đầu</a></p></body></html>`;

async function fromKept(request, file) {
  try {
    const found = await caches.match(placeOf(file), { cacheName: CACHE });
    if (found) return found;
  } catch {
    // Storage is denied: nothing is kept.
  }
  if (request.mode !== "navigate") return Response.error();
  return new Response(NOT_KEPT, { status: 503, headers: { "Content-Type": "text/html; charset=utf-8" } });
}

async function keepSeen(file, response) {
  try {
    const cache = await caches.open(CACHE);
    if (!(await cache.match(placeOf(file)))) await keep(cache, file, response);
  } catch {
    // No room, or storage denied: the reader has the page, it is only not kept.
  }
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const file = request.method === "GET" && !request.headers.has("range") ? fileOf(request.url) : "";
  if (!file) return;
  const answer = fetch(request, { cache: "no-cache" }).then(
    (response) => {
      if (!resting) event.waitUntil(keepSeen(file, response.clone()));
      return response;
    },
    () => fromKept(request, file),
  );
  event.respondWith(answer);
});

/** What the page asks, by «viec»; each answer goes back through the port that came with the question. */
const ANSWERS = {
  /** What is kept: {ban, phan: [{ma, ten, tep, giu, byte}], trang, byte}. */
  async xem() {
    const kept = new Set(await placesKept(await caches.open(CACHE)));
    const isKept = (file) => kept.has(placeOf(file));
    const bytes = (files) => files.reduce((sum, file) => sum + SO_TAY.tep[file][1], 0);
    const all = filesOf("");
    const phan = [["", "Cả sổ tay"], ...Object.entries(SO_TAY.phan)].map(([ma, ten]) => {
      const files = all.filter((file) => file.startsWith(ma && `${ma}/`));
      return { ma, ten, tep: files.length, giu: files.filter(isKept).length, byte: bytes(files) };
    });
    const mine = all.filter(isKept);
    return { ban: SO_TAY.ban, phan, trang: mine.filter((file) => file.endsWith(".html")).length, byte: bytes(mine) };
  },

  /** Keep the next files of a part: {con: how many are left after them, khac: how many the server shows otherwise}. */
  async giu({ phan, bo }) {
    resting = false;
    const cache = await caches.open(CACHE);
    const kept = new Set(await placesKept(cache));
    const left = filesOf(phan).filter((file) => !kept.has(placeOf(file)));
    const other = await fetchAll(cache, left.slice(bo, bo + STEP)); // «bo»: so many at the front were in vain
    return { con: Math.max(0, left.length - bo - STEP), khac: other };
  },

  /** Keep what the page had loaded before this worker began. */
  async "da-xem"({ tep }) {
    const cache = await caches.open(CACHE);
    await fetchAll(cache, [...new Set(tep.map(fileOf))].filter(Boolean));
    return {};
  },

  /** Give up everything that is kept. */
  async bo() {
    resting = true;
    await caches.delete(CACHE);
    return {};
  },
};

self.addEventListener("message", (event) => {
  const [port] = event.ports;
  const answer = ANSWERS[event.data.viec](event.data).catch((error) => ({
    loi: error.name === "QuotaExceededError" ? "day" : error instanceof TypeError ? "mang" : "cam",
  }));
  event.waitUntil(port ? answer.then((told) => port.postMessage(told)) : answer);
});
