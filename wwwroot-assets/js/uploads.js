// Sends files to a dataset in pieces, so that a lost line costs one piece and a closed page goes on where it stopped.

const pieceBytes = 16 * 1024 * 1024;
const sendersAtOnce = 3;
const pausesMs = [500, 1000, 2000, 5000, 10000];
const tellEveryMs = 250;

// What the page hears fits in one message of its circuit (32 KB), however many files there are.
const rowsToTell = 40;
const lettersToTell = 100;

/**
 * @param {HTMLElement} zone where files are dropped; holds inputs of type file
 * @param {object} page .NET object with Told(news)
 */
export function attach(zone, page) {
  const sending = new Sending(page);
  const take = files => {
    if (files.length > 0) {
      sending.choose(files);
    }
  };
  const listeners = new AbortController();
  const on = (target, kind, act) => target.addEventListener(kind, act, { signal: listeners.signal });
  for (const input of zone.querySelectorAll("input[type=file]")) {
    on(input, "change", () => {
      take([...input.files].map(file => ({ file, name: file.webkitRelativePath || file.name })));
      input.value = "";
    });
  }
  let depth = 0;
  on(zone, "dragenter", event => {
    event.preventDefault();
    depth++;
    zone.classList.add("over");
  });
  on(zone, "dragover", event => event.preventDefault());
  on(zone, "dragleave", () => {
    depth--;
    zone.classList.toggle("over", depth > 0);
  });
  on(zone, "drop", async event => {
    event.preventDefault();
    depth = 0;
    zone.classList.remove("over");
    take(await filesOf(event.dataTransfer));
  });
  on(window, "beforeunload", event => {
    if (sending.busy) {
      event.preventDefault();
    }
  });
  zone.dataset.ready = "";
  return {
    start: dataset => sending.start(dataset),
    retry: id => sending.retry(id),
    cancel: id => sending.cancel(id),
    dispose: () => {
      listeners.abort();
      sending.stop();
    },
  };
}

/** Files of a drop; those of a dropped folder carry their path, which becomes their label. */
async function filesOf(transfer) {
  const entries = [...transfer.items].map(item => item.webkitGetAsEntry?.()).filter(entry => entry);
  if (entries.length === 0) {
    return [...transfer.files].map(file => ({ file, name: file.name }));
  }
  const found = [];
  for (const entry of entries) {
    await walk(entry, found);
  }
  return found;
}

