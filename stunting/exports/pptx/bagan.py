"""What all native charts of a slide share: their data, their workbook, and what the library cannot say."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime

import xlsxwriter
from pptx.chart.data import CategoryChartData, XyChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn

from stunting import theme
from stunting.exports.pptx import bentuk, huruf
from stunting.exports.pptx.bentuk import Alas, Kotak, emu

PERCENT = "0\\ %"  # the space before the sign, on a computer of any language
WHOLE = "0"
_MADE = datetime(2000, 1, 1)  # xlsxwriter would write the time of day, and no two files were alike
SHOWN = (  # what a label shows: its figure, nothing else
    '<c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/>'
    '<c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/>'
)
_NO_LEADERS = (  # a label moved aside is not tied to its bar by a line
    '<c:extLst><c:ext uri="{CE6537A1-D6FC-4f65-9D91-7224C49458BB}" '
    'xmlns:c15="http://schemas.microsoft.com/office/drawing/2012/chart">'
    '<c15:showLeaderLines val="0"/></c:ext></c:extLst>'
)
_LOW, _HIGH = "batas bawah 95%", "batas atas 95%"


class Nilai(CategoryChartData):
    """Values per category, in a workbook of our own that never computes a name and has no time of day.

    ``rentang``: (bawah, atas) of each series, further columns of the workbook for whoever corrects them.
    """

    def __init__(
        self, kategori: Sequence[str], rentang: Sequence[tuple] = (), format_angka: str = "General"
    ) -> None:
        super().__init__(number_format=format_angka)
        self.categories = [huruf.clean(each) for each in kategori]
        self._rentang = rentang

    @property
    def xlsx_blob(self) -> bytes:
        """The workbook behind the chart, laid out as the chart refers to it."""
        columns = [("", [each.label for each in self.categories])]
        columns += [(each.name, list(each.values)) for each in self]
        for series, (low, high) in zip(self, self._rentang, strict=False):
            if low:
                columns += [(f"{series.name}: {_LOW}", low), (f"{series.name}: {_HIGH}", high)]
        return _book(columns, self.number_format)


class Titik(XyChartData):
    """Points (x, y) of several series, in such a workbook."""

    @property
    def xlsx_blob(self) -> bytes:
        """The workbook behind the chart: the series below each other, as the chart refers to them."""
        memory = io.BytesIO()
        book, page, _ = _open(memory, self.number_format)
        top = 0
        for series in self:
            page.write_string(top, 1, series.name)
            for row, point in enumerate(series, start=top + 1):
                page.write_number(row, 0, point.x)
                if point.y is not None:
                    page.write_number(row, 1, point.y)
            top += len(series) + 2  # a heading, and an empty row before the next
        book.close()
        return memory.getvalue()


def add(alas: Alas, kotak: Kotak, kind: XL_CHART_TYPE, data, *, nama: str, alt: str):
    """A chart as large as ``kotak``, without title, legend and effects; returns the library's chart."""
    x, y, w, h = (emu(each) for each in (kotak.x, kotak.y, kotak.w, kotak.h))
    frame = alas.slide.shapes.add_chart(kind, x, y, w, h, data)
    bentuk.describe(alas, frame, nama, alt)
    chart = frame.chart
    chart.has_title = chart.has_legend = False
    chart.font.name, chart.font.size = huruf.FONT, emu(bentuk.LEAST)
    chart.font.color.rgb = rgb(theme.TEXT)
    space = chart._chartSpace
    language = parse_xml(f'<c:lang {nsdecls("c")} val="{bentuk.LANGUAGE}"/>')
    date1904 = space.find(qn("c:date1904"))
    if date1904 is None:
        space.insert(0, language)
    else:
        date1904.addnext(language)
    rounded = space.find(qn("c:roundedCorners"))
    if rounded is None:
        language.addnext(parse_xml(f'<c:roundedCorners {nsdecls("c")} val="0"/>'))
    blank = space.chart.find(qn("c:dispBlanksAs"))
    if blank is None:
        blank = parse_xml(f'<c:dispBlanksAs {nsdecls("c")} val="gap"/>')
        space.chart.find(qn("c:plotVisOnly")).addnext(blank)
    blank.set("val", "gap")  # a missing figure is not a zero
    return chart


def inner(chart, kotak: Kotak, dalam: Kotak) -> None:
    """Fix the place of the plot itself, so that lines and words can be laid exactly over it."""
    area = chart._chartSpace.chart.plotArea
    old = area.find(qn("c:layout"))
    if old is not None:
        area.remove(old)
    parts = (
        ("x", (dalam.x - kotak.x) / kotak.w),
        ("y", (dalam.y - kotak.y) / kotak.h),
        ("w", dalam.w / kotak.w),
        ("h", dalam.h / kotak.h),
    )
    area.insert(
        0,
        parse_xml(
            f'<c:layout {nsdecls("c")}><c:manualLayout><c:layoutTarget val="inner"/>'
            '<c:xMode val="edge"/><c:yMode val="edge"/>'
            + "".join(f'<c:{name} val="{share:.5f}"/>' for name, share in parts)
            + "</c:manualLayout></c:layout>"
        ),
    )


