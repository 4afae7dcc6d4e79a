#!/usr/bin/env python3
"""Compares 50 keys, drawn at random, of every keyed set with a second answer.

    python3 Tests/ProbingTests/Keys/spot_check.py probesets

Keys of generated sets are computed from the wording of the prompts by `check_keys.py`. The answers
below were worked out from the questions: computed where there is something to compute, otherwise known
or reasoned. Python 3.9 or later, standard library only. Ends with status 1
when a drawn key has no second answer or differs from it.
"""

import datetime
import json
import math
import random
import sys
from fractions import Fraction
from pathlib import Path

import check_keys

SEED = 2026
COUNT = 50

# Of altered-puzzles-v1.
PUZZLES = {
    "ap-006": 100 // (5 / 5), "ap-019": 100 / 10, "ap-022": 2.5 / (1 - Fraction(1, 2)),
    "ap-024": 2, "ap-026": 3 + 1, "ap-027": 60, "ap-028": (30 + 60) / 2, "ap-031": 4 + 1,
    "ap-032": 5, "ap-035": 9 // 3 * 30, "ap-037": 66, "ap-051": 70 + 6 - 6 // 2, "ap-056": 25,
    "ap-059": 1, "ap-065": 100 / (25 + 25) * 40, "ap-071": 110 / (10 + 1), "ap-080": "no",
    "ap-081": "no", "ap-085": "1/2", "ap-087": "1/2", "ap-097": "blue", "ap-102": "candle",
    "ap-104": 0, "ap-106": "second", "ap-114": "mary", "ap-121": "father", "ap-123": "no",
    "ap-125": "yes", "ap-130": 30 / Fraction(1, 2) - 10, "ap-131": 30 / 2 + 10, "ap-137": 1,
    "ap-141": 0, "ap-144": "both", "ap-148": 6, "ap-151": 1 / Fraction(1, 2), "ap-152": "no",
    "ap-153": 5, "ap-160": "izquierda", "ap-161": 20 // 2 - 1, "ap-162": "plumas",
    "ap-168": 4 // (3 - 1) * (6 - 1), "ap-170": 15 // 5, "ap-175": "no", "ap-185": "yes",
    "ap-186": "freitag", "ap-189": 10 // 2, "ap-190": 10 - 7, "ap-191": 10 * 2, "ap-195": 1,
    "ap-198": 20 * 2,
}

# Of multiple-choice-hard-v1, by the text of the option.
CHOICES = {
    "mc-011": "dolphins", "mc-014": "the square root of 2", "mc-016": "Barnard's Star",
    "mc-024": "reverse transcriptase", "mc-035": "Tyrannosaurus", "mc-040": 1 / Fraction(1, 2),
    "mc-041": "it diverges",
    "mc-051": len(str(math.factorial(25))) - len(str(math.factorial(25)).rstrip("0")),
    "mc-070": "Gabon", "mc-088": "Yoruba", "mc-095": "Leoš Janáček", "mc-096": "C minor",
    "mc-104": "Luigi Pirandello", "mc-116": "Dutch", "mc-126": "foreign key",
    "mc-130": "the central bank", "mc-139": "glycine", "mc-150": "Our Mutual Friend",
    "mc-167": "Uruguay", "mc-170": "red", "mc-171": 12, "mc-175": "Hermann Ebbinghaus",
    "mc-177": "follow precedent", "mc-182": "Canopus", "mc-184": "Vostok 6", "mc-188": "the queen",
    "mc-200": datetime.date(2100, 1, 1).strftime("%A"), "mc-205": len("incomprehensibilities"),
    "mc-206": 100 // 49 * 100 + 100 % 49 // 7 * 10 + 100 % 7, "mc-222": 3 + Fraction(8, 4),
    "mc-229": 11, "mc-231": 3, "mc-233": format(0xA7 - 0x3C, "X"), "mc-234": 2 ** (32 - 27),
    "mc-236": f"{100 * 1.1 ** 3:.2f}", "mc-249": round(59_319 ** (1 / 3)), "mc-257": "el Ebro",
    "mc-273": 1539, "mc-276": "la mer Noire", "mc-280": 7, "mc-284": "Jean-Paul Sartre",
    "mc-287": "Georg Büchner", "mc-291": "Mosel", "mc-294": "Thrombozyten", "mc-296": 1947,
    "mc-302": Fraction(7, 12) * 24 * 60, "mc-303": "Brom", "mc-312": "明朝",
    "mc-324": "Александр II", "mc-335": "Дмитрий Менделеев",
}

# Of numeric-recall-v1, where keys are facts.
FACTS = {
    "nr-koechel-05": 425, "nr-chapters-06": 64, "nr-calling-code-10": 351,
    "nr-calling-code-09": 291, "nr-scripture-04": 42, "nr-bwv-08": 1046, "nr-chapters-05": 55,
    "nr-university-01": 1575, "nr-event-06": 751, "nr-asteroid-09": 253, "nr-scripture-08": 27,
    "nr-calling-code-07": 47, "nr-calling-code-05": 976, "nr-scripture-12": 52,
}


def spelled(answer):
    return answer if isinstance(answer, str) else check_keys.plain(Fraction(answer))


def second(probe):
    """The answer found here, in the form of the key; None when there is none."""
    answer = {**PUZZLES, **CHOICES, **FACTS}.get(probe["id"])
    if answer is None:
        return check_keys.solve("-".join(probe["id"].split("-")[1:-1]), probe["prompt"])
    if "choices" in probe:
        return "ABCD"[probe["choices"].index(spelled(answer))]
    return spelled(answer)


def main(folder):
    differing = 0
    for path in sorted(Path(folder).glob("*.jsonl")):
        lines = path.read_text(encoding="utf-8").splitlines()
        keyed = [probe for probe in map(json.loads, lines[1:]) if "key" in probe]
        if not keyed:
            continue
        drawn = random.Random(f"{SEED} {path.stem[:-3]}").sample(keyed, COUNT)
        wrong = [(p["id"], second(p), p["key"]) for p in drawn if second(p) != p["key"]]
        differing += len(wrong)
        print(f"{path.stem}: {len(drawn)} of {len(keyed)} keys, {len(wrong)} differ")
        for name, here, there in wrong:
            print(f"  {name}: {here} here, {there} there")
    return differing > 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "probesets"))