async function walk(entry, found) {
  if (entry.isFile) {
    const file = await new Promise((resolve, reject) => entry.file(resolve, reject));
    found.push({ file, name: entry.fullPath.replace(/^\//, "") });
    return;
  }
  const reader = entry.createReader();
  for (;;) {
    const some = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) {
      return;
    }
    for (const child of some) {
      await walk(child, found);
    }
  }
}

/** The files of one page: a queue, a few senders, and news for the page a few times a second. */
class Sending {
  constructor(page) {
    this.page = page;
    this.files = [];
    this.dataset = null;
    this.known = new Map();
    this.timer = null;
    this.atWork = 0;
    this.stopped = false;
  }

  get busy() {
    return this.files.some(f => f.state === "waiting" || f.state === "sending");
  }

  choose(files) {
    for (const { file, name } of files) {
      this.files.push({ id: this.files.length, file, name, sent: 0, state: "waiting", code: "", request: null });
    }
    this.tellSoon();
    this.work();
  }

  /** Begins, knowing what of an earlier visit has arrived. */
  async start(dataset) {
    const list = await fetch(`api/datasets/${dataset}/files`, { cache: "no-store" });
    for (const file of list.ok ? await list.json() : []) {
      this.known.set(file.name, file);
    }
    this.dataset = dataset;
    this.work();
  }

  retry(id) {
    const file = this.files[id];
    if (file.state === "failed") {
      this.tell(file, "waiting");
      this.work();
    }
  }

  async cancel(id) {
    const file = this.files[id];
    this.tell(file, "cancelled");
    file.request?.abort();
    if (this.dataset) {
      // What arrived of it would otherwise wait for its rest.
      const head = await fetch(this.address(file), { method: "HEAD", cache: "no-store" });
      if (head.ok) {
        await fetch(`api/datasets/${this.dataset}/files/${head.headers.get("Upload-Id")}`, { method: "DELETE" });
      }
    }
  }

  stop() {
    this.stopped = true;
    clearTimeout(this.timer);
    this.files.forEach(f => f.request?.abort());
  }

  work() {
    while (this.dataset && !this.stopped && this.atWork < sendersAtOnce) {
      const next = this.files.find(f => f.state === "waiting");
      if (!next) {
        return;
      }
      this.atWork++;
      this.tell(next, "sending");
      this.send(next).finally(() => {
        this.atWork--;
        this.work();
      });
    }
  }

  async send(file) {
    let failures = 0;
    const known = this.known.get(file.name.normalize("NFC"));
    let at = known?.length === file.file.size && known.received < known.length ? known.received : 0;
    while (file.state === "sending") {
      const answer = await this.piece(file, at);
      if (file.state !== "sending") {
        return;
      }
      if (answer.ok) {
        failures = 0;
        at = answer.received;
        file.sent = at;
        if (at >= file.file.size) {
          this.tell(file, "done");
          return;
        }
      } else if (answer.final || failures >= pausesMs.length) {
        file.code = answer.code;
        this.tell(file, "failed");
      } else {
        await new Promise(resolve => setTimeout(resolve, answer.waitMs ?? pausesMs[failures]));
        failures++;
        at = await this.offset(file);
      }
    }
  }

  /** Bytes of this file that the studio has already; 0 where it is another file of that name. */
  async offset(file) {
    try {
      const head = await fetch(this.address(file), { method: "HEAD", cache: "no-store" });
      const length = Number(head.headers.get("Upload-Length"));
      const offset = Number(head.headers.get("Upload-Offset"));
      return head.ok && length === file.file.size && offset < length ? offset : 0;
    } catch {
      return 0;
    }
  }

  /** One request; XMLHttpRequest, because fetch does not tell how much of a body is out. */
  piece(file, at) {
    const end = Math.min(at + pieceBytes, file.file.size);
    return new Promise(resolve => {
      const request = new XMLHttpRequest();
      file.request = request;
      request.open("POST", this.address(file));
      request.setRequestHeader("Content-Type", "application/octet-stream");
      if (file.file.size > 0) {
        request.setRequestHeader("Content-Range", `bytes ${at}-${end - 1}/${file.file.size}`);
      }
      request.upload.onprogress = event => {
        file.sent = at + event.loaded;
        this.tell(file, file.state);
      };
      request.onload = () => resolve(judge(request));
      request.onerror = () => resolve({ ok: false, final: false, code: "upload.lineLost" });
      request.onabort = () => resolve({ ok: false, final: false, code: "upload.lineLost" });
      request.send(file.file.slice(at, end));
    });
  }

  address(file) {
    return `api/datasets/${this.dataset}/files?name=${encodeURIComponent(file.name)}`;
  }

  tell(file, state) {
    if (file.state !== "cancelled") {
      file.state = state;
    }
    this.tellSoon();
  }

  /** The page hears of changes four times a second. */
  tellSoon() {
    this.timer ??= setTimeout(() => {
      this.timer = null;
      if (!this.stopped) {
        this.page.invokeMethodAsync("Told", this.news());
      }
    }, tellEveryMs);
  }

  /** Sums over all files, and those a person wants to see: failed ones, then those on their way. */
  news() {
    const kept = this.files.filter(f => f.state !== "cancelled");
    const order = ["failed", "sending", "waiting", "done"];
    const rows = order.flatMap(state => kept.filter(f => f.state === state)).slice(0, rowsToTell);
    const count = state => kept.filter(f => f.state === state).length;
    return {
      files: kept.length,
      done: count("done"),
      failed: count("failed"),
      bytes: kept.reduce((sum, f) => sum + f.file.size, 0),
      sent: kept.reduce((sum, f) => sum + Math.min(f.sent, f.file.size), 0),
      rows: rows.map(f => ({ id: f.id, name: f.name.slice(-lettersToTell), bytes: f.file.size, sent: f.sent, state: f.state, code: f.code })),
    };
  }
}

function judge(request) {
  if (request.status >= 200 && request.status < 300) {
    return { ok: true, received: JSON.parse(request.responseText).received };
  }
  let code = "upload.failed";
  try {
    code = JSON.parse(request.responseText).code ?? code;
  } catch {
    // No answer of ours: a proxy's page, for example.
  }
  const again = request.status >= 500 || request.status === 429 || code === "upload.busy" || code === "upload.goOnAt";
  const waitMs = Number(request.getResponseHeader("Retry-After")) * 1000 || undefined;
  return { ok: false, final: !again, code, waitMs };
}
