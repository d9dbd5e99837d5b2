// Orders to the sandbox and news from it.
export class Refused extends Error {
  constructor(error, detail) {
    super(detail ? `${error}: ${JSON.stringify(detail)}` : error);
    this.reason = error;
  }
}

// nobody answers at all
export class Gone extends Error {}

export async function order(name, given = {}) {
  const response = await fetch(`/control/${name}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(given),
  }).catch((error) => {
    throw new Gone(error.message);
  });
  const answer = await response.json();
  if (!response.ok) throw new Refused(answer.error, answer.detail);
  return answer;
}

const QUICK = 100; // milliseconds, as the next two
const LONGEST_PAUSE = 1000;
const PATIENCE = 1000; // between tries to find the sandbox again

// Calls `look` after every change; changes that come while it works lead to one more call, not to many.
// `lost` is told when the sandbox is gone, `anew` when another one answers than before.
export function watch(look, lost, anew) {
  let busy = false;
  let again = false;
  let start = null;
  const run = async () => {
    if (busy) {
      again = true;
      return;
    }
    busy = true;
    do {
      again = false;
      const began = performance.now();
      await look().catch((error) => (error instanceof Gone ? lost() : reportError(error)));
      const took = performance.now() - began;
      // a sandbox that is slow to answer has much to do, and is left about half of the time for it
      if (again && took > QUICK) await new Promise((done) => setTimeout(done, Math.min(LONGEST_PAUSE, took - QUICK)));
    } while (again);
    busy = false;
  };
  const listen = () => {
    const source = new EventSource("/events");
    source.addEventListener("hello", (event) => {
      if (start !== null && start !== event.data) anew();
      start = event.data;
    });
    source.onmessage = run;
    source.onerror = () => {
      // a browser gives up on a refused connection or waits long; the sandbox is back within a second or two
      source.close();
      lost();
      setTimeout(listen, PATIENCE);
    };
  };
  listen();
  return run;
}

export async function base64(file) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let binary = "";
  for (let at = 0; at < bytes.length; at += 0x8000) binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(binary);
}
