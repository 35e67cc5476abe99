// The search page's part that only a browser can do: keys, focus, dropped and pasted pictures, storage, downloads.
const historyKey = "imagesearch.history";
let page = null;

export function attach(self) {
  page = self;
  updateTabStop();
  return window.imageSearch.takeTyped();
}

export function detach() {
  page = null;
  forget([...previews]);
  document.documentElement.classList.remove("dragging");
}

export function back() {
  history.back();
}

export function openDialog(dialog) {
  if (dialog?.isConnected && !dialog.open) {
    document.getElementById("shortcuts")?.close();
    dialog.showModal();
    dialog.querySelector("[data-testid=view-close]")?.focus();
  }
}

export function focusHit(id, model) {
  const same = [...cards()].filter(card => card.dataset.id === String(id));
  (same.find(card => card.dataset.model === model) ?? same[0])?.querySelector("[data-open]")?.focus();
}

export function readHistory() {
  try {
    const entries = JSON.parse(localStorage.getItem(historyKey) ?? "[]");
    return Array.isArray(entries) ? entries : [];
  } catch {
    return [];
  }
}

export function keepHistory(entries) {
  try {
    localStorage.setItem(historyKey, JSON.stringify(entries));
  } catch {
    // A private window keeps nothing: the list lives as long as the page.
  }
}

