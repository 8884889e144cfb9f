"""A site on the web without a network: what its worker keeps, renews and gives up, by itself and in a real Chromium."""

from __future__ import annotations

import json
import re
import shutil
import socket
import subprocess
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from xml.etree import ElementTree

import pytest
import quickjs
from mkdocs.config import load_config
from mkdocs.utils.templates import url_filter
from playwright.sync_api import expect

from macros.model.editions import Edition
from macros.model.moves import Move
from macros.model.news import Change
from macros.model.problems import Problems
from macros.model.settings import BuildSettings
from macros.offline.audit import PageReader, audit, read_page
from macros.offline.sbom import bill
from macros.offline.worker import CARD, OUR_MARK, WORKER, card, worker
from macros.site.build import _changed_dates
from macros.site.feed import PATH as FEED
from macros.site.feed import feed
from macros.site.moved import check_moves, moved_pages
from tests.chromium import served
from tests.waiting import comes_to

ROOT = Path(__file__).resolve().parents[1]
ATOM = "{http://www.w3.org/2005/Atom}"
# What the worker's logic asks of a browser: addresses without dots in them, and nothing that waits.
_BROWSER = """
var self = globalThis, listeners = {};
self.location = "https://vd.example/so-tay/sw.js";
self.addEventListener = (name, run) => { listeners[name] = run; };
function URL(given, base) {
  const [, origin, path] = /^(https?:\\/\\/[^/]+)([^?#]*)/.exec(given === "./" ? base.replace(/[^/]*$/, "") : given);
  this.origin = origin; this.pathname = path; this.href = origin + path;
}
Object.hasOwn = Object.hasOwn || ((object, name) => Object.prototype.hasOwnProperty.call(object, name));
"""


def _worker(files: dict[str, str]) -> Any:
    """The worker of a site of these files (path → hash), in a small engine."""
    context = quickjs.Context()
    context.eval(_BROWSER)
    facts = {"ban": "2026-11-27", "phan": {"quy-trinh": "Quy trình"}, "tep": {path: [digest, 10] for path, digest in files.items()}}
    code = (ROOT / "macros" / "offline" / "worker.js").read_text(encoding="utf-8")
    code = code.replace('"use strict";', "", 1).replace("const ", "var ").replace("let ", "var ")  # seen from outside
    context.eval(f"var SO_TAY = {json.dumps(facts)};\n{code}")
    return context


FILES = {"index.html": "a1", "404x.html": "a2", "quy-trinh/index.html": "b1", "quy-trinh/ket-nap.html": "b2", "can-cu/x.html": "c1",
         "assets/javascripts/so-tay.js": "d1"}


@pytest.mark.parametrize(("address", "file"), [
    ("https://vd.example/so-tay/", "index.html"),
    ("https://vd.example/so-tay/quy-trinh/", "quy-trinh/index.html"),
    ("https://vd.example/so-tay/quy-trinh/ket-nap.html?q=a#b", "quy-trinh/ket-nap.html"),
    ("https://vd.example/so-tay/khong-co.html", ""),
    ("https://vd.example/noi-khac/index.html", ""),
    ("https://noi-khac.example/so-tay/index.html", ""),
])
def test_the_worker_answers_for_the_files_of_its_own_site_only(address: str, file: str) -> None:
    assert _worker(FILES).eval(f"fileOf({json.dumps(address)})") == file


def test_a_part_brings_what_every_page_needs() -> None:
    found = json.loads(_worker(FILES).eval('JSON.stringify(filesOf("quy-trinh"))'))
    assert found == [file for file in FILES if not file.startswith("can-cu/")]


def test_a_new_version_takes_over_what_is_the_same_fetches_what_changed_and_drops_the_rest() -> None:
    kept = {"index.html": "a1", "quy-trinh/index.html": "cu", "da-bo.html": "e1"}
    places = [f"https://vd.example/so-tay/{path}?{digest}" for path, digest in kept.items()]
    found = json.loads(_worker(FILES).eval(f"JSON.stringify(renewal({json.dumps(places)}))"))
    assert found == {"dropped": places[1:], "changed": ["quy-trinh/index.html"]}
    # A page that was fetched between the two versions is there already.
    both = [*places, "https://vd.example/so-tay/quy-trinh/index.html?b1"]
    assert json.loads(_worker(FILES).eval(f"JSON.stringify(renewal({json.dumps(both)}))")) == {"dropped": places[1:], "changed": []}


