"""Commands about accounts; passwords and PINs are typed, never arguments."""

from __future__ import annotations

from stunting.cli.answer import fail, say


def akun(options) -> int:
    import getpass

    from stunting import accounts

    if options.action == "daftar":
        found = accounts.list_accounts()
        say(
            options,
            [_json(each) for each in found],
            "\n".join(map(_text, found)) or "Belum ada akun.",
        )
        return 0
    if not options.name:
        return fail(f"Sebutkan nama akun: python -m stunting akun {options.action} NAMA", 2)
    if options.action == "cabut":
        accounts.revoke(options.name)
        say(options, {"dicabut": options.name}, f"Akun {options.name} dicabut.")
        return 0
    if options.action == "pin":
        accounts.give_pin(options.name, getpass.getpass("PIN (enam angka): "))
        say(options, {"pin": options.name}, f"PIN akun {options.name} ditetapkan.")
        return 0
    password = None
    if not options.surel:  # whom the provider signs in needs no password here
        password = getpass.getpass("Kata sandi: ")
        if password != getpass.getpass("Ulangi kata sandi: "):
            return fail("Kedua kata sandi tidak sama. Tidak ada akun yang dibuat.", 1)
    areas = tuple(code for code in options.wilayah.split(",") if code)
    try:
        accounts.add(
            options.name,
            password,
            options.peran,
            areas=areas,
            opd=options.opd,
            email=options.surel,
            temporary=password is not None,
        )
    except ValueError as error:
        return fail(str(error), 1)
    then = "" if options.surel else " Kata sandinya diganti pada masuk pertama."
    say(options, {"dibuat": options.name}, f"Akun {options.name} dibuat ({options.peran}).{then}")
    return 0


def _json(account) -> dict[str, object]:
    return {
        "nama": account.name,
        "peran": account.role,
        "wilayah": list(account.areas),
        "opd": account.opd,
        "surel": account.email,
        "sandi_sementara": account.temporary,
    }


def _text(account) -> str:
    parts = [account.role, *account.areas, account.opd, account.email]
    return f"{account.name} ({', '.join(part for part in parts if part)})"
