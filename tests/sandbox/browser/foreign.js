// What a page of another site can try against a sandbox whose address and token it knows; what it has read.
async (target) => {
  const { url, token, person, chat } = target;
  const say = JSON.stringify({ person, text: "чужое", chat });
  const json = { "Content-Type": "application/json" };
  const read = [];
  const soon = (promise) => Promise.race([promise, new Promise((done) => setTimeout(done, 3000, null))]);
  const attempt = async (name, work) => {
    const found = await soon(Promise.resolve().then(work).catch(() => null));
    if (found) read.push(`${name}: ${String(found).slice(0, 80)}`);
  };
  const text = async (path, options) => {
    const answer = await fetch(url + path, options);
    return answer.ok && answer.text();
  };
  const paths = ["/", "/page/app.js", "/control/state", `/control/messages?chat=${chat}`, `/bot${token}/getUpdates`];
  for (const path of paths) {
    await attempt(`read ${path}`, () => text(path));
    await attempt(`read ${path} without cors`, () => text(path, { mode: "no-cors" }));
  }
  const hook = `url=${encodeURIComponent("http://127.0.0.1:1/")}`;
  await attempt("order as JSON", () => text("/control/say", { method: "POST", headers: json, body: say }));
  await attempt("order as text", () => text("/control/say", { method: "POST", mode: "no-cors", body: say }));
  await attempt("order by GET", () => text("/control/clock?advance=3600", { mode: "no-cors" }));
  await attempt("hook by GET", () => text(`/bot${token}/setWebhook?${hook}`, { mode: "no-cors" }));
  await attempt("beacon", () => navigator.sendBeacon(`${url}/bot${token}/setWebhook?${hook}`, say) && null);

  const load = (kind, field, path) => new Promise((done) => {
    const node = document.createElement(kind);
    if (kind === "link") node.rel = "stylesheet";
    node.onload = () => done(kind === "iframe" ? null : `${kind} ${path}`);
    node.onerror = () => done(null);
    node[field] = url + path;
    document.body.append(node);
  });
  const hidden = `/bot${token}/sendMessage?chat_id=${chat}&text=x`;
  await attempt("image", () => load("img", "src", "/page/icon.svg"));
  await attempt("image order", () => load("img", "src", hidden));
  await attempt("script", () => load("script", "src", "/page/words.js"));
  await attempt("script order", () => load("script", "src", hidden));
  await attempt("style", () => load("link", "href", "/page/style.css"));
  await attempt("object", () => load("object", "data", "/page/icon.svg"));
  await attempt("frame order", () => load("iframe", "src", hidden));
  await attempt("module", () => import(`${url}/page/text.js`).then(() => "text.js"));

  await attempt("form", () => new Promise((done) => {
    const frame = document.createElement("iframe");
    const form = document.createElement("form");
    frame.name = "hole";
    frame.onload = () => done(null);
    Object.assign(form, { action: `${url}/bot${token}/setWebhook`, method: "POST", target: "hole" });
    const field = document.createElement("input");
    Object.assign(field, { name: "url", value: "http://127.0.0.1:1/" });
    form.append(field);
    document.body.append(frame, form);
    form.submit();
  }));
  await attempt("stream", () => new Promise((done) => {
    const source = new EventSource(`${url}/events`);
    source.onopen = source.onmessage = () => done("events");
    source.onerror = () => (source.close(), done(null));
  }));
  await attempt("socket", () => new Promise((done) => {
    const socket = new WebSocket(`${url.replace("http", "ws")}/events`);
    socket.onopen = () => done("socket");
    socket.onerror = () => done(null);
  }));
  return read;
}