def test_the_worker_knows_every_file_but_itself_and_two_builds_write_the_same(tmp_path: Path) -> None:
    (tmp_path / "quy-trinh").mkdir()
    for name in ("index.html", "quy-trinh/index.html", "404.html", ".so-tay", WORKER):
        (tmp_path / name).write_text(name, encoding="utf-8")
    path, content = worker(tmp_path, "2026-11-27", {"quy-trinh": "Quy trình", "khong-co": "Không có"})
    facts = json.loads(re.match(r"const SO_TAY = (.*);\n", content.decode())[1])  # type: ignore[index]
    assert (path, list(facts["tep"]), facts["phan"]) == (WORKER, ["index.html", "quy-trinh/index.html"], {"quy-trinh": "Quy trình"})
    assert worker(tmp_path, "2026-11-27", {"quy-trinh": "Quy trình"})[1] == content


def test_the_card_counts_its_addresses_from_itself_so_that_a_sub_folder_is_right() -> None:
    told = json.loads(card(ROOT / "docs", "Sổ tay", "Mô tả", OUR_MARK)[1])
    assert all(not told[name].startswith("/") and ":" not in told[name] for name in ("start_url", "scope", "id"))
    assert [(icon["src"].rpartition("/")[2], icon["sizes"], icon.get("purpose")) for icon in told["icons"]] == [
        ("bieu-tuong.svg", "any", None), ("ung-dung-192.png", "192x192", None), ("ung-dung-512.png", "512x512", None),
        ("ung-dung-che-512.png", "512x512", "maskable")]  # fmt: skip


def test_the_card_of_an_office_with_a_mark_of_its_own_shows_nothing_of_ours() -> None:
    assert json.loads(card(ROOT / "docs", "Sổ tay", "", "assets/images/chia-se.png")[1])["icons"] == [
        {"src": "assets/images/chia-se.png", "type": "image/png", "sizes": "1200x630"}]


def test_a_build_for_a_server_that_builds_anew_after_every_save_is_told_apart() -> None:
    settings = BuildSettings(address="127.0.0.1:8000")
    behind = BuildSettings.of_environment(settings.with_(address=None, behind=True).environment())
    assert settings.served and behind.served and not BuildSettings().served


def _edition(root: Path, day: str | None = None) -> None:
    """The worker of the site as it now lies at ``root``, of the edition of ``day`` or of the one that it was."""
    facts = json.loads(re.match(r"const SO_TAY = (.*);\n", (root / WORKER).read_text(encoding="utf-8"))[1])  # type: ignore[index]
    (root / WORKER).write_bytes(worker(root, day or facts["ban"], facts["phan"])[1])


def _newer(root: Path) -> None:
    """The next edition of the site at ``root``: one page says something new."""
    for page in root.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        if page.name == "ket-nap.html" and page.parent.name == "quy-trinh":
            text = text.replace("<h1", "<p>Câu của bản mới</p><h1", 1)
        page.write_text(re.sub(r'data-an-ban="[^"]*"', 'data-an-ban="2030-01-02"', text), encoding="utf-8")
    _edition(root, "2030-01-02")


def test_a_site_in_a_sub_folder_is_kept_read_without_a_network_renewed_and_given_up(browser: Any, site: Path, tmp_path: Path) -> None:
    root = tmp_path / "so-tay"
    # Some hundred pages of what fills most of the site, and of its downloads, make keeping it no different, only long.
    shutil.copytree(site, root, ignore=shutil.ignore_patterns("can-cu", "don-vi", "bang-kiem", "tai-ve"))
    _edition(root)
    context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="vi-VN")
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    with served(tmp_path) as address:
        port = int(address.rpartition(":")[2])
        page.goto(f"{address}/so-tay/index.html")
        comes_to(page, "Boolean(navigator.serviceWorker.controller)", seconds=120)
        page.get_by_role("button", name="Những gì máy này đang giữ").click()
        box = page.get_by_role("dialog", name="Những gì máy này đang giữ")
        box.get_by_role("button", name="Giữ: Cả sổ tay").click()
        expect(box.get_by_text("Đã giữ «Cả sổ tay»")).to_be_visible(timeout=300_000)
        expect(box.get_by_text("đã giữ đủ").first).to_be_visible()
        # The page itself may still ask nobody: what is kept was fetched by the worker.
        assert page.evaluate("fetch('index.html').then(() => 'asked', () => 'refused')") == "refused"
        errors.clear()  # the refusal was told in the console

    with socket.socket() as nobody:  # it answers nobody and keeps the port from others until the site is served again
        nobody.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        nobody.bind(("127.0.0.1", port))
        for path, heading in (("quy-trinh/ket-nap.html", "Kết nạp"), ("soan-thao/index.html", "oạn"), ("hoi-dap/index.html", "ỏi")):
            page.goto(f"{address}/so-tay/{path}")
            expect(page.locator("h1").first).to_contain_text(heading)
        page.goto(f"{address}/so-tay/tim-kiem.html?q=k%E1%BA%BFt%20n%E1%BA%A1p")
        expect(page.locator("main a[href*='quy-trinh/ket-nap.html']").first).to_be_visible()
        assert not errors
        _newer(root)
    with served(tmp_path, port):
        page.evaluate("navigator.serviceWorker.getRegistration().then((one) => one.update())")
        notice = page.get_by_role("status", name="Có bản mới")
        expect(notice).to_contain_text("Có bản mới ngày 02/01/2030", timeout=120_000)
        notice.get_by_role("button", name="Tải lại trang").click()
        expect(page.locator("[data-an-ban='2030-01-02']")).to_be_attached()
        expect(notice).to_have_count(0)
    page.goto(f"{address}/so-tay/quy-trinh/ket-nap.html")  # renewed without a visit, and read without a network
    expect(page.get_by_text("Câu của bản mới")).to_be_visible()

    page.get_by_role("button", name="Những gì máy này đang giữ").click()
    box.get_by_role("button", name="Xóa mọi thứ tôi đã điền").click()
    box.get_by_role("button", name="Xóa hẳn, không khôi phục được").click()
    expect(box.get_by_text("Đã xóa hết")).to_be_visible()
    comes_to(page, """Promise.all([caches.keys(), navigator.serviceWorker.getRegistrations()])
        .then((all) => all.map((one) => one.length))""", [0, 0])
    assert not errors
    context.close()


