"""A section heading in words of its own is placed by its number."""

from pathlib import Path

from assistant.reading import read_file
from assistant.wording import PROMPTS


def test_section_five_in_other_words(tmp_path: Path) -> None:
    text = (PROMPTS / "sample" / "street_2025.md").read_text(encoding="utf-8")
    file = tmp_path / "report.md"
    file.write_text(text.replace("五、存在的主要问题及改进情况", "五、短板弱项与努力方向"), encoding="utf-8")
    usual, other = read_file(PROMPTS / "sample" / "street_2025.md"), read_file(file)
    assert other.texts["s5.problems"] == usual.texts["s5.problems"]
    assert other.structure is not None
    (heading,) = [one for one in other.structure.headings if one.target == "s5"]
    assert (heading.text, heading.official) == ("五、短板弱项与努力方向", False)
