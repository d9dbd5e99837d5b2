// Orders to the sandbox and news from it.
export class Refused extends Error {
  constructor(error, detail) {
    super(detail ? `${error}: ${JSON.stringify(detail)}` : error);
  }
}

export async function order(name, given = {}) {
  const response = await fetch(`/control/${name}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(given),
  });
  const answer = await response.json();
  if (!response.ok) throw new Refused(answer.error, answer.detail);
  return answer;
}

// Calls `look` after every change; changes that come while it works lead to one more call, not to many.
export function watch(look, lost) {
  let busy = false;
  let again = false;
  const run = async () => {
    if (busy) {
      again = true;
      return;
    }
    busy = true;
    do {
      again = false;
      await look().catch(lost);
    } while (again);
    busy = false;
  };
  const source = new EventSource("/events");
  source.onmessage = run;
  source.onerror = lost;
  return run;
}

export async function base64(file) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let binary = "";
  for (let at = 0; at < bytes.length; at += 0x8000) binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(binary);
}
