"""Who may import what, read from the source; and a few habits that are about safety."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SOURCES = sorted(
    [ROOT / "app.py", *(ROOT / "pages").rglob("*.py"), *(ROOT / "stunting").rglob("*.py")]
)
# Where there is a screen. Everything else of the package works without Streamlit.
SCREEN = {
    "access", "answers", "beginning", "boundary_intake", "deciding", "differences", "downloads", "filters",
    "frame", "intake", "mapping_editor", "mapping_shelf", "meeting", "menu", "pickers", "presenting",
    "readiness", "routes", "show", "sign_in", "tirai", "worksheet",
}  # fmt: skip
DRAWING = {"plotly", "pydeck"}


def place(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def imported(path: Path) -> set[str]:
    """Whole dotted names of everything imported anywhere in a file."""
    found = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{place(path)}: relative import"
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def packages(path: Path) -> set[str]:
    return {name.split(".")[0] for name in imported(path)}


def module_of(path: Path) -> str:
    """charts for stunting/charts/map.py, store for stunting/store.py; app and pages for the rest."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return parts[1] if parts[0] == "stunting" else parts[0]


def in_package(*names: str) -> list[Path]:
    return [
        path
        for path in SOURCES
        if path.is_relative_to(ROOT / "stunting") and (not names or module_of(path) in names)
    ]


@pytest.fixture(params=SOURCES, ids=place)
def source(request: pytest.FixtureRequest) -> Path:
    return request.param


def test_the_files_are_found():
    assert len(SOURCES) > 40
    assert {module_of(path) for path in in_package()} >= {"charts", "imports", "exports", "stats"}


def test_only_db_opens_duckdb(source):
    if "duckdb" in packages(source):
        assert place(source) == "stunting/db.py"


def test_only_the_screen_knows_streamlit(source):
    if "streamlit" in packages(source):
        # the benchmark runs pages, it draws nothing
        assert module_of(source) in SCREEN | {"app", "pages", "bench"}


@pytest.mark.parametrize(
    "name",
    [
        "charts",
        "stats",
        "imports",
        "identity",
        "exports",
        "sample",
        "presenters",
        "batas",
        "growth",
        "zscore_csv",
        "build",
        "districts",
        "db",
    ]
    + ["store", "questions", "reference", "commands", "theme", "bahasa", "boundaries", "register"],
)
def test_below_the_screen_nothing_reaches_up(name):
    files = in_package(name)
    assert files, name
    up = {f"stunting.{each}" for each in SCREEN}
    for path in files:
        assert "streamlit" not in packages(path), place(path)
        assert not up & imported(path), place(path)
        assert not {"pages", "app"} & packages(path), place(path)


def test_only_charts_and_theme_draw(source):
    if DRAWING & packages(source):
        # app.py only loads them once, before gc.freeze()
        assert module_of(source) in {"app", "charts", "theme", "show"}, place(source)


def test_pages_only_speak_to_the_package():
    pages = sorted((ROOT / "pages").rglob("*.py"))
    assert len(pages) >= 5
    for path in pages:
        assert not packages(path) & {"duckdb", "pandas", "numpy", "sqlite3", *DRAWING}, place(path)


def test_no_page_lies_directly_in_pages():
    # such a page would run without app.py on a deep link after a cold start: no access check
    assert list((ROOT / "pages").glob("*.py")) == []


def test_page_names_are_unique_across_sections():
    names = [path.stem for path in (ROOT / "pages").rglob("*.py")]
    assert len(names) == len(set(names))


# SQL put together from declared names: table and column names of our own, never a value.
BUILT_FROM_DECLARED_NAMES = {
    "stunting/db.py": {"quoted(", "name", "MEMORY", "memory_limit"},
    "stunting/build.py": {"name", "db.quoted("},
    "stunting/districts.py": {
        "db.quoted(",
        "how",
        "each.name",
        "each.place",
        "name",
        "target",
        "table",
        "condition",
    },
    "stunting/imports/tables.py": {"what", "code", "since", "source"},
    "stunting/exports/parquet.py": {"rows", "db.quoted(", "how", "name"},
    "stunting/growth.py": {"name", "select"},
    "stunting/changes.py": {"db.quoted(", "table", "key", "content", "where"},
    "stunting/imports/persons.py": {"source", "same"},
    "stunting/accounts.py": {"_COLUMNS"},
    "stunting/register.py": {"number + 1"},
    "stunting/erasure.py": {"table", "column"},
    "stunting/bench/zscore.py": {"db.quoted("},
    "stunting/bench/besar.py": {"table", "_base(", "values", "source"},
}


def test_no_sql_is_put_together_from_values(source):
    allowed = BUILT_FROM_DECLARED_NAMES.get(place(source), set())
    for node in ast.walk(tree(source)):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        if node.func.attr not in ("execute", "executemany", "sql", "query") or not node.args:
            continue
        text = node.args[0]
        assert not isinstance(text, ast.BinOp | ast.Mod), f"{place(source)}:{node.lineno}"
        if isinstance(text, ast.JoinedStr):
            for part in text.values:
                if isinstance(part, ast.FormattedValue):
                    written = ast.unparse(part.value)
                    assert any(written.startswith(each) for each in allowed), (
                        f"{place(source)}:{node.lineno}: {{{written}}} in SQL"
                    )


def test_no_pickle_no_eval(source):
    assert not packages(source) & {"pickle", "marshal", "shelve"}, place(source)
    calls = [node.func for node in ast.walk(tree(source)) if isinstance(node, ast.Call)]
    assert not {each.id for each in calls if isinstance(each, ast.Name)} & {"eval", "exec"}


def test_session_state_is_touched_in_few_places(source):
    if "session_state" in source.read_text(encoding="utf-8"):
        assert place(source).startswith("stunting/"), place(source)
        assert module_of(source) in SCREEN
