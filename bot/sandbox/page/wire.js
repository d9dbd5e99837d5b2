// Sends orders to the sandbox and receives its change events.
export class Refused extends Error {
  constructor(error, detail) {
    super(detail ? `${error}: ${JSON.stringify(detail)}` : error);
    this.reason = error;
  }
}

// the server does not answer
export class Unreachable extends Error {}

export async function order(name, params = {}) {
  const response = await fetch(`/control/${name}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(params),
  }).catch((error) => {
    throw new Unreachable(error.message);
  });
  const answer = await response.json();
  if (!response.ok) throw new Refused(answer.error, answer.detail);
  return answer;
}

const FAST_ANSWER = 100; // milliseconds, like the next two
const MAX_PAUSE = 1000;
const RECONNECT_PAUSE = 1000; // between tries to connect again

// Calls `look` after every change. Changes during a call lead to one more call.
// Calls `lost` when the server does not answer, `anew` when a new server answers.
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
      await look().catch((error) => (error instanceof Unreachable ? lost() : reportError(error)));
      const took = performance.now() - began;
      // a server that answers slowly is busy, so about half of the time is left to it
      if (again && took > FAST_ANSWER) await new Promise((done) => setTimeout(done, Math.min(MAX_PAUSE, took - FAST_ANSWER)));
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
      // a browser gives up on a refused connection or waits long; a restart takes a second or two
      source.close();
      lost();
      setTimeout(listen, RECONNECT_PAUSE);
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
