"""What is wrong with the screen in front of us: for those who cannot see it, and for those who can.

Each function looks at the page as it stands and returns its faults in words; an empty list is good.
"""

from __future__ import annotations

import re

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

from tests.pages import screens

LEAST_NAME = 30  # characters of an alternative text that says what is shown
LEAST_CONTRAST = 4.5
RULES = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]
_AXE = """(rules) => axe.run(document, {runOnly: rules, resultTypes: ["violations"]}).then((found) =>
    found.violations.filter((each) => ["serious", "critical"].includes(each.impact)).flatMap((each) =>
        each.nodes.map((node) => `${each.id}: ${node.target} ${node.html.slice(0, 200)}`)))"""
PICTURES = (
    "[data-testid=stPlotlyChart], [data-testid=stDeckGlJsonChart], [data-testid=stDataFrame], "
    "[data-testid=stTable], [data-testid=stImage] img"
)
_NAMELESS = """([pictures, least]) => [...document.querySelectorAll(pictures)].filter((each) =>
    each.checkVisibility()
    && !each.querySelector("[data-testid=stTableStyledTable] caption")
    && ![each, ...each.querySelectorAll("[aria-label], [alt]")]
        .filter((one) => !one.closest("button"))
        .some((one) => (one.getAttribute("aria-label") || one.getAttribute("alt") || "").length >= least)
).map((each) => `${each.dataset.testid}: ${each.textContent.slice(0, 60)}`)"""
# The background of a word is what was painted there before it, layer over layer: bars, bands, the page.
_PALE = """(least) => {
    const colour = (text) => (text.match(/[\\d.]+/g) ?? []).map(Number);
    const over = (top, below) => {
        const [r, g, b, a = 1] = top;
        return [r, g, b].map((part, i) => part * a + below[i] * (1 - a));
    };
    const light = (rgb) => {
        const [r, g, b] = rgb.map((part) => part / 255)
            .map((part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const contrast = (one, other) => {
        const [low, high] = [light(one), light(other)].sort((a, b) => a - b);
        return (high + 0.05) / (low + 0.05);
    };
    const filled = (shape) => {
        const style = getComputedStyle(shape);
        let fill = style.fill, alpha = style.fillOpacity * style.opacity;
        const pattern = fill.match(/url\\("#(.+?)"\\)/);
        if (pattern) {  // hatched: the colour under the lines
            const ground = document.getElementById(pattern[1])?.querySelector("rect");
            if (!ground) return null;
            fill = getComputedStyle(ground).fill;
            alpha *= getComputedStyle(ground).fillOpacity;
        }
        const [r, g, b, a = 1] = colour(fill);
        return fill === "none" || a * alpha === 0 ? null : [r, g, b, a * alpha];
    };
    const pixel = (image, x, y) => {  // of a heat map
        const area = image.getBoundingClientRect();
        const canvas = document.createElement("canvas");
        [canvas.width, canvas.height] = [area.width, area.height];
        const pen = canvas.getContext("2d");
        pen.imageSmoothingEnabled = false;
        pen.drawImage(image, 0, 0, area.width, area.height);
        const [r, g, b, a] = pen.getImageData(x - area.x, y - area.y, 1, 1).data;
        return [r, g, b, a / 255];
    };
    const pale = [];
    for (const plot of document.querySelectorAll(".js-plotly-plot")) {
        const nodes = [...plot.querySelectorAll("path, rect, circle, image, text")].map((node) => ({
            node, box: node.getBoundingClientRect(), text: node.localName === "text",
            fill: node.matches("text, image, defs *") ? null : filled(node),
        }));
        nodes.forEach(({ node, box, text }, place) => {
            if (!text || !node.textContent.trim() || !box.width || !node.checkVisibility()) return;
            const x = box.x + box.width / 2, y = box.y + box.height / 2;
            let ground = [255, 255, 255];
            for (const shape of nodes.slice(0, place)) {
                const area = shape.box;
                if (x < area.left || x > area.right || y < area.top || y > area.bottom) continue;
                if (shape.node.localName === "image") ground = over(pixel(shape.node, x, y), ground);
                if (!shape.fill) continue;
                const point = new DOMPoint(x, y).matrixTransform(shape.node.getScreenCTM().inverse());
                if (shape.node.isPointInFill(point)) ground = over(shape.fill, ground);
            }
            const style = getComputedStyle(node);
            const [r, g, b, a = 1] = colour(style.fill);
            const ink = over([r, g, b, a * style.fillOpacity * style.opacity], ground);
            const found = contrast(ink, ground);
            if (found < least) pale.push(`${found.toFixed(1)}: ${node.textContent} on ${ground}`);
        });
    }
    return pale;
}"""
_CUT = """() => [...document.querySelectorAll(".js-plotly-plot")].flatMap((plot) => {
    const frame = plot.getBoundingClientRect();
    return [...plot.querySelectorAll("text")].filter((text) => {
        const box = text.getBoundingClientRect();
        return text.textContent.trim() && box.width && text.checkVisibility()
            && (box.left < frame.left - 3 || box.right > frame.right + 3
                || box.top < frame.top - 3 || box.bottom > frame.bottom + 3);
    }).map((text) => `cut: ${text.textContent}`);
}).concat([...document.querySelectorAll("[data-testid=stMetricValue]")]
    .filter((each) => [each, ...each.querySelectorAll("*")].some((one) =>
        one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).overflow !== "visible"))
    .map((each) => `cut: ${each.textContent}`))"""
_SAID = """() => {
    const said = [];
    for (const each of document.querySelectorAll("[aria-label], [title], [placeholder], [alt]")) {
        for (const name of ["aria-label", "title", "placeholder", "alt"]) {
            if (each.hasAttribute(name)) said.push(each.getAttribute(name));
        }
    }
    return said;
}"""
_ICON = re.compile(
    r"^[a-z0-9]+(_[a-z0-9]+)*$", re.MULTILINE
)  # names of icons, which their font draws


def barred(page: Page) -> list[str]:
    """Serious and critical faults that axe-core finds; the window is made as long as the page, for axe passes
    over what is scrolled away.
    """
    seen = page.viewport_size
    whole = page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
    page.set_viewport_size({"width": seen["width"], "height": max(seen["height"], whole)})
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(AXE_SCRIPT)
    found = page.evaluate(_AXE, RULES)
    page.set_viewport_size(seen)
    return found


def nameless(page: Page) -> list[str]:
    """Charts, maps, tables and images whose alternative text is missing or says next to nothing."""
    return page.evaluate(_NAMELESS, [PICTURES, LEAST_NAME])


def pale(page: Page) -> list[str]:
    """Words of charts that do not stand out from what is behind them."""
    return page.evaluate(_PALE, LEAST_CONTRAST)


def cut(page: Page) -> list[str]:
    """Words of charts that reach out of their picture, and key figures that are not whole."""
    return page.evaluate(_CUT)


def english(page: Page) -> list[str]:
    """What is read or said in English, also by a screen reader."""
    words = _ICON.sub("", page.locator("body").inner_text())
    return screens.english([*words.splitlines(), *page.evaluate(_SAID)])
