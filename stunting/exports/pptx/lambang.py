"""The district's own look on its slides: what the settings say."""

from __future__ import annotations

from stunting import reference, store


def district() -> tuple[bytes | None, str]:
    """Logo and colour of the settings ``logo`` and ``warna_utama``, as ``write`` takes them.

    Raises ValueError (an Indonesian sentence) when the logo is named but does not lie in the folder of
    settings: slides without it would only be noticed in the meeting.
    """
    name, colour = reference.setting("logo").strip(), reference.setting("warna_utama").strip()
    if not name:
        return None, colour
    folder = store.settings_folder().resolve()
    file = (folder / name).resolve()
    if not file.is_relative_to(folder) or not file.is_file():
        raise ValueError(f"Logo {name} tidak ada di folder pengaturan.")
    return file.read_bytes(), colour
