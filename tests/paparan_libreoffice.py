"""Does another office program open the slides, one page for each? By hand: it needs LibreOffice.

    python tests/paparan_libreoffice.py [BERKAS.pptx] [--keluar FOLDER]

Without a file it takes the hand-built presentation of tests/stunting/exports/test_pptx.py, every kind of
picture with its hard cases. Converts it to PDF with `soffice` (Debian: `apt-get install
--no-install-recommends libreoffice-impress fonts-liberation`), then compares the number of pages with the
number of slides, and looks for each slide's sentence on its page. The PDF stays in FOLDER to be looked at.
Ends with an error where something differs, and also where `soffice` is missing: nothing was tested then.
Not part of the test suite, because an office suite is nothing the dashboard or its tests may need.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pypdf
from pptx import Presentation

ROOT = Path(__file__).resolve().parent.parent
MINUTES = 3


def converted(file: Path, folder: Path) -> Path:
    """The PDF that LibreOffice makes of a file, with a profile of its own."""
    program = shutil.which("soffice")
    if program is None:
        sys.exit("soffice tidak ada: tidak ada yang diuji.")
    profile = (folder / "profil").as_uri()
    command = [program, "--headless", f"-env:UserInstallation={profile}", "--convert-to", "pdf"]
    subprocess.run(
        [*command, "--outdir", folder, file], check=True, timeout=60 * MINUTES, capture_output=True
    )
    return folder / f"{file.stem}.pdf"


def differences(file: Path, pdf: Path) -> list[str]:
    """What of the slides is not in the PDF, in sentences."""
    slides = Presentation(str(file)).slides
    pages = pypdf.PdfReader(pdf).pages
    if len(slides) != len(pages):
        return [f"{len(slides)} salindia, tetapi {len(pages)} halaman."]
    found = []
    for number, (slide, page) in enumerate(zip(slides, pages, strict=True), start=1):
        title = slide.shapes.title.text_frame.text
        if _letters(title) not in _letters(page.extract_text()):
            found.append(f"Halaman {number}: kalimat tidak ada: {title}")
    return found


def _letters(text: str) -> str:
    """Letters and digits only: a PDF breaks lines and spaces where it likes."""
    return "".join(each for each in text if each.isalnum())


def _hand_built(folder: Path) -> Path:
    sys.path.insert(0, str(ROOT))
    from tests.stunting.exports import test_pptx as built

    file = folder / "paparan.pptx"
    file.write_bytes(built.written(*built.ALL, *built.PAIRS, logo=built.png()))
    return file


def main() -> None:
    """Convert, compare, and say what was found."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("berkas", nargs="?", type=Path)
    parser.add_argument("--keluar", type=Path)
    asked = parser.parse_args()
    folder = (asked.keluar or Path(tempfile.mkdtemp(prefix="paparan-"))).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    file = asked.berkas or _hand_built(folder)
    pdf = converted(file, folder)
    found = differences(file, pdf)
    print("\n".join(found) or f"Sama: {len(Presentation(str(file)).slides)} salindia.")
    print(pdf)
    sys.exit(bool(found))


if __name__ == "__main__":
    main()