export function download(name, type, text) {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

// Pictures to search with

// Each keeps its file in memory until it is given back.
const previews = new Set();

function forget(addresses) {
  for (const address of addresses) {
    URL.revokeObjectURL(address);
    previews.delete(address);
  }
}

async function send(file) {
  if (!page || !file) return;
  const name = file.name || "pasted picture";
  const self = page;
  if (!await self.invokeMethodAsync("OfferPicture", name, file.type, file.size)) return;
  const preview = URL.createObjectURL(file);
  previews.add(preview);
  try {
    forget(await self.invokeMethodAsync("TakePictureAsync", name, preview, DotNet.createJSStreamReference(file)));
  } catch (e) {
    forget([preview]);
    if (page === self) await self.invokeMethodAsync("LosePicture", name);
    console.warn(e);
  }
}

const hasFiles = e => page && [...(e.dataTransfer?.types ?? [])].includes("Files");
let dragDepth = 0;

function dragging(on) {
  dragDepth = on ? dragDepth : 0;
  document.documentElement.classList.toggle("dragging", on);
}

document.addEventListener("dragenter", e => {
  if (hasFiles(e)) {
    dragDepth++;
    dragging(true);
  }
});
document.addEventListener("dragleave", e => {
  if (hasFiles(e) && --dragDepth <= 0) dragging(false);
});
document.addEventListener("dragover", e => {
  if (hasFiles(e)) e.preventDefault();
});
document.addEventListener("drop", e => {
  if (!hasFiles(e)) return;
  e.preventDefault();
  dragging(false);
  send(e.dataTransfer.files[0]);
});
document.addEventListener("paste", e => {
  const file = [...(e.clipboardData?.files ?? [])][0];
  if (page && file) {
    e.preventDefault();
    send(file);
  }
});
document.addEventListener("change", e => {
  if (e.target.matches?.("[data-upload]")) {
    send(e.target.files[0]);
    e.target.value = "";
  }
});
document.addEventListener("input", e => {
  if (e.target.matches?.("[data-count-slider]")) document.getElementById("count").value = e.target.value;
});

// Cards: one of them is reached by Tab, the arrows go on from there

const cards = () => document.querySelectorAll("[data-testid=hit][data-id]");

function updateTabStop(open) {
  const opens = [...document.querySelectorAll("[data-open]")];
  const stop = open ?? opens.find(o => o.tabIndex === 0) ?? opens[0];
  for (const other of opens) {
    const index = other === stop ? 0 : -1;
    if (other.tabIndex !== index) other.tabIndex = index;
  }
}

// Similar pictures take the place of the cards, and of the focus with them: it goes on at the best of them.
let focusBest = false;

function onCardsChanged() {
  updateTabStop();
  const best = document.querySelector("[data-open]");
  if (focusBest && best && document.activeElement === document.body) {
    focusBest = false;
    best.focus({ preventScroll: true });
  }
}

new MutationObserver(onCardsChanged).observe(document.body, { childList: true, subtree: true });

function mark(card) {
  for (const other of document.querySelectorAll(".hit.twin")) other.classList.remove("twin");
  if (!card?.classList.contains("linked")) return;
  for (const other of cards()) other.classList.toggle("twin", other.dataset.id === card.dataset.id);
}

document.addEventListener("focusin", e => {
  const card = e.target.closest?.("[data-testid=hit][data-id]");
  if (card && e.target.matches("[data-open]")) updateTabStop(e.target);
  mark(card);
});
document.addEventListener("focusout", () => mark(null));
document.addEventListener("mouseover", e => mark(
  e.target.closest?.("[data-testid=hit][data-id]") ?? document.activeElement?.closest("[data-testid=hit][data-id]")));

function step(card, key) {
  const columns = [...document.querySelectorAll("[data-column]")];
  const column = columns.indexOf(card.closest("[data-column]"));
  const rows = [...columns[column].querySelectorAll("[data-open]")];
  const row = rows.indexOf(card.querySelector("[data-open]"));
  const sideways = key === "ArrowLeft" ? -1 : key === "ArrowRight" ? 1 : 0;
  if (sideways === 0) return rows[row + (key === "ArrowUp" ? -1 : 1)];
  for (let next = column + sideways; next >= 0 && next < columns.length; next += sideways) {
    const others = [...columns[next].querySelectorAll("[data-open]")];
    if (others.length > 0) return others[Math.min(row, others.length - 1)];
  }
  return null;
}

function onCardKey(e, card) {
  if (e.key.startsWith("Arrow")) {
    const next = step(card, e.key);
    e.preventDefault();
    if (next) {
      next.focus({ preventScroll: true });
      next.closest("[data-testid=hit]").scrollIntoView({ block: "nearest", inline: "nearest" });
    }
  } else if (e.key === "s") {
    e.preventDefault();
    card.querySelector("[data-testid=find-similar]").click();
  }
}

// Tab stays inside; the browser's own buttons are reached by its own keys.
function keepInside(e, view) {
  const stops = [...view.querySelectorAll("a[href], button")];
  const edge = e.shiftKey ? stops[0] : stops.at(-1);
  if (document.activeElement === edge || !view.contains(document.activeElement)) {
    e.preventDefault();
    (e.shiftKey ? stops.at(-1) : stops[0]).focus();
  }
}

function onViewKey(e, view) {
  if (e.key === "Tab") keepInside(e, view);
  const step = { ArrowLeft: "view-previous", ArrowRight: "view-next", s: "view-similar" }[e.key];
  if (step) {
    e.preventDefault();
    view.querySelector(`[data-testid=${step}]`)?.click();
  }
}

document.addEventListener("keydown", e => {
  if (e.ctrlKey || e.metaKey || e.altKey || e.isComposing) return;
  const view = document.querySelector("dialog.picture-view[open]");
  if (view) {
    onViewKey(e, view);
    return;
  }
  if (e.target.closest?.("input:not([type=checkbox]):not([type=file]), textarea, select, dialog[open]")) return;
  const card = e.target.matches?.("[data-open]") ? e.target.closest("[data-testid=hit]") : null;
  if (e.key === "/") {
    const query = document.getElementById("query");
    if (query) {
      e.preventDefault();
      query.focus();
      query.select();
    }
  } else if (e.key === "?") {
    document.getElementById("shortcuts")?.showModal();
  } else if (card) {
    onCardKey(e, card);
  }
});

// Escape closes the picture through the address, so that Back and Forward stay right.
document.addEventListener("cancel", e => {
  if (e.target.matches?.("dialog.picture-view")) {
    e.preventDefault();
    e.target.querySelector("[data-testid=view-close]").click();
  }
}, true);
document.addEventListener("click", e => {
  if (e.target.matches?.("dialog.picture-view")) {
    e.target.querySelector("[data-testid=view-close]").click();
    return;
  }
  focusBest = e.target.closest?.("[data-testid=find-similar], [data-testid=view-similar]") != null;
  // Steps inside the view replace its address: Back closes it, however many pictures were looked at.
  const link = e.target.closest?.("a[data-replace]");
  if (link && !e.ctrlKey && !e.metaKey && !e.shiftKey && e.button === 0) {
    e.preventDefault();
    e.stopPropagation();
    Blazor.navigateTo(link.getAttribute("href"), { replaceHistoryEntry: true });
    link.closest("dialog").focus();
  }
}, true);
