"""What a network of some size needs, and about what it costs: arithmetic on measured numbers.

    python -m bench.cost [--people 1000000] [--core-hour 0.03] [--gigabyte-month 0.02] …

Nothing is measured here. The first table of inputs is how people behave, to be replaced by what an owner
sees in their own ``/metrics``; the second is what one core does, from ``bench.api``, ``bench.live`` and
``bench.illustrator``; the third is prices, examples in whatever money, to be replaced by a provider's.
Each has an option. The result is an estimate: it leaves out people who look after it.
"""

from __future__ import annotations

import argparse
import math
from typing import TypeVar

import msgspec

T = TypeVar("T", bound=msgspec.Struct)

DAY = 86_400
MONTH_HOURS = 730


class People(msgspec.Struct, frozen=True, kw_only=True):
    """How people behave. daily: share of all who come on a day; the rest is for each of these and day.

    peak: the busiest hour beside the average one. followers: of an author, who have a stream open.
    """

    people: int = 1_000_000
    daily: float = 0.2
    reads: float = 120.0
    pages: float = 15.0
    posts: float = 0.5
    pictures_made: float = 3.0
    pictures_seen: float = 150.0
    open_at_once: float = 0.1
    peak: float = 3.0


class Core(msgspec.Struct, frozen=True, kw_only=True):
    """What one core does in a second, at most; half of it is planned for."""

    reads: float = 4_000.0
    pages: float = 100.0
    posts: float = 300.0
    streams: float = 2_000.0
    pictures_sent: float = 3_000.0
    pictures_made: float = 2.0


class Sizes(msgspec.Struct, frozen=True, kw_only=True):
    """Kilobytes. kept: of a picture with its renditions. seen: of what is loaded of one. row: of a post
    with all that hangs on it in the database."""

    kept: float = 450.0
    seen: float = 60.0
    row: float = 6.0


class Prices(msgspec.Struct, frozen=True, kw_only=True):
    """Examples. object_month: a gigabyte kept in object storage for a month; gigabyte_out: sent."""

    core_hour: float = 0.03
    gigabyte_month: float = 0.10
    object_month: float = 0.02
    gigabyte_out: float = 0.01


class Bill(msgspec.Struct, frozen=True):
    """cores by part; gigabytes added in a month; money of a month after a year of growing."""

    web: int
    media: int
    engine: int
    database: int
    rows: float
    pictures: float
    sent: float
    cost: float


def bill(people: People, core: Core, sizes: Sizes, prices: Prices) -> Bill:
    """Cores for the busiest hour at half load, storage after twelve months."""
    active = people.people * people.daily
    rate = active * people.peak / DAY
    half = 2.0
    posting = rate * people.posts / core.posts
    streaming = active * people.open_at_once / core.streams
    reading = rate * (people.reads / core.reads + people.pages / core.pages)
    web = math.ceil(half * (reading + posting + streaming))
    media = math.ceil(half * rate * people.pictures_seen / core.pictures_sent)
    engine = math.ceil(half * rate * people.pictures_made / core.pictures_made)
    database = max(2, math.ceil(half * (posting * 2 + reading / 4)))
    rows = active * people.posts * 30 * sizes.row / 1e6
    pictures = active * people.pictures_made * 30 * sizes.kept / 1e6
    sent = active * people.pictures_seen * 30 * sizes.seen / 1e6
    cost = (
        (web + media + engine + database) * MONTH_HOURS * prices.core_hour
        + 12 * rows * prices.gigabyte_month
        + 12 * pictures * prices.object_month
        + sent * prices.gigabyte_out
    )
    return Bill(web, media, engine, database, rows, pictures, sent, cost)


def main(people: People, core: Core, sizes: Sizes, prices: Prices) -> None:
    """Print the table."""
    print(
        f"{'people':>12}{'web':>6}{'media':>7}{'engine':>8}{'base':>6}"
        f"{'rows GB/m':>11}{'pictures':>10}{'sent':>10}{'a month':>10}{'a person':>10}"
    )
    sizes_shown = [n for n in (1_000, 10_000, 100_000) if n < people.people]
    for number in (*sizes_shown, people.people):
        found = bill(msgspec.structs.replace(people, people=number), core, sizes, prices)
        print(
            f"{number:12,}{found.web:6}{found.media:7}{found.engine:8}{found.database:6}"
            f"{found.rows:11,.0f}{found.pictures:10,.0f}{found.sent:10,.0f}"
            f"{found.cost:10,.0f}{found.cost / number:10.4f}"
        )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    for group in (People(), Core(), Sizes(), Prices()):
        title = type(group).__name__.lower()
        arguments = parser.add_argument_group(title)
        for name, value in msgspec.structs.asdict(group).items():
            flag = name if name == "people" or isinstance(group, Prices) else f"{title}-{name}"
            arguments.add_argument(
                f"--{flag.replace('_', '-')}",
                type=type(value),
                default=value,
                dest=f"{title}.{name}",
            )
    given = vars(parser.parse_args())

    def chosen(group: T) -> T:
        """The group with what the options say."""
        title = type(group).__name__.lower()
        changes = {name: given[f"{title}.{name}"] for name in group.__struct_fields__}
        return msgspec.structs.replace(group, **changes)

    main(chosen(People()), chosen(Core()), chosen(Sizes()), chosen(Prices()))
