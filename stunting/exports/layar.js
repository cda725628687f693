"use strict";
(() => {
  const list = document.querySelector("dialog");
  const places = document.getElementById("tempat");
  let screens = [];
  let buttons = [];
  const black = document.getElementById("hitam");
  const lost = document.getElementById("putus");
  const stream = document.body.dataset.siaran;
  let now = 0;

  function collect() {
    screens = [...document.querySelectorAll("main > section")];
    buttons = [...list.querySelectorAll("button")];
  }

  // Other screens in place of these: the same one is shown, else the first of the same part.
  async function load(address) {
    const answer = await fetch(address, { cache: "no-store" });
    if (!answer.ok) throw new Error(String(answer.status));
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const was = screens[now];
    document.querySelector("main").replaceWith(page.querySelector("main"));
    list.querySelector("ol").replaceWith(page.querySelector("dialog ol"));
    document.title = page.title;
    document.body.dataset.dek = page.body.dataset.dek || "";
    collect();
    const same = screens.findIndex((each) => was && each.id === was.id);
    const part = screens.findIndex((each) => was && each.dataset.bagian === was.dataset.bagian);
    show(Math.max(same, same < 0 ? part : 0, 0));
  }

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

  function askPlace() {
    if (!places) return;
    places.querySelector("input").value = "";
    places.showModal();
  }

  function choosePlace() {
    const typed = places.querySelector("input").value.trim().toLowerCase();
    const options = [...places.querySelectorAll("option")];
    const found = typed && (options.find((each) => each.value.toLowerCase() === typed)
      || options.find((each) => each.value.toLowerCase().startsWith(typed)));
    if (!found) return;
    const address = new URL(location.href);
    address.searchParams.set("kecamatan", found.dataset.kode);
    load(address).then(() => blacken(false), () => location.reload());
  }

  const keys = {
    ArrowRight: () => step(1), ArrowDown: () => step(1), PageDown: () => step(1), " ": () => step(1),
    ArrowLeft: () => step(-1), ArrowUp: () => step(-1), PageUp: () => step(-1),
    Home: () => show(0), End: () => show(screens.length - 1),
    b: () => blacken(black.hidden), ".": () => blacken(black.hidden), d: toggleList, k: askPlace,
  };

  function onKey(event) {
    if (event.ctrlKey || event.altKey || event.metaKey || (places && places.open)) return;
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
    list.addEventListener("click", (event) => {
      const n = buttons.indexOf(event.target.closest("button"));
      if (n < 0) return;
      list.close();
      blacken(false);
      show(n);
    });
    if (places) places.querySelector("form").addEventListener("submit", choosePlace);
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
      if (list.open || (places && places.open) || event.target.closest("dialog") || Date.now() - swiped < 500) return;
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

  let latest = null;
  function obey(said) {
    if ("layar" in said) show(said.layar);
    if ("gelap" in said) blacken(Boolean(said.gelap));
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
      if (said.tutup) {
        source.close();
        blacken(true);
        lost.textContent = "Siaran ditutup operator.";
        lost.hidden = false;
        return;
      }
      latest = said;
      catchUp();
    };
  }

  // Also after the line was cut: which screens were shown meanwhile was never told.
  let loading = false;
  function catchUp() {
    if (loading) return;
    if (!latest.dek || latest.dek === document.body.dataset.dek) { obey(latest); return; }
    loading = true;
    load(location.href).then(() => { loading = false; catchUp(); }, () => location.reload());
  }

  let still;
  document.addEventListener("mousemove", () => {
    document.body.classList.remove("diam");
    clearTimeout(still);
    still = setTimeout(() => document.body.classList.add("diam"), 3000);
  });
  collect();
  document.body.classList.add("jalan");
  if (stream) follow();
  else byHand();
})();
