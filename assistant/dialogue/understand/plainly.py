"""A message without the particles and punctuation that change nothing of what it says."""

from assistant.text.normalise import normalise
from assistant.wording import load


def bare(message: str) -> str:
    """「好的吧。」 → 「好的」."""
    plain = normalise(message).text.strip().lower()
    particles = [normalise(one).text or one for one in load("commands")["particles"]]
    changed = True
    while changed and len(plain) > 1:
        changed = False
        for particle in particles:
            if particle and plain.endswith(particle):
                plain, changed = plain[: -len(particle)].strip(), True
            if particle and not particle.isalnum() and plain.startswith(particle):
                plain, changed = plain[len(particle) :].strip(), True
    return plain
