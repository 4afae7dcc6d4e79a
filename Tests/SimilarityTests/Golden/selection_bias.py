"""How choosing probes by the answers of controls changes the comparison with these same controls.

    python3 Tests/SimilarityTests/Golden/selection_bias.py

Unrelated models err independently; a wrong answer is the popular one of its item or one of many. 120
of 400 items are chosen by the weight of the wrong answers of 12 controls, as `probes select` does, or
at random. Printed: how often an unrelated newcomer, whose answers took no part in the choice, stands
above all 12 controls in its likeness to an unrelated source, as matches and as matches less the mean
over the controls. Needs numpy; 200 repetitions.
"""

import numpy as np

ITEMS, CONTROLS, NEWCOMERS, KEPT, REPETITIONS = 400, 12, 60, 120, 200


def world(random):
    """Answers of controls, a source and newcomers; 0 is right, 1 the popular error."""
    difficulty = random.beta(2, 2.4, ITEMS)
    popular = random.beta(1.2, 2, ITEMS)

    def answers(count):
        wrong = np.where(
            random.random((count, ITEMS)) < popular, 1, random.integers(2, 40, (count, ITEMS)))
        return np.where(random.random((count, ITEMS)) < difficulty, wrong, 0)

    return answers(CONTROLS), answers(1)[0], answers(NEWCOMERS)


def weights(controls):
    """The weight of every item as ProbeMeasures defines it, each control a family."""
    total = np.zeros(ITEMS)
    for own in controls:
        others = 0.5 + np.sum(controls == own, axis=0) - 1
        total += np.where(own > 0, np.log10(CONTROLS / others), 0)
    return total / CONTROLS


def matches(models, other):
    return np.mean(models == other, axis=1)


def main():
    random = np.random.default_rng(1)
    found = {"all": [], "at random": [], "chosen": []}
    for _ in range(REPETITIONS):
        controls, source, newcomers = world(random)
        for name, items in [
            ("all", np.arange(ITEMS)), ("at random", random.permutation(ITEMS)[:KEPT]),
            ("chosen", np.argsort(-weights(controls))[:KEPT]),
        ]:
            kept = items[source[items] > 0]
            own, new = controls[:, kept], newcomers[:, kept]
            raw = matches(own, source[kept]), matches(new, source[kept])
            cohort = np.array([matches(own, other[None]) for other in own])
            cohort = (cohort.sum(axis=1) - 1) / (CONTROLS - 1)
            excess = (
                raw[0] - cohort,
                raw[1] - np.mean([matches(new, other[None]) for other in own], axis=0))
            found[name].append([np.mean(new > old.max()) for old, new in (raw, excess)])
    for name, shares in found.items():
        raw, excess = np.mean(shares, axis=0)
        print(f"{name:10} above all {CONTROLS} controls: matches {raw:.3f}, excess {excess:.3f}")
    print(f"nominal    {1 / (1 + CONTROLS):.3f}")


if __name__ == "__main__":
    main()
