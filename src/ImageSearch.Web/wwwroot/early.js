// Runs before the first paint, so that the chosen theme is there from the start; and as long as the page is not
// connected to its server it remembers what is typed, and connects again when the server comes back.
(() => {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const read = () => {
    try { return localStorage.getItem("imagesearch.theme") ?? "system"; } catch { return "system"; }
  };
  const apply = () => {
    const choice = read();
    const isDark = choice === "dark" || (choice === "system" && dark.matches);
    document.documentElement.dataset.theme = isDark ? "dark" : "light";
  };
  dark.addEventListener("change", apply);
  apply();

  // Connecting replaces the page's elements: what was typed and where the caret was goes on in the new box.
  let typed = null;
  let caret = null;
  let focused = false;
  let box = null;
  // The words that the page proposes are replaced by what is typed; words of a search are continued.
  const place = query => {
    if (location.search) query.setSelectionRange(query.value.length, query.value.length);
    else query.select();
  };
  const isQuery = e => e.target.id === "query";
  const keepCaret = () => { caret = [box.selectionStart, box.selectionEnd]; };
  const onInput = e => {
    if (!isQuery(e)) return;
    box = e.target;
    typed = box.value;
    keepCaret();
  };
  const onFocus = e => {
    focused = isQuery(e);
    if (!focused) return;
    if (box === null || caret === null) place(e.target);
    box = e.target;
  };
  const onBlur = e => setTimeout(() => {
    if (isQuery(e) && e.target.isConnected && document.activeElement !== e.target) focused = false;
  });
  const replaced = new MutationObserver(() => {
    const query = document.getElementById("query");
    if (!query || query === box) return;
    const isFirst = box === null;
    box = query;
    if (typed !== null) query.value = typed;
    if (isFirst || !focused || document.activeElement !== document.body) return;
    query.focus({ preventScroll: true });
    if (caret) query.setSelectionRange(...caret);
    else place(query);
  });
  replaced.observe(document, { childList: true, subtree: true });
  document.addEventListener("input", onInput, true);
  document.addEventListener("focusin", onFocus, true);
  document.addEventListener("focusout", onBlur, true);

  window.imageSearch = {
    theme: read,
    chooseTheme(choice) {
      try { localStorage.setItem("imagesearch.theme", choice); } catch { /* Private window: for this page only. */ }
      document.documentElement.dataset.theme =
        choice === "dark" || (choice === "system" && dark.matches) ? "dark" : "light";
    },
    takeTyped() {
      const text = typed === null ? null : document.getElementById("query")?.value ?? typed;
      typed = null;
      replaced.disconnect();
      document.removeEventListener("input", onInput, true);
      document.removeEventListener("focusin", onFocus, true);
      document.removeEventListener("focusout", onBlur, true);
      return text;
    },
  };

  document.addEventListener("click", e => {
    if (e.target.closest("[data-reload]")) {
      e.preventDefault();
      location.reload();
    } else if (e.target.closest("[data-skip]")) {
      e.preventDefault();
      e.stopPropagation();
      document.getElementById("content")?.focus();
    }
  }, true);

  let watching = false;
  const watch = async () => {
    if (watching) return;
    watching = true;
    for (;;) {
      await new Promise(resolve => setTimeout(resolve, 1500));
      const notice = document.getElementById("components-reconnect-modal");
      if (notice.classList.contains("components-reconnect-hide")) break;
      let answers = false;
      try { answers = (await fetch("icon.svg", { cache: "no-store" })).ok; } catch { /* Not yet. */ }
      if (!answers) continue;
      // A server that was only away for a moment still knows this page; one that was started anew does not.
      let connected = false;
      try { connected = await Blazor.reconnect(); } catch { /* It went away again. */ continue; }
      if (connected) break;
      location.reload();
      break;
    }
    watching = false;
  };
  document.addEventListener("DOMContentLoaded", () => {
    document.getElementById("components-reconnect-modal")
      ?.addEventListener("components-reconnect-state-changed", e => {
        if (e.detail.state !== "hide") watch();
      });
  });
})();
