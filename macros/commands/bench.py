"""bench: how fast and how large the site is beside its rivals, as ratios within one run, and what a rewriting kept; ``tests/bench/``
holds what measures."""

from __future__ import annotations

import importlib

import click

from macros.commands.choices import data_option

# Each part that can measure itself: name → (module, function). A function prints its own table.
PARTS = {
    "to-chuc": ("tests.bench.organisation", "bench_organisation"),
    "viec": ("tests.bench.clerk", "bench_clerk"),
    "trang": ("tests.bench.site", "bench_site"),
    "lan-dau": ("tests.bench.first_view", "bench_first_view"),
    "van-ban": ("tests.bench.documents", "bench_documents"),
    "dao-tao": ("tests.bench.training", "bench_training"),
    "search": ("tests.bench.search", "bench_search"),
    "dot-bien": ("tests.bench.mutations", "bench_mutations"),
    "loi-van": ("tests.bench.kept_facts", "bench_kept_facts"),
    "zensical": ("tests.bench.zensical", "bench_zensical"),
}


@click.command()
@click.argument("phan", nargs=-1, type=click.Choice(sorted(PARTS)))
@click.option("--day-du", "full", is_flag=True, help="Đo cả cỡ lớn nhất, mất nhiều phút; phần zensical nêu từng trang.")
@click.option("--so-voi", "base", default="HEAD", help="Bản ghi của git mà phần loi-van so với; mặc định là bản ghi gần nhất.")
@click.option("--hat-giong", "seed", type=int, default=1, help="Số bất kỳ cho phần dot-bien; cùng số cho cùng các tệp hỏng.")
@data_option
def bench(phan: tuple[str, ...], full: bool, base: str, seed: int) -> None:
    """Đo tốc độ, dung lượng bên cạnh phần mềm khác; so sánh lời văn trước và sau khi sửa. Không nêu phần nào thì đo mọi phần."""
    options: dict[str, dict[str, object]] = {name: {"full": full} for name in ("to-chuc", "trang", "zensical")}
    options["dot-bien"] = {"full": full, "seed": seed}
    options["loi-van"] = {"base": base}
    for name in phan or PARTS:
        module, function = PARTS[name]
        print(f"\n== {name} ==", flush=True)
        getattr(importlib.import_module(module), function)(**options.get(name, {}))


COMMANDS = (bench,)