def test_what_the_build_wrote_is_the_worker_of_that_site(site: Path) -> None:
    facts = json.loads(re.match(r"const SO_TAY = (.*);\n", (site / WORKER).read_text(encoding="utf-8"))[1])  # type: ignore[index]
    assert worker(site, facts["ban"], facts["phan"])[1] == (site / WORKER).read_bytes()
    assert (site / CARD).is_file() and {"quy-trinh", "soan-thao", "hoi-dap"} <= facts["phan"].keys()


def test_who_keeps_an_old_address_is_led_on_and_the_audit_takes_the_page(tmp_path: Path) -> None:
    moves = [Move.model_validate({"id": "quy-trinh/cu/ten-cu.html", "moi": "quy-trinh/ket-nap.html"})]
    titles = {"quy-trinh/ket-nap.md": "Kết nạp «A & B»"}
    files = dict(moved_pages(moves, titles))
    for name, content in {**files, "quy-trinh/ket-nap.html": "<p>đây".encode()}.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(content)
    read = read_page(tmp_path / moves[0].id)
    assert (read.loads, read.leads) == (["../ket-nap.html"], ["../ket-nap.html"]) and not audit(tmp_path)
    (tmp_path / "quy-trinh/ket-nap.html").unlink()
    assert audit(tmp_path) == ["quy-trinh/cu/ten-cu.html: liên kết hỏng: ../ket-nap.html"] * 2


def test_a_move_from_a_page_that_stands_or_to_one_that_does_not_is_refused() -> None:
    problems = Problems()
    check_moves([Move.model_validate({"id": "a.html", "moi": "b.html"})], {"a.md"}, problems)
    assert [str(problem) for problem in problems] == [
        "data/chuyen-trang.yml › a.html: «a.html» đang là một trang của sổ tay. Chỉ ghi địa chỉ mà nay không còn trang.",
        "data/chuyen-trang.yml › a.html › moi: không có trang «b.html». Ghi địa chỉ của trang đang có, ví dụ quy-trinh/ket-nap.html.",
    ]


@pytest.mark.parametrize("address", ["../ra-ngoai.html", "https://vd.example/a.html", "a.html\"><b>", "/a.html"])
def test_an_address_outside_the_site_is_no_move(address: str) -> None:
    with pytest.raises(ValueError):
        Move.model_validate({"id": "a.html", "moi": address})


def test_the_feed_has_whole_addresses_and_a_change_told_otherwise_is_a_new_entry() -> None:
    news = {"ten": "Một & hai", "thay": [{"moi": ["dieu-le-2011"]}], "xem": ["/index.md"]}
    edition = Edition.model_validate({"id": "2026-11-25", "so_lieu_tinh_den": "2026-09-30", "thay_doi": ["Một."]})

    def entries(what: str) -> list[tuple[str | None, ...]]:
        change = Change.model_validate({**news, "viec": [{"ai": "Ai", "lam": f"Làm {what}"}]})
        root = ElementTree.fromstring(feed("https://vd.example/x/", "Sổ tay", [change], date(2026, 11, 20), [edition])[1])
        assert [root.findtext(f"{ATOM}{name}") for name in ("id", "updated")] == ["https://vd.example/x/", "2026-11-25T00:00:00+07:00"]
        return [(one.findtext(f"{ATOM}title"), one.find(f"{ATOM}link").get("href"), one.findtext(f"{ATOM}content"),  # type: ignore[union-attr]
                 one.findtext(f"{ATOM}id")) for one in root.findall(f"{ATOM}entry")]

    section, told = entries("A")
    assert section[:3] == ("Một & hai", "https://vd.example/x/can-cu/moi-thay-doi.html#mot-hai", "<ul><li>Ai: Làm A</li></ul>")
    assert told[:3] == ("Ấn bản ngày 25/11/2026", "https://vd.example/x/bat-dau/an-ban.html", "<ul><li>Một.</li></ul>")
    assert entries("A")[0] == section and entries("B")[0][3] != section[3]


