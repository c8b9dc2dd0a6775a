"""How many of some thousand made-up sentences the illustrator understands and lays out as they say.

    PYTHONPATH=tests python -m bench.illustrator_sentences [--most 1500] [--amiss under]

Prints by relation, for the open sentences and those that are held out: the share that is tied in the
graph, the share whose boxes show it (English), and the share of pairs that are understood alike.
``--amiss`` lists what is wrong with the open ones of one relation.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter, defaultdict

from affresco.studio.engines.illustrator import understand
from domains.illustrator.sentences import alike, anything, sample, shown, told


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--most", type=int, default=1500)
    arguments.add_argument("--amiss", default="")
    chosen = arguments.parse_args()
    rows: dict[tuple[str, bool], Counter[str]] = defaultdict(Counter)
    for sentence in sample(chosen.most):
        scene, italian = understand(sentence.en), understand(sentence.it)
        same = alike(scene, italian)
        for first, relation, second in sentence.ties:
            name = relation if len(sentence.ties) == 1 else f"chain {relation}"
            row = rows[name, sentence.held_out]
            tied, amiss = (
                told(scene, first, relation, second),
                shown(scene, first, relation, second),
            )
            row.update(all=1, tied=tied, tied_it=told(italian, first, relation, second), same=same)
            row.update(shown=not amiss, shown_it=not shown(italian, first, relation, second))
            if chosen.amiss == name and not sentence.held_out and (amiss or not tied or not same):
                ties = [(e.concept, e.relation, e.by, e.pose) for e in scene.entities]
                sys.stdout.write(f"{amiss or '-':12} {sentence.en} | {ties}\n")
                if not same:
                    ties = [(e.concept, e.relation, e.by, e.pose) for e in italian.entities]
                    sys.stdout.write(f"{'':12} {sentence.it} | {ties}\n")
    for held in (False, True):
        total: Counter[str] = Counter()
        for (name, held_out), row in sorted(rows.items()):
            if held_out == held:
                total.update(row)
                _print(name, row)
        _print("all, held out" if held else "all, open", total)
    print_anything(chosen.most)


def print_anything(count: int) -> None:
    """The same for any being and any thing of the lexicon, taken at random."""
    rows: dict[str, Counter[str]] = defaultdict(Counter)
    for pair in anything(count):
        amiss = pair.amiss()
        rows[pair.relation].update(all=1, read=amiss is not None, shown=amiss == "")
    for name, row in sorted(rows.items()):
        shown_of_read = 100 * row["shown"] / max(1, row["read"])
        sys.stdout.write(
            f"any {name:10} {row['all']:5}  read {row['read']:4}  shown {shown_of_read:5.1f}\n"
        )
    shown_of_all = (
        100 * sum(r["shown"] for r in rows.values()) / max(1, sum(r["read"] for r in rows.values()))
    )
    sys.stdout.write(f"any, all of what was read: shown {shown_of_all:.1f}\n")


def _print(name: str, row: Counter[str]) -> None:
    shares = "  ".join(
        f"{key} {100 * row[key] / row['all']:5.1f}"
        for key in ("tied", "tied_it", "shown", "shown_it", "same")
    )
    sys.stdout.write(f"{name:14} {row['all']:5}  {shares}\n")


if __name__ == "__main__":
    main()
