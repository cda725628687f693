"use strict";
(() => {
  const screens = [...document.querySelectorAll("main > section")];
  const list = document.querySelector("dialog");
  const buttons = [...list.querySelectorAll("button")];
  const black = document.getElementById("hitam");
  const lost = document.getElementById("putus");
  const stream = document.body.dataset.siaran;
  let now = 0;

  function show(index) {
    if (!screens.length || !Number.isInteger(index)) return;
    now = Math.max(0, Math.min(index, screens.length - 1));
    screens.forEach((each, n) => {
      each.classList.toggle("kini", n === now);
      each.setAttribute("aria-hidden", String(n !== now));
    });
    buttons.forEach((each, n) => {
      if (n === now) each.setAttribute("aria-current", "true");
      else each.removeAttribute("aria-current");
    });
    if (!stream) {
      try { history.replaceState(null, "", "#" + screens[now].id); } catch { /* a file may not */ }
    }
  }

  function blacken(on) { black.hidden = !on; }

  function step(by) {
    if (!black.hidden) { blacken(false); return; }
    show(now + by);
  }

  function toPart(number) {
    const found = screens.findIndex((each) => each.dataset.bagian === String(number));
    if (found >= 0) { blacken(false); show(found); }
  }

  function toggleList() {
    if (list.open) { list.close(); return; }
    list.showModal();
    (buttons[now] || list).focus();
  }

  const keys = {
    ArrowRight: () => step(1), ArrowDown: () => step(1), PageDown: () => step(1), " ": () => step(1),
    ArrowLeft: () => step(-1), ArrowUp: () => step(-1), PageUp: () => step(-1),
    Home: () => show(0), End: () => show(screens.length - 1),
    b: () => blacken(black.hidden), ".": () => blacken(black.hidden), d: toggleList,
  };

  function onKey(event) {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (list.open && key !== "d") {
      const by = { ArrowDown: 1, ArrowUp: -1 }[key];
      if (!by) return;
      event.preventDefault();
      const at = buttons.indexOf(document.activeElement) + by;
      buttons[Math.max(0, Math.min(at, buttons.length - 1))].focus();
      return;
    }
    if (/^[1-9]$/.test(key)) { toPart(key); return; }
    if (!keys[key]) return;
    event.preventDefault();
    keys[key]();
  }

  function byHand() {
    document.addEventListener("keydown", onKey);
    buttons.forEach((each, n) => each.addEventListener("click", () => {
      list.close();
      blacken(false);
      show(n);
    }));
    let from = null;
    let swiped = 0;
    document.addEventListener("touchstart", (event) => {
      from = event.touches.length === 1 ? event.touches[0] : null;
    }, { passive: true });
    document.addEventListener("touchend", (event) => {
      if (!from || list.open) return;
      const to = event.changedTouches[0];
      const across = to.clientX - from.clientX;
      if (Math.abs(across) > 50 && Math.abs(across) > Math.abs(to.clientY - from.clientY)) {
        swiped = Date.now();
        step(across < 0 ? 1 : -1);
      }
      from = null;
    });
    document.addEventListener("click", (event) => {
      if (list.open || event.target.closest("dialog") || Date.now() - swiped < 500) return;
      const share = event.clientX / window.innerWidth;
      if (share > 0.75) step(1);
      else if (share < 0.25) step(-1);
    });
    window.addEventListener("hashchange", fromAddress);
    fromAddress();
  }

  function fromAddress() {
    let wanted = location.hash.slice(1);
    try { wanted = decodeURIComponent(wanted); } catch { /* taken as it stands */ }
    const found = screens.findIndex((each) => each.id === wanted);
    show(Math.max(found, 0));
  }

  function follow() {
    show(0);
    const source = new EventSource(stream);
    source.onopen = () => { lost.hidden = true; };
    source.onerror = () => { lost.hidden = false; };
    source.onmessage = (event) => {
      let said;
      try { said = JSON.parse(event.data); } catch { return; }
      if (said === null || typeof said !== "object") return;
      if (said.muat) { location.reload(); return; }
      if ("layar" in said) show(said.layar);
      if ("gelap" in said) blacken(Boolean(said.gelap));
    };
  }

  let still;
  document.addEventListener("mousemove", () => {
    document.body.classList.remove("diam");
    clearTimeout(still);
    still = setTimeout(() => document.body.classList.add("diam"), 3000);
  });
  document.body.classList.add("jalan");
  if (stream) follow();
  else byHand();
})();