def legend(chart, share: float) -> None:
    """The chart's own legend over its plot, in the upper ``share`` of the chart."""
    chart.has_legend = True
    chart.legend.position = XL_LEGEND_POSITION.TOP
    chart.legend.include_in_layout = False
    chart.legend.font.size = emu(bentuk.LEAST)
    element = chart.legend._element
    old = element.find(qn("c:layout"))
    if old is not None:
        element.remove(old)
    element.find(qn("c:legendPos")).addnext(
        parse_xml(
            f'<c:layout {nsdecls("c")}><c:manualLayout><c:xMode val="edge"/><c:yMode val="edge"/>'
            f'<c:x val="0"/><c:y val="0"/><c:w val="1"/><c:h val="{share:.5f}"/></c:manualLayout></c:layout>'
        )
    )


def intervals(
    series, nilai: Sequence, bawah: Sequence, atas: Sequence, warna: str, *, arah: bool
) -> None:
    """Error bars of uneven length; ``arah``: say that they go along y (not allowed in bar charts)."""
    ends = {"plus": [], "minus": []}
    for n, (value, low, high) in enumerate(zip(nilai, bawah, atas, strict=True)):
        if value is None or low is None or high is None:
            continue
        ends["plus"].append((n, max(high - value, 0)))
        ends["minus"].append((n, max(value - low, 0)))
    if not ends["plus"]:
        return
    lists = "".join(
        f"<c:{name}><c:numLit><c:formatCode>General</c:formatCode>"
        f'<c:ptCount val="{len(nilai)}"/>'
        + "".join(f'<c:pt idx="{n}"><c:v>{length:.10g}</c:v></c:pt>' for n, length in pairs)
        + f"</c:numLit></c:{name}>"
        for name, pairs in ends.items()
    )
    along = '<c:errDir val="y"/>' if arah else ""
    colour = warna.lstrip("#").upper()
    bars = parse_xml(
        f"<c:errBars {nsdecls('c', 'a')}>{along}"
        '<c:errBarType val="both"/><c:errValType val="cust"/><c:noEndCap val="0"/>'
        f'{lists}<c:spPr><a:ln w="{emu(1.5)}"><a:solidFill><a:srgbClr val="{colour}"/>'
        "</a:solidFill></a:ln></c:spPr></c:errBars>"
    )
    element = series._element
    before = element.find(qn("c:cat"))
    if before is None:
        before = element.find(qn("c:xVal"))
    if before is None:
        before = element.find(qn("c:val"))
    before.addprevious(bars)


def data_labels(series, labels: Sequence[str]) -> None:
    """Put labels written as XML on single points of a series; its other points have none."""
    if not labels:
        return
    element = series._element
    old = element.find(qn("c:dLbls"))
    if old is not None:
        element.remove(old)
    rest = SHOWN.replace('showVal val="1"', 'showVal val="0"')
    element._insert_dLbls(
        parse_xml(f"<c:dLbls {nsdecls('c', 'a')}>{''.join(labels)}{rest}{_NO_LEADERS}</c:dLbls>")
    )


def name_every(axis, every: int) -> None:
    """Name every n-th place only; the words never stand on end."""
    element = axis._element
    for tag in ("c:tickLblSkip", "c:noMultiLvlLbl"):
        old = element.find(qn(tag))
        if old is not None:
            element.remove(old)
    for xml in (
        f'c:tickLblSkip {nsdecls("c")} val="{every}"',
        f'c:noMultiLvlLbl {nsdecls("c")} val="0"',
    ):
        element.append(parse_xml(f"<{xml}/>"))
    body = axis.tick_labels.font._element.getparent().getparent().getparent()
    body.find(qn("a:bodyPr")).set("rot", "0")


def step(span: float, *, utuh: bool) -> float:
    """A round distance between grid lines, for four to six of them; ``utuh``: no less than 1."""
    rough = max(span, 1e-9) / 5
    size = 1.0
    while size > rough:
        size /= 10
    while size * 10 <= rough:
        size *= 10
    found = next(size * n for n in (1, 2, 2.5, 5, 10) if size * n >= rough * 0.999)
    if utuh:
        found = max(1.0, round(found))
    return found


def rgb(colour: str):
    """A colour of the theme as the library takes it."""
    return RGBColor.from_string(colour.lstrip("#").upper())


def _book(columns: Sequence[tuple[str, Sequence]], number_format: str) -> bytes:
    memory = io.BytesIO()
    book, page, look = _open(memory, number_format)
    for place, (name, values) in enumerate(columns):
        page.write_string(0, place, name)
        for row, value in enumerate(values, start=1):
            if isinstance(value, str):
                page.write_string(row, place, value)
            elif value is not None:
                page.write_number(row, place, value, look)
    book.close()
    return memory.getvalue()


def _open(memory: io.BytesIO, number_format: str):
    book = xlsxwriter.Workbook(
        memory, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    book.set_properties({"created": _MADE})
    page = book.add_worksheet("Sheet1")  # the name the chart refers to
    return book, page, book.add_format({"num_format": number_format})