def test_a_site_without_an_address_has_no_feed_and_no_picture_to_share(site: Path, handbook: Any) -> None:
    shown = handbook.organisation.about.address is not None
    home = (site / "index.html").read_text(encoding="utf-8")
    assert [(site / FEED).exists(), "og:image" in home, "application/atom+xml" in home] == [shown] * 3
    # For exactly this word the theme would fetch a site map on every page, which the page's policy forbids.
    assert 'rel="alternate"' not in (ROOT / "overrides/main.html").read_text(encoding="utf-8")


def test_the_list_of_what_the_handbook_is_made_of_has_what_the_format_asks_for_and_is_always_the_same() -> None:
    told = json.loads(bill(ROOT)[1])
    assert (told["bomFormat"], told["specVersion"], told["version"]) == ("CycloneDX", "1.6", 1)
    assert re.fullmatch(r"urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", told["serialNumber"])
    pinned = set(re.findall(r"^([\w.-]+==[\w.]+)", (ROOT / "requirements.txt").read_text(encoding="utf-8"), re.MULTILINE))
    libraries = {f"{one['name']}=={one['version']}": one for one in told["components"] if one["bom-ref"].startswith("pkg:pypi/")}
    assert {name.lower() for name in pinned} == set(libraries)
    for one in libraries.values():
        assert one["type"] == "library" and one["purl"] == one["bom-ref"] and one["hashes"], one["name"]
        assert all(digest["alg"] == "SHA-256" and re.fullmatch("[0-9a-f]{64}", digest["content"]) for digest in one["hashes"])
        # Either one expression, or licences each with an id or a name: the format allows no third.
        assert all(set(found) == {"expression"} or (set(found) == {"license"} and set(found["license"]) in ({"id"}, {"name"}))
                   for found in one.get("licenses", ())), one["name"]  # fmt: skip
    vendored = [one for one in told["components"] if one not in libraries.values()]
    assert len(vendored) == sum(path.is_dir() for path in (ROOT / "docs" / "assets" / "vendor").iterdir())
    assert all(one["licenses"] and one["components"] for one in vendored)
    references = [one["bom-ref"] for one in told["components"]]
    assert len(references) == len(set(references)) and [one["ref"] for one in told["dependencies"]] == ["so-tay", *references]
    assert bill(ROOT) == bill(ROOT)


def test_a_clone_without_its_history_tells_no_day_of_change(tmp_path: Path) -> None:
    def git(*words: str, cwd: Path) -> None:
        subprocess.run(["git", "-c", "user.name=a", "-c", "user.email=a@vd.example", *words], cwd=cwd, check=True, capture_output=True)

    whole = tmp_path / "day-du"
    whole.mkdir()
    git("init", "-q", cwd=whole)
    for name in ("a.md", "b.md"):
        (whole / name).write_text(name, encoding="utf-8")
        git("add", ".", cwd=whole)
        git("commit", "-qm", name, cwd=whole)
    git("clone", "-q", "--depth=1", whole.as_uri(), str(tmp_path / "nong"), cwd=tmp_path)
    assert set(_changed_dates(whole)) == {"a.md", "b.md"} and _changed_dates(tmp_path / "nong") == {}


def test_an_address_in_a_sub_folder_leaves_the_page_of_what_is_not_found_fit_to_be_published() -> None:
    address = 'https://vd.example/so-"tay/'  # an address may hold what ends an attribute
    config = load_config(str(ROOT / "mkdocs.yml"), site_url=address)
    environment = config.theme.get_env()
    environment.filters["url"] = url_filter
    navigation = SimpleNamespace(homepage=SimpleNamespace(url="index.html"))
    text = environment.get_template("404.html").render(
        config=config, base_url="/so-tay", page=None, nav=navigation, features=[], extra_css=[], extra_javascript=[],
        chinh_sach="", dia_chi=address, ban_tin=FEED, nut_don_vi="", duong_di=lambda *_: [], dang_phuc_vu=False,
        so_tay=SimpleNamespace(today=date(2026, 11, 27), styles=lambda html: [], scripts=lambda html: ["assets/lists/danh-sach.js"]))
    read = PageReader().feed_all(text)
    assert not read.wrong and read.scripts and all(script.startswith("/assets/") for script in read.scripts)
    assert [f"{address}tim-kiem.html", address] == [link for link in read.leads if link.startswith("https:")]
