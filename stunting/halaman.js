// Streamlit's own words, which no setting changes, in Indonesian: also those only screen readers say.
// No angle bracket in front of a letter may stand here: the script would be taken for markup and dropped.
(() => {
    document.documentElement.lang = "id";  // for screen readers and hyphenation; Streamlit's own page says "en"
    if (window.kataStreamlit) return;
    const words = window.kataStreamlit = {
        "App pages": "Halaman",
        "Sidebar": "Menu",
        "Expand sidebar": "Buka menu",
        "Collapse sidebar": "Tutup menu",
        "Skip to main content": "Lewati ke isi halaman",
        "Open": "Buka",
        "Close": "Tutup",
        "Clear": "Kosongkan",
        "Clear all": "Kosongkan",
        "Clear selection": "Batalkan pilihan",
        "Select all": "Pilih semua",
        "Select...": "Pilih",
        "Choose an option": "Pilih",
        "Choose options": "Pilih",
        "No results": "Tidak ada yang cocok",
        "No options to select": "Tidak ada pilihan",
        "No options to select.": "Tidak ada pilihan",
        "file upload": "tempat berkas",
        "Link to heading": "Tautan ke judul ini",
        "Upload": "Pilih berkas atau seret ke sini",
        "Show/hide columns": "Pilih kolom",
        "Download as CSV": "Unduh CSV",
        "Search": "Cari",
        "Fullscreen": "Layar penuh",
        "Close fullscreen": "Tutup layar penuh",
        "Toggle fullscreen": "Layar penuh",
        "Next result": "Hasil berikutnya",
        "Previous result": "Hasil sebelumnya",
        "Close search": "Tutup pencarian",
        "Sort ascending": "Urutkan naik",
        "Sort descending": "Urutkan turun",
        "Autosize": "Lebar otomatis",
        "Pin column": "Sematkan kolom",
        "Unpin column": "Lepaskan kolom",
        "Hide column": "Sembunyikan kolom",
        "Copy column name": "Salin nama kolom",
        "Statistics": "Ringkasan kolom",
        "Format": "Tulisan",
        "No data": "Tidak ada data",
        "empty": "kosong",
        "Copy": "Salin",
        "Copied": "Tersalin",
        "Copy to clipboard": "Salin",
        "Show password text": "Tampilkan kata sandi",
        "Hide password text": "Sembunyikan kata sandi",
        "Stop": "Hentikan",
        "Connection error": "Sambungan terputus",
    };
    const translated = (text) => {
        const plain = text.trim();
        if (Object.hasOwn(words, plain)) return words[plain];
        const more = plain.match(/^(\d+) more$/);  // of the menu, where not all of it fits
        if (more) return `${more[1]} lainnya`;
        if (/^\w+ icon$/.test(plain)) return "ikon";
        const help = plain.match(/^Help for (.*)/s);
        if (help) return `Bantuan untuk ${help[1]}`;
        const [what, ...rest] = plain.split(": ");  // "Search: what the table shows"
        return rest.length && Object.hasOwn(words, what) ? [words[what], ...rest].join(": ") : text;
    };
    const attributes = ["aria-label", "title", "placeholder"];
    const visit = (node) => {
        if (node.nodeType === Node.TEXT_NODE) {
            const text = translated(node.nodeValue);
            if (text !== node.nodeValue) node.nodeValue = text;
            return;
        }
        if (node.nodeType !== Node.ELEMENT_NODE || node.localName === "svg") return;  // no words of Streamlit's
        for (const name of attributes) {
            const old = node.getAttribute(name);
            if (old && translated(old) !== old) node.setAttribute(name, translated(old));
        }
        node.childNodes.forEach(visit);
    };
    visit(document.body);
    new MutationObserver((changes) => {
        for (const change of changes) {
            if (change.type === "childList") change.addedNodes.forEach(visit);
            else if (change.type === "characterData") visit(change.target);
            else {
                const old = change.target.getAttribute(change.attributeName);
                if (old && translated(old) !== old) change.target.setAttribute(change.attributeName, translated(old));
            }
        }
    }).observe(document.body, { subtree: true, childList: true, characterData: true, attributeFilter: attributes });
})();
